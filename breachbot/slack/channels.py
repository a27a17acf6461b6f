"""The private channel of an incident: made once, found again after a crash, with the team and nobody else in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import anyio
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.slack.api import REPAIR_PAUSE, ApiFailure, call
from breachbot.slack.people import Directory

log = structlog.get_logger("breachbot.slack")

TOPIC = "Response to {name}. Do not post lists of people, passwords or files with personal data here."
INVITING = 8.0
"""Seconds for all invitations at first; who could not be asked in this time is invited afterwards."""
NAMING = 4.0
"""Seconds for the topic. Together with the making of the channel, all this stays below the outbox's patience."""
_PAGE = 200
BUSY = frozenset({"ratelimited", "rate_limited"})


@dataclass(frozen=True)
class Room:
    """A channel, who was let in, and who was not: the code for each of them."""

    channel: str
    invited: tuple[str, ...]
    left_out: Mapping[str, str]


async def open_room(client: AsyncWebClient, directory: Directory, name: str, team: Sequence[str]) -> Room:
    """The channel called `name` with those of `team` who can be let in.

    Whoever is not let in holds up neither the others nor the channel. Raises DeliveryError if the channel cannot be
    made, or if Slack asks for a pause.
    """
    try:
        made = await call(client, "conversations.create", name=name, is_private=True)
        channel = str(made["channel"]["id"])
    except ApiFailure as failure:
        if failure.code != "name_taken":
            raise
        channel = await _find(client, name)
    left_out = await _invite_all(client, directory, channel, team)
    await _set_topic(client, channel, name)
    return Room(channel, tuple(user for user in team if user not in left_out), left_out)


async def open_direct(client: AsyncWebClient, user: str) -> str:
    """The id of the direct conversation with a person."""
    return str((await call(client, "conversations.open", users=user))["channel"]["id"])


async def _invite_all(
    client: AsyncWebClient, directory: Directory, channel: str, team: Sequence[str]
) -> dict[str, str]:
    """Invite one at a time, since one bad name spoils a whole invitation; gives who could not be let in, and why."""
    left_out = dict.fromkeys(team, "no_answer")
    with anyio.move_on_after(INVITING):
        for user in team:
            try:
                await invite(client, directory, channel, user)
                del left_out[user]
            except DeliveryError as error:
                left_out[user] = _code_unless_busy(error)
                log.warning("not_invited", kind=left_out[user])
    return left_out


async def _set_topic(client: AsyncWebClient, channel: str, name: str) -> None:
    """A channel without its topic is better than none."""
    try:
        with anyio.move_on_after(NAMING):
            await call(client, "conversations.setTopic", channel=channel, topic=TOPIC.format(name=name))
    except DeliveryError as error:
        log.warning("topic_not_set", code=_code_unless_busy(error))


async def invite(client: AsyncWebClient, directory: Directory, channel: str, user: str) -> None:
    """Let one member in, who may be in already. Raises DeliveryError, never a permanent one: another try may work.

    Guests and strangers are left out without asking Slack for it.
    """
    standing = await directory.standing(user)
    if standing == "unknown":
        raise DeliveryError("users.info: Slack did not say in time who is to be invited")
    if standing != "member":
        raise _held_up(standing, user)
    try:
        await call(client, "conversations.invite", channel=channel, users=user)
    except ApiFailure as failure:
        if failure.code == "already_in_channel":
            return
        raise _held_up(failure.code, user) if failure.permanent else failure from None


def _held_up(code: str, user: str) -> ApiFailure:
    return ApiFailure("conversations.invite", code, retry_after=REPAIR_PAUSE, repair=f"{code}:{user}")


def _code_unless_busy(error: DeliveryError) -> str:
    """Slack's code, or a word of ours for no answer of Slack's. Raises the error again where Slack asks for a pause."""
    if not isinstance(error, ApiFailure):
        return "no_answer"
    if error.code in BUSY:
        raise error
    return error.code


async def _find(client: AsyncWebClient, name: str) -> str:
    """The private channel of that name that the app is in: the one whose making was not recorded."""
    cursor = ""
    while True:
        sought: dict[str, Any] = {"types": "private_channel", "limit": str(_PAGE)}
        page = await call(client, "conversations.list", **sought, **({"cursor": cursor} if cursor else {}))
        for channel in page.get("channels", []):
            if channel.get("name") == name:
                return _ours_alone(channel)
        cursor = str(page.get("response_metadata", {}).get("next_cursor") or "")
        if not cursor:
            raise ApiFailure("conversations.create", "name_taken", permanent=True)


def _ours_alone(channel: dict[str, Any]) -> str:
    """Other companies can read a shared channel, so an incident never goes there."""
    if channel.get("is_ext_shared") or channel.get("is_org_shared"):
        raise DeliveryError(
            "conversations.list: the channel is shared with another organisation", permanent=True
        )
    return str(channel["id"])
