"""What the bot says in answer to an act: in the acknowledgement, or later at a response URL.

Source: docs.slack.dev/interactivity/handling-user-interaction.
"""

from __future__ import annotations

from typing import Any

from breachbot.slack.kit.limits import problems
from breachbot.workspace.api import chat
from breachbot.workspace.api.views import STACK_LIMIT, new_view, replace
from breachbot.workspace.seed import BOT
from breachbot.workspace.state import RESPONSE_URL_POSTS, RESPONSE_URL_SECONDS, Json, View, Workspace


def at_response_url(ws: Workspace, token: str, payload: Any) -> tuple[int, str]:
    """Carry out a post to a response URL; gives the status and the text that Slack answers."""
    known = ws.response_urls.get(token)
    if known is None or ws.now() - known.issued > RESPONSE_URL_SECONDS:
        return 404, "expired_url"
    if known.posts >= RESPONSE_URL_POSTS:
        return 404, "used_url"
    if not isinstance(payload, dict) or problems("response_url", payload):
        return 400, "invalid_payload"
    known.posts += 1
    ws.keep("response_url", payload)
    original = ws.channels[known.channel].messages.get(known.ts or "")
    if original and payload.get("delete_original"):
        del ws.channels[known.channel].messages[original.ts]
    elif original and payload.get("replace_original"):
        chat.edit(ws, original, payload)
    else:
        say(ws, known.channel, known.user, payload)
    return 200, "ok"


def say(ws: Workspace, channel_id: str, user: str, payload: Json) -> None:
    """Show a checked answer in the channel: to the person alone unless it says otherwise."""
    only = None if payload.get("response_type") == "in_channel" else user
    chat.add(ws, ws.channels[channel_id], BOT, payload, ephemeral_to=only)


def at_command(ws: Workspace, channel_id: str, user: str, body: Any) -> str | None:
    """Show what came with the acknowledgement of a command; gives an error where Slack would refuse it."""
    payload = {"text": body} if isinstance(body, str) else body
    if payload is None:
        return None
    if problems("response_url", payload):
        return "bad_response"
    ws.keep("acknowledgement", payload)
    say(ws, channel_id, user, payload)
    return None


def at_submission(ws: Workspace, view: View, body: Any) -> str | None:
    """Do with the person's views what the acknowledgement of a submission says; gives an error if wrong."""
    error = _done(ws, view, body)
    if error is None and body:
        ws.keep("acknowledgement", body)
    return error


def _done(ws: Workspace, view: View, body: Any) -> str | None:
    action = body.get("response_action") if isinstance(body, dict) else None
    if body in (None, "", {}):
        close(ws, view)
    elif action == "clear":
        clear(ws, view.user)
    elif action == "errors":
        return _object(view, body.get("errors"))
    elif action in ("update", "push"):
        return _show(ws, view, action, body.get("view"))
    else:
        return "bad_response"
    return None


def _object(view: View, errors: Any) -> str | None:
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        return "bad_response"
    view.errors = {str(block_id): str(sentence) for block_id, sentence in errors.items()}
    return None


def _show(ws: Workspace, view: View, action: str, content: Any) -> str | None:
    stack = ws.stacks[view.user]
    full = action == "push" and len(stack) >= STACK_LIMIT
    if full or problems(f"views.{action}", {"view": content}):
        return "bad_response"
    if action == "update":
        replace(ws, view, content)
    else:
        stack.append(new_view(ws, view.user, content, view).id)
    return None


def close(ws: Workspace, view: View) -> None:
    """Take one view from the person's stack."""
    ws.stacks[view.user].remove(view.id)
    del ws.views[view.id]


def clear(ws: Workspace, user: str) -> None:
    """Take all views from the person's stack."""
    for view in ws.open_views(user):
        close(ws, view)
