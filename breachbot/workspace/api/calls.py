"""What all methods share: the arguments as sent, Slack's refusals, and the check of Slack's limits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from breachbot.slack.limits import problems
from breachbot.workspace.state import Channel, Json, Workspace

_JSON_FIELDS = ("blocks", "view", "metadata", "attachments")


class ApiError(Exception):
    """Slack's `ok: false`, with its code and whatever else stands in the answer."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code, self.extra = code, extra


def arguments(content_type: str, query: str, body: bytes) -> Json:
    """The arguments of a call, from the query, a form or JSON, with nested JSON decoded.

    Raises ApiError: invalid_json, invalid_blocks_format, invalid_arguments.
    """
    found: Json = dict(parse_qsl(query, keep_blank_values=True))
    if content_type.startswith("application/json"):
        try:
            sent = json.loads(body or b"{}")
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(sent, dict):
            raise ApiError("json_not_object")
        found.update(sent)
    else:
        found.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return {name: _decoded(name, value) for name, value in found.items() if value is not None}


def _decoded(name: str, value: Any) -> Any:
    if name not in _JSON_FIELDS or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ApiError("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None


def required(args: Mapping[str, Any], *names: str) -> list[str]:
    """The named arguments as strings. Raises ApiError invalid_arguments if one is missing."""
    missing = [name for name in names if args.get(name) in (None, "")]
    if missing:
        messages = [f"[ERROR] missing required field: {name}" for name in missing]
        raise ApiError("invalid_arguments", response_metadata={"messages": messages})
    return [str(args[name]) for name in names]


def true(value: Any) -> bool:
    """A boolean as it comes in JSON or in a form."""
    return value in (True, 1, "1", "true", "True")


def check_limits(method: str, args: Mapping[str, Any]) -> None:
    """Raise ApiError if Slack would refuse the payload.

    Codes: no_text, msg_too_long, invalid_blocks, and for views invalid_arguments.
    """
    found = problems(method, args)
    if not found:
        return
    first = found[0]
    messages = [f"[ERROR] {problem.message} [json-pointer:{problem.pointer}]" for problem in found]
    code = "invalid_blocks" if "view" not in args else "invalid_arguments"
    if first.code == "no_text":
        code = "no_text"
    elif first.pointer == "/text":
        code = "msg_too_long"
    raise ApiError(code, errors=[m[8:] for m in messages], response_metadata={"messages": messages})


def channel_for_bot(ws: Workspace, channel_id: str, bot: str) -> Channel:
    """The channel, if the bot can know of it. Raises ApiError channel_not_found."""
    channel = ws.channels.get(channel_id)
    if channel is None or (channel.is_private and bot not in channel.members):
        raise ApiError("channel_not_found")
    return channel
