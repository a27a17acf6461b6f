"""chat.* and pins.add. Source: docs.slack.dev/reference/methods."""

from __future__ import annotations

import secrets
from copy import deepcopy
from typing import Any

from breachbot.slack.kit.limits import elements_of
from breachbot.workspace.api.calls import ApiError, channel_for_bot, check_limits, required
from breachbot.workspace.seed import APP, BOT, BOT_ID, TEAM
from breachbot.workspace.state import Channel, Json, Message, Workspace


def identified(blocks: Any) -> list[Json]:
    """A copy of checked blocks in which each block and element has an id; Slack adds those not given."""
    copied: list[Json] = deepcopy(list(blocks or []))
    for block in copied:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in elements_of(block):
            if isinstance(element, dict):
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return copied


def shown(message: Message) -> Json:
    """A message as Slack gives it to an app."""
    seen: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": TEAM,
        "blocks": message.blocks,
    }
    if message.user == BOT:
        seen |= {"bot_id": BOT_ID, "app_id": APP}
    if message.thread_ts:
        seen["thread_ts"] = message.thread_ts
    if message.edited_ts:
        seen["edited"] = {"user": message.user, "ts": message.edited_ts}
    return seen


def open_for_posts(ws: Workspace, name: str) -> Channel:
    """Where a post goes: a channel, a direct conversation, or a person's id, which opens one."""
    if name in ws.users and name != BOT:
        return ws.direct(name)
    named = [c.id for c in ws.channels.values() if c.name and f"#{c.name}" == name]
    channel = channel_for_bot(ws, named[0] if named else name, BOT)
    if channel.is_archived:
        raise ApiError("is_archived")
    if BOT not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def add(
    ws: Workspace, channel: Channel, user: str, args: Json, *, ephemeral_to: str | None = None
) -> Message:
    """Put a message into a channel."""
    message = Message(
        ts=ws.next_ts(),
        channel=channel.id,
        user=user,
        text=str(args.get("text") or ""),
        blocks=identified(args.get("blocks")),
        thread_ts=args.get("thread_ts"),
        ephemeral_to=ephemeral_to,
        said_at=ws.wall(),
    )
    channel.messages[message.ts] = message
    return message


def edit(ws: Workspace, message: Message, args: Json) -> None:
    """Change a message and keep what it said. Text alone removes the blocks; blocks alone keep the text."""
    message.edits.append(
        {"text": message.text, "blocks": message.blocks, "ts": message.edited_ts or message.ts}
    )
    if args.get("text") is not None:
        message.text, message.blocks = str(args["text"]), []
    if args.get("blocks") is not None:
        message.blocks = identified(args["blocks"])
    message.edited_ts = ws.next_ts()


def post_message(ws: Workspace, args: Json) -> Json:
    """Post to a channel, or to a person by id. Refusals: channel_not_found, not_in_channel, is_archived."""
    (name,) = required(args, "channel")
    channel = open_for_posts(ws, name)
    check_limits("chat.postMessage", args)
    message = add(ws, channel, BOT, args)
    return {"channel": channel.id, "ts": message.ts, "message": shown(message)}


def post_ephemeral(ws: Workspace, args: Json) -> Json:
    """Show something to one member of a channel alone. Refusal: user_not_in_channel."""
    name, user = required(args, "channel", "user")
    channel = open_for_posts(ws, name)
    check_limits("chat.postEphemeral", args)
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    return {"message_ts": add(ws, channel, BOT, args, ephemeral_to=user).ts}


def _own(ws: Workspace, args: Json, refusal: str) -> tuple[Channel, Message]:
    name, ts = required(args, "channel", "ts")
    channel = channel_for_bot(ws, name, BOT)
    message = channel.messages.get(ts)
    if message is None or message.ephemeral_to:
        raise ApiError("message_not_found")
    if message.user != BOT:
        raise ApiError(refusal)
    return channel, message


def update(ws: Workspace, args: Json) -> Json:
    """Change a message of the bot. Refusals: message_not_found, cant_update_message, is_archived."""
    channel, message = _own(ws, args, "cant_update_message")
    if channel.is_archived:
        raise ApiError("is_archived")
    check_limits("chat.update", args)
    edit(ws, message, args)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown(message)}


def delete(ws: Workspace, args: Json) -> Json:
    """Take back a message of the bot. Refusals: message_not_found, cant_delete_message."""
    channel, message = _own(ws, args, "cant_delete_message")
    del channel.messages[message.ts]
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(ws: Workspace, args: Json) -> Json:
    """The link to a message. Refusal: message_not_found."""
    name, ts = required(args, "channel", "message_ts")
    channel = channel_for_bot(ws, name, BOT)
    if ts not in channel.messages:
        raise ApiError("message_not_found")
    link = f"https://workspace.example/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def pin(ws: Workspace, args: Json) -> Json:
    """Pin a message to its channel. Refusals: message_not_found, already_pinned."""
    (name,) = required(args, "channel")
    channel, ts = channel_for_bot(ws, name, BOT), args.get("timestamp")
    if not ts:
        raise ApiError("no_item_specified")
    if ts not in channel.messages:
        raise ApiError("message_not_found")
    if ts in channel.pins:
        raise ApiError("already_pinned")
    channel.pins.append(ts)
    return {}
