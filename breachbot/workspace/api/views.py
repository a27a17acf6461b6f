"""views.*. Source: docs.slack.dev/reference/methods and /surfaces/modals."""

from __future__ import annotations

import secrets

from breachbot.slack.kit.limits import problems
from breachbot.workspace.api.calls import ApiError, check_limits, required
from breachbot.workspace.api.chat import identified
from breachbot.workspace.elements import initial_values
from breachbot.workspace.seed import APP, BOT_ID, TEAM
from breachbot.workspace.state import Json, Trigger, View, Workspace

STACK_LIMIT = 3


def shown(view: View) -> Json:
    """A view as Slack gives it to an app, with all fields, whether set or not."""
    content = view.content
    return {
        "id": view.id,
        "team_id": TEAM,
        "type": content["type"],
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata") or "",
        "callback_id": content.get("callback_id") or "",
        "state": {"values": view.values},
        "hash": view.hash,
        "title": content.get("title"),
        "clear_on_close": bool(content.get("clear_on_close")),
        "notify_on_close": bool(content.get("notify_on_close")),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": APP,
        "external_id": content.get("external_id") or "",
        "app_installed_team_id": TEAM,
        "bot_id": BOT_ID,
    }


def new_view(ws: Workspace, user: str, content: Json, previous: View | None = None) -> View:
    """A view of checked content; it is not on anybody's stack yet."""
    view_id = ws.next_id("V")
    blocks = identified(content["blocks"])
    view = View(
        id=view_id,
        user=user,
        content={**content, "blocks": blocks},
        hash=_hash(ws),
        root_id=previous.root_id if previous else view_id,
        previous_id=previous.id if previous else None,
        values=initial_values(blocks),
    )
    ws.views[view_id] = view
    return view


def replace(ws: Workspace, view: View, content: Json) -> None:
    """New content for a view; what was typed stays where block and action ids stay the same."""
    blocks = identified(content["blocks"])
    fresh = initial_values(blocks)
    for block_id, actions in fresh.items():
        typed = view.values.get(block_id, {})
        actions.update({name: typed[name] for name in actions if name in typed})
    view.content, view.values, view.errors = {**content, "blocks": blocks}, fresh, {}
    view.hash = _hash(ws)


def _hash(ws: Workspace) -> str:
    return f"{int(ws.now())}.{secrets.token_hex(4)}"


def _spend(ws: Workspace, args: Json) -> Trigger:
    (name,) = required(args, "trigger_id")
    trigger = ws.triggers.get(name)
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if ws.now() - trigger.issued > ws.trigger_seconds:
        raise ApiError("expired_trigger_id")
    return trigger


def _fresh_external_id(ws: Workspace, content: Json) -> None:
    wanted = content.get("external_id")
    if wanted and any(view.content.get("external_id") == wanted for view in ws.views.values()):
        raise ApiError("duplicate_external_id")


def open_view(ws: Workspace, args: Json) -> Json:
    """A modal on an empty stack, in place of any that the person had open."""
    trigger = _spend(ws, args)
    check_limits("views.open", {"view": args.get("view")})
    _fresh_external_id(ws, args["view"])
    trigger.used = True
    view = new_view(ws, trigger.user, args["view"])
    ws.stacks[trigger.user] = [view.id]
    return {"view": shown(view)}


def push(ws: Workspace, args: Json) -> Json:
    """A modal on top of the one in which the trigger arose; at most three in all."""
    trigger = _spend(ws, args)
    check_limits("views.push", {"view": args.get("view")})
    _fresh_external_id(ws, args["view"])
    stack = ws.stacks.get(trigger.user, [])
    if not trigger.view_id or trigger.view_id not in stack:
        raise ApiError("not_found")
    if len(stack) >= STACK_LIMIT:
        raise ApiError("push_limit_reached")
    trigger.used = True
    view = new_view(ws, trigger.user, args["view"], ws.views[stack[-1]])
    stack.append(view.id)
    return {"view": shown(view)}


def update(ws: Workspace, args: Json) -> Json:
    """New content for an open view. Refusals: not_found, hash_conflict."""
    view = _named(ws, args)
    if args.get("hash") and args["hash"] != view.hash:
        raise ApiError("hash_conflict")
    check_limits("views.update", {"view": args.get("view")})
    replace(ws, view, args["view"])
    return {"view": shown(view)}


def _named(ws: Workspace, args: Json) -> View:
    view_id, external_id = args.get("view_id"), args.get("external_id")
    if not view_id and not external_id:
        raise ApiError("invalid_arguments")
    for view in ws.views.values():
        if view.id == view_id or (external_id and view.content.get("external_id") == external_id):
            return view
    raise ApiError("not_found")


def publish(ws: Workspace, args: Json) -> Json:
    """The Home tab of one person. Refusals: not_enabled, user_not_found, hash_conflict."""
    (user,) = required(args, "user_id")
    if not ws.seed.has_home:
        raise ApiError("not_enabled")
    if user not in ws.users:
        raise ApiError("user_not_found")
    old = ws.homes.get(user)
    if args.get("hash") and old and args["hash"] != old.hash:
        raise ApiError("hash_conflict")
    check_limits("views.publish", {"view": args.get("view")})
    if old:
        replace(ws, old, args["view"])
    else:
        ws.homes[user] = new_view(ws, user, args["view"])
    return {"view": shown(ws.homes[user])}


def validate(ws: Workspace, args: Json) -> Json:
    """Whether a view or blocks keep to Slack's limits. Refusals: invalid_view, invalid_blocks, with the places."""
    kind, method = ("view", "views.open") if "view" in args else ("blocks", "chat.postMessage")
    if found := problems(method, {"text": "x", **args}):
        errors = [{"pointer": each.pointer, "code": each.code, "message": each.message} for each in found]
        raise ApiError(f"invalid_{kind}", errors=errors)
    return {}
