"""The one way out to Slack's Web API: every payload is checked first, every failure becomes a DeliveryError."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from breachbot.errors import DeliveryError
from breachbot.slack.limits import problems

READS = frozenset(
    {"auth.test", "chat.getPermalink", "conversations.list", "users.conversations", "users.info"}
)
"""Methods that Slack wants as GET; the others take JSON."""

SHUT_OUT = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"})
"""The token is of no use: nobody can be told anything in Slack until somebody has repaired that."""
REPAIRABLE = frozenset(
    {
        "missing_scope",
        "restricted_action",
        "not_enabled",
        "is_archived",
        "channel_not_found",
        "not_in_channel",
    }
)
"""The app or a channel is set up wrongly. Somebody can repair that, and nothing may be lost until then."""
REPAIR_PAUSE = 300.0
"""Seconds between two tries while somebody repairs it."""

PASSING = frozenset({"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
                     "request_timeout", "team_added_to_org"})  # fmt: skip

WHAT_TO_DO: Mapping[str, str] = {
    "restricted_action": "the workspace forbids the app to create private channels: an owner has to allow it",
    "is_archived": "the channel is archived: unarchive it",
    "channel_not_found": "the channel does not exist, or the app is not in it: invite the app",
    "not_in_channel": "the app is not in the channel: invite it",
    "missing_scope": "the app lacks a permission: install it again from `breachbot manifest`",
    "not_enabled": "the app's Home tab is switched off: install the app again from `breachbot manifest`",
    "token_revoked": "the token was revoked: install the app again and set its new token",
    "invalid_auth": "the token is wrong: set the one of the app's page",
    "account_inactive": "the app was removed from the workspace: install it again and set its new token",
}


class ApiFailure(DeliveryError):
    """A refusal of Slack with its code."""

    def __init__(
        self,
        method: str,
        code: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        repair: str | None = None,
    ) -> None:
        why = WHAT_TO_DO.get(code)
        super().__init__(
            f"{method}: {code}" + (f" ({why})" if why else ""),
            permanent=permanent,
            retry_after=retry_after,
            repair=repair,
            tellable=code not in SHUT_OUT,
        )
        self.code = code


async def call(client: AsyncWebClient, method: str, **arguments: Any) -> Mapping[str, Any]:
    """Call a method and give its answer. Raises DeliveryError, an ApiFailure where Slack named a code.

    A payload that breaks a limit never leaves; that is a fault of ours and permanent.
    """
    if found := problems(method, arguments):
        first = found[0]
        raise DeliveryError(f"{method}: {first.pointer}: {first.code}", permanent=True)
    sent = {"params": arguments, "http_verb": "GET"} if method in READS else {"json": arguments}
    try:
        answer = await client.api_call(method, **sent)
    except SlackApiError as error:
        raise _failure(method, error, str(arguments.get("channel") or "")) from None
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise DeliveryError(f"{method}: {type(error).__name__}") from None
    data = answer.data
    return data if isinstance(data, dict) else {}


def _failure(method: str, error: SlackApiError, place: str) -> DeliveryError:
    """What a refusal means for the next try. A person (`place` is their id) who is not there cannot be repaired."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse) or response.status_code >= 500:
        return DeliveryError(f"{method}: no answer that can be read")
    if response.status_code == 429:
        return ApiFailure(method, "ratelimited", retry_after=_seconds(response.headers.get("Retry-After")))
    code = str(response.data.get("error") or "unknown") if isinstance(response.data, dict) else "unknown"
    if code in SHUT_OUT:
        return ApiFailure(method, code, retry_after=REPAIR_PAUSE, repair=code)
    if code in REPAIRABLE and not place.startswith(("U", "W")):
        return ApiFailure(method, code, retry_after=REPAIR_PAUSE, repair=f"{code}:{place or method}")
    if code == "missing_scope":
        return ApiFailure(method, code, retry_after=REPAIR_PAUSE, repair=f"{code}:{method}")
    return ApiFailure(method, code, permanent=code not in PASSING)


def _seconds(given: str | None) -> float:
    return float(given) if given and given.isascii() and given.isdigit() else 1.0
