"""conversations.*. Source: docs.slack.dev/reference/methods."""

from __future__ import annotations

from typing import Any

from breachbot.slack.kit.limits import problems
from breachbot.workspace.api.calls import ApiError, channel_for_bot, page_of, required, true
from breachbot.workspace.seed import BOT, TEAM
from breachbot.workspace.state import Channel, Json, Workspace


def shown(channel: Channel) -> Json:
    """A conversation as Slack gives it to an app."""
    if channel.im_user:
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_archived": False,
            "user": channel.im_user,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_member": BOT in channel.members,
        "created": channel.created,
        "creator": channel.creator,
        "context_team_id": TEAM,
        "topic": {"value": channel.topic, "creator": BOT, "last_set": channel.created},
        "purpose": {"value": channel.purpose, "creator": BOT, "last_set": channel.created},
        "num_members": len(channel.members),
    }


def create(ws: Workspace, args: Json) -> Json:
    """A new channel with the bot in it. Refusals: name_taken, invalid_name_*."""
    name = str(args.get("name") or "")
    if problems("conversations.create", {"name": name}):
        raise ApiError(_objection(name))
    if any(channel.name == name for channel in ws.channels.values()):
        raise ApiError("name_taken")
    channel = Channel(
        ws.next_id("C"), name, int(ws.now()), BOT, true(args.get("is_private", False)), members=[BOT]
    )
    ws.channels[channel.id] = channel
    return {"channel": shown(channel)}


def _objection(name: str) -> str:
    if not name:
        return "invalid_name_required"
    return "invalid_name_maxlength" if len(name) > 80 else "invalid_name_specials"


def _live(ws: Workspace, args: Json) -> Channel:
    (channel_id,) = required(args, "channel")
    channel = channel_for_bot(ws, channel_id, BOT)
    if channel.im_user:
        raise ApiError("method_not_supported_for_channel_type")
    if BOT not in channel.members:
        raise ApiError("not_in_channel")
    if channel.is_archived:
        raise ApiError("is_archived")
    return channel


def invite(ws: Workspace, args: Json) -> Json:
    """Without `force` one bad name spoils the whole call; with it the good ones are invited."""
    channel = _live(ws, args)
    wanted = [name.strip() for name in str(args.get("users") or "").split(",") if name.strip()]
    if not wanted:
        raise ApiError("no_user")
    refused = {name: code for name in wanted if (code := cannot_join(ws, channel, name))}
    if refused and (len(refused) == len(wanted) or not true(args.get("force", False))):
        errors = [{"user": name, "ok": False, "error": code} for name, code in refused.items()]
        raise ApiError(next(iter(refused.values())), errors=errors)
    let_in(ws, channel, [name for name in wanted if name not in refused], BOT)
    answer: Json = {"channel": shown(channel)}
    if refused:
        answer["errors"] = [{"user": name, "ok": False, "error": code} for name, code in refused.items()]
    return answer


def let_in(ws: Workspace, channel: Channel, users: list[str], inviter: str) -> None:
    """They are members from now on, of which the app will be told."""
    channel.members += users
    ws.joined += [(user, channel, inviter) for user in users]


def cannot_join(ws: Workspace, channel: Channel, name: str) -> str | None:
    """Slack's code for why somebody cannot be let in."""
    if name not in ws.users:
        return "user_not_found"
    if name == BOT:
        return "cant_invite_self"
    if name in channel.members:
        return "already_in_channel"
    return "cant_invite" if ws.users[name].is_stranger else None


def kick(ws: Workspace, args: Json) -> Json:
    """Remove somebody. Refusals: user_not_found, cant_kick_self, not_in_channel."""
    (user,) = required(args, "user")
    channel = _live(ws, args)
    if user not in ws.users:
        raise ApiError("user_not_found")
    if user == BOT:
        raise ApiError("cant_kick_self")
    if user not in channel.members:
        raise ApiError("not_in_channel")
    channel.members.remove(user)
    return {"errors": {}}


def info(ws: Workspace, args: Json) -> Json:
    """One channel. Refusal: channel_not_found."""
    (channel_id,) = required(args, "channel")
    return {"channel": shown(channel_for_bot(ws, channel_id, BOT))}


def members(ws: Workspace, args: Json) -> Json:
    """The members of a channel, by pages. Refusal: channel_not_found."""
    (channel_id,) = required(args, "channel")
    channel = channel_for_bot(ws, channel_id, BOT)
    found, more = page_of(channel.members, args)
    return {"members": found, "response_metadata": more}


def open_direct(ws: Workspace, args: Json) -> Json:
    """The direct conversation with one person. Refusal: user_not_found."""
    (user,) = required(args, "users")
    if user not in ws.users or user == BOT:
        raise ApiError("user_not_found")
    known = any(channel.im_user == user for channel in ws.channels.values())
    channel = ws.direct(user)
    answer: Json = {"channel": shown(channel) if true(args.get("return_im", False)) else {"id": channel.id}}
    return answer | ({"no_op": True, "already_open": True} if known else {})


def list_all(ws: Workspace, args: Json) -> Json:
    """The channels of the wanted types that the bot can know of, by pages."""
    kinds = str(args.get("types") or "public_channel").split(",")
    found = [c for c in ws.channels.values() if kind_of(c) in kinds]
    if true(args.get("exclude_archived", False)):
        found = [channel for channel in found if not channel.is_archived]
    visible = [channel for channel in found if not channel.is_private or BOT in channel.members]
    page, more = page_of(visible, args)
    return {"channels": [shown(channel) for channel in page], "response_metadata": more}


def kind_of(channel: Channel) -> str:
    """The type of a conversation, as the argument `types` names it."""
    if channel.im_user:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def archive(ws: Workspace, args: Json) -> Json:
    """Close a channel for good. Refusals: already_archived, not_in_channel."""
    (channel_id,) = required(args, "channel")
    channel = channel_for_bot(ws, channel_id, BOT)
    if channel.is_archived:
        raise ApiError("already_archived")
    _live(ws, args).is_archived = True
    return {}


def set_topic(ws: Workspace, args: Json) -> Json:
    """Set the topic. Refusals: too_long, is_archived, not_in_channel."""
    channel = _live(ws, args)
    channel.topic = _short(args, "topic")
    return {"channel": shown(channel)}


def set_purpose(ws: Workspace, args: Json) -> Json:
    """Set the purpose. Refusals: too_long, is_archived, not_in_channel."""
    channel = _live(ws, args)
    channel.purpose = _short(args, "purpose")
    return {"channel": shown(channel), "purpose": channel.purpose}


def _short(args: Json, field: str) -> str:
    value: Any = args.get(field)
    if not isinstance(value, str):
        raise ApiError("invalid_arguments")
    if problems(f"conversations.set{field.capitalize()}", {field: value}):
        raise ApiError("too_long")
    return value
