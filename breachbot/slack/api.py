"""The one way out to Slack's Web API: every payload is checked first, every failure becomes a DeliveryError.

An answer counts as Slack's own only if it is what Slack documents: status 200, a JSON object, and either `ok: true`
with what the method returns or `ok: false` with a code. A proxy, a captive portal or a wrong address can answer
anything else, which says nothing about the message: it is tried again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from breachbot.errors import DeliveryError
from breachbot.slack.codes import (
    FINAL,
    NO_SUCH_PERSON,
    ORGANISATION,
    REPAIRABLE,
    SHUT_OUT,
    WHAT_TO_DO,
)
from breachbot.slack.kit.limits import problems

READS = frozenset(
    {
        "auth.test",
        "chat.getPermalink",
        "conversations.list",
        "files.info",
        "usergroups.users.list",
        "users.conversations",
        "users.info",
    }
)
"""Methods that Slack takes as GET."""
FORMS = frozenset({"files.completeUploadExternal", "files.getUploadURLExternal"})
"""Methods that it takes as a form (so does slack_sdk send them); the others take JSON."""

RETURNS: Mapping[str, tuple[str, ...]] = {
    "apps.connections.open": ("url",),
    "auth.test": ("team_id", "user_id"),
    "chat.getPermalink": ("permalink",),
    "chat.postEphemeral": ("message_ts",),
    "chat.postMessage": ("channel", "ts"),
    "chat.update": ("channel", "ts"),
    "conversations.create": ("channel.id",),
    "conversations.invite": ("channel.id",),
    "conversations.open": ("channel.id",),
    "files.getUploadURLExternal": ("upload_url", "file_id"),
    "files.info": ("file.id",),
    "users.info": ("user.id",),
    "views.open": ("view.id",),
    "views.publish": ("view.id",),
    "views.push": ("view.id",),
    "views.update": ("view.id",),
}
"""The least that a good answer holds, by method: where there has to be a text."""
LISTS: Mapping[str, str] = {"conversations.list": "channels", "users.conversations": "channels"}
"""The same for lists of objects."""

REPAIR_PAUSE = 300.0
"""Seconds between two tries while somebody repairs it."""
LONGEST_PAUSE = 3600.0
"""Seconds that an answer can ask us to wait at most: what is between us and Slack may name any number."""

_CODE = re.compile(r"[a-z][a-z0-9_]{1,79}\Z")
_SCOPES = re.compile(r"[a-z][a-z0-9:._,-]{1,99}\Z")
UNREADABLE = (
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    ValueError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""What aiohttp and slack_sdk raise for broken connections and for bodies, charsets and types that Slack never sends."""


class ApiFailure(DeliveryError):
    """A refusal of Slack with its code. `needed`: the permission that is missing, where Slack names it."""

    def __init__(
        self,
        method: str,
        code: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        repair: str | None = None,
        needed: str = "",
    ) -> None:
        why = WHAT_TO_DO.get(code)
        if needed:
            why = f"the app lacks {needed}: install it again from `breachbot manifest`"
        super().__init__(
            f"{method}: {code}" + (f" ({why})" if why else ""),
            permanent=permanent,
            retry_after=retry_after,
            repair=repair,
            tellable=code not in SHUT_OUT,
        )
        self.code, self.needed = code, needed


async def call(client: AsyncWebClient, method: str, **arguments: Any) -> Mapping[str, Any]:
    """Call a method and give its answer. Raises DeliveryError, an ApiFailure where Slack named a code.

    A payload that breaks a limit never leaves; that is a fault of ours and permanent.
    """
    if found := problems(method, arguments):
        first = found[0]
        raise DeliveryError(f"{method}: {first.pointer}: {first.code}", permanent=True)
    sent: dict[str, Any] = {"data": arguments} if method in FORMS else {"json": arguments}
    if method in READS:
        sent = {"params": arguments, "http_verb": "GET"}
    try:
        answer = await client.api_call(method, **sent)
    except SlackApiError as error:
        raise _failure(method, error, str(arguments.get("channel") or "")) from None
    except UNREADABLE as error:
        raise DeliveryError(f"{method}: {type(error).__name__}") from None
    data = answer.data
    if not (isinstance(data, dict) and is_whole(method, data)):
        raise DeliveryError(f"{method}: an answer that is not Slack's")
    return data


def is_whole(method: str, answer: Mapping[str, Any]) -> bool:
    """Whether an answer says yes as Slack does, with what the method returns."""
    if answer.get("ok") is not True:
        return False
    listed = answer.get(LISTS[method]) if method in LISTS else []
    if not isinstance(listed, list) or not all(isinstance(one, dict) and one.get("id") for one in listed):
        return False
    return all(_text_at(answer, path) for path in RETURNS.get(method, ()))


def _text_at(answer: Any, path: str) -> bool:
    for name in path.split("."):
        answer = answer.get(name) if isinstance(answer, dict) else None
    return isinstance(answer, str) and bool(answer)


def _failure(method: str, error: SlackApiError, place: str) -> DeliveryError:
    """What a refusal means for the next try. `place` is a channel's id or a person's."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return DeliveryError(f"{method}: no answer that can be read")
    if response.status_code == 429:
        return ApiFailure(method, "ratelimited", retry_after=_seconds(response.headers.get("Retry-After")))
    code = code_of(response.status_code, response.data)
    if code is None:
        return DeliveryError(f"{method}: an answer that is not Slack's (HTTP {response.status_code})")
    if code in FINAL or (code in NO_SUCH_PERSON and place.startswith(("U", "W"))):
        return ApiFailure(method, code, permanent=True)
    if code in SHUT_OUT | ORGANISATION:
        return ApiFailure(method, code, retry_after=REPAIR_PAUSE, repair=code)
    if code in REPAIRABLE:
        needed = _needed(response.data) if code == "missing_scope" else ""
        at = (needed or method) if code == "missing_scope" else place or method
        return ApiFailure(method, code, retry_after=REPAIR_PAUSE, repair=f"{code}:{at}", needed=needed)
    return ApiFailure(method, code)


def code_of(status: int, answer: Any) -> str | None:
    """The code of a refusal that comes from Slack itself; None for anything else."""
    if status != 200 or not isinstance(answer, dict) or answer.get("ok") is not False:
        return None
    code = answer.get("error")
    return code if isinstance(code, str) and _CODE.match(code) else None


def _needed(answer: Any) -> str:
    """The permission that Slack misses, from `needed`; empty where it does not say."""
    given = answer.get("needed")
    return given if isinstance(given, str) and _SCOPES.match(given) else ""


def _seconds(given: str | None) -> float:
    readable = given is not None and given.isascii() and given.isdigit() and len(given) < 9
    return min(float(given or 1), LONGEST_PAUSE) if readable else 1.0
