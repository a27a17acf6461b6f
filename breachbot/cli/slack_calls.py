"""The doctor's calls of Slack: what an answer says, and what it may mean if it is not one of Slack's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.cli.findings import Unknown
from breachbot.errors import NotReady

NOT_SLACK = (
    "something answers that is not Slack: is there a proxy in the way, and is BREACHBOT_SLACK_API_URL right?"
)
INSTALL = "install the app again from `breachbot manifest`"


@dataclass(frozen=True)
class Said:
    """An answer that is ok: its body and its headers, with names in small letters."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]


class Refusal(NotReady):
    """Slack's `ok: false`, with its code, and for what it validated the places of the first faults."""

    def __init__(self, method: str, code: str, faults: str = "") -> None:
        super().__init__(f"{method} is refused: {code}")
        self.code, self.faults = code, faults


async def call(client: AsyncWebClient, method: str, **arguments: str) -> Said:
    """One call. Raises Refusal for Slack's no, Unknown where Slack is busy or what answers is not Slack, NotReady where
    nobody answers.
    """
    from breachbot.slack.api import UNREADABLE, is_whole

    try:
        answer = await client.api_call(method, data=arguments)
    except SlackApiError as error:
        raise _no(method, error) from None
    except (aiohttp.ClientError, OSError) as error:
        raise NotReady(
            f"{client.base_url} does not answer ({type(error).__name__}): is outgoing traffic allowed, and is "
            "BREACHBOT_SLACK_API_URL right?"
        ) from None
    except UNREADABLE:
        raise Unknown(f"{method}: {NOT_SLACK}") from None
    if not (isinstance(answer.data, dict) and is_whole(method, answer.data)):
        raise Unknown(f"{method}: {NOT_SLACK}")
    headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
    return Said(answer.data, headers)


def _no(method: str, error: SlackApiError) -> NotReady:
    from breachbot.slack.api import code_of

    status = getattr(error.response, "status_code", 500)
    if status == 429:
        return Unknown(f"{method}: Slack asks for fewer calls; try again in a minute")
    if status >= 500:
        return Unknown(f"{method}: Slack is broken at the moment (HTTP {status}); try again in a minute")
    if (code := code_of(status, error.response.data)) is None:
        return Unknown(f"{method}: {NOT_SLACK} (HTTP {status})")
    return Refusal(method, code, _faults(error.response.data))


def _faults(answer: Mapping[str, Any]) -> str:
    """The first three of `errors`, each with its JSON pointer; empty where Slack names none."""
    listed = answer.get("errors")
    named = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return "; ".join(
        f"{each.get('pointer', 'somewhere')}: {each.get('message', 'no reason given')}" for each in named[:3]
    )
