"""What all methods share: the arguments as sent, Slack's refusals, and the check of Slack's limits."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from breachbot.slack.kit.limits import problems
from breachbot.workspace.state import Channel, Json, Workspace

T = TypeVar("T")
MOST_ON_A_PAGE = 1_000
_JSON_FIELDS = ("blocks", "view", "metadata", "attachments", "files")
_NUMBERS = ("length",)
"""What Slack reads as a number, also out of a form, which holds text alone."""


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
    if name in _NUMBERS and isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
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


def page_of(items: Sequence[T], args: Mapping[str, Any], usual: int = 100) -> tuple[list[T], Json]:
    """One page of a list and the cursor to the next one, empty after the last.

    usual: how many without `limit`. Raises ApiError invalid_limit, invalid_cursor.
    Source: docs.slack.dev/apis/web-api/pagination.
    """
    limit = _whole(args.get("limit") or usual, "invalid_limit")
    if not 1 <= limit <= MOST_ON_A_PAGE:
        raise ApiError("invalid_limit")
    start = _start(str(args.get("cursor") or ""))
    if start > len(items):
        raise ApiError("invalid_cursor")
    end = start + limit
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"next_cursor": cursor}


def _start(cursor: str) -> int:
    try:
        name, _, number = base64.b64decode(cursor, validate=True).decode().rpartition(":")
    except ValueError:
        raise ApiError("invalid_cursor") from None
    if cursor and name != "next":
        raise ApiError("invalid_cursor")
    return _whole(number or 0, "invalid_cursor")


def _whole(value: Any, refusal: str) -> int:
    text = str(value)
    if not text.isascii() or not text.isdigit():
        raise ApiError(refusal)
    return int(text)


def channel_for_bot(ws: Workspace, channel_id: str, bot: str) -> Channel:
    """The channel, if the bot can know of it. Raises ApiError channel_not_found."""
    channel = ws.channels.get(channel_id)
    if channel is None or (channel.is_private and bot not in channel.members):
        raise ApiError("channel_not_found")
    return channel
