"""The private channel of an incident: made once, found again after a crash, with the team and nobody else in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.slack.api import PASSING, ApiFailure, call
from breachbot.slack.people import Directory

log = structlog.get_logger("breachbot.slack")

TOPIC = "Response to {name}. No lists of people, no passwords, no files with personal data in here."
_PAGE = 200


async def open_room(
    client: AsyncWebClient, directory: Directory, name: str, team: Iterable[str]
) -> tuple[str, tuple[str, ...]]:
    """The id of the channel called `name` and who of `team` is in it.

    Guests, strangers and whoever Slack does not let in are left out and do not hold up the others. Raises
    DeliveryError if the channel cannot be made.
    """
    try:
        made = await call(client, "conversations.create", name=name, is_private=True)
        channel = str(made["channel"]["id"])
    except ApiFailure as failure:
        if failure.code != "name_taken":
            raise
        channel = await _find(client, name)
    invited = [user for user in team if await _invite(client, directory, channel, user)]
    await _set_topic(client, channel, name)
    return channel, tuple(invited)


async def _set_topic(client: AsyncWebClient, channel: str, name: str) -> None:
    """A channel without its topic is better than none."""
    try:
        await call(client, "conversations.setTopic", channel=channel, topic=TOPIC.format(name=name))
    except ApiFailure as failure:
        if failure.code in PASSING:
            raise
        log.warning("topic_not_set", code=failure.code)


async def _invite(client: AsyncWebClient, directory: Directory, channel: str, user: str) -> bool:
    """One at a time, since one bad name spoils a whole invitation."""
    standing = await directory.standing(user)
    if standing == "unknown":
        raise DeliveryError(f"users.info: Slack did not say in time who is to be invited to {channel}")
    if standing != "member":
        log.warning("not_invited", kind=standing)
        return False
    try:
        await call(client, "conversations.invite", channel=channel, users=user)
    except ApiFailure as failure:
        if failure.code == "already_in_channel":
            return True
        if not failure.permanent:
            raise
        log.warning("not_invited", kind=failure.code)
        return False
    return True


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
