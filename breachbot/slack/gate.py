"""The first thing that every request of Slack passes: one that names no person goes no further."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.response import BoltResponse

from breachbot.errors import Refused
from breachbot.slack import modals
from breachbot.slack.people import person_of

log = structlog.get_logger("breachbot.slack")


async def only_people(
    body: dict[str, Any], next_: Callable[[], Awaitable[BoltResponse | None]]
) -> BoltResponse | None:
    """Go on with a request that names a person; answer any other in the form that its kind allows."""
    try:
        person_of(body)
    except Refused as refused:
        log.warning("nobody_named", kind=str(body.get("type") or body.get("command") or "unknown"))
        return BoltResponse(status=200, body=_answer(body, str(refused)))
    return await next_()


def _answer(body: dict[str, Any], sentence: str) -> str | dict[str, Any]:
    """A command and a form can be told; a click, a shortcut and an event take nothing but an acknowledgement."""
    if "command" in body:
        return sentence
    if body.get("type") == "view_submission":
        return {"response_action": "update", "view": modals.refusal(sentence)}
    return ""
