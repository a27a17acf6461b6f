"""Reading the user group whose members are responders, again and again: Slack keeps it, and its last word counts."""

from __future__ import annotations

from collections.abc import Iterable

import anyio
import anyio.to_thread
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import BreachbotError, DeliveryError
from breachbot.incident.team import MOST_MEMBERS
from breachbot.slack.api import call
from breachbot.slack.people import CALM, Directory, is_person
from breachbot.usecases.house import House
from breachbot.usecases.read import load_team
from breachbot.usecases.team import group_to_read, keep_group

log = structlog.get_logger("breachbot.slack")

LOOKS_EVERY = 15.0
"""Seconds between two looks whether it is time to read a group."""
AFTER_FAILURE = 300.0
"""Seconds until the next try after one that failed."""


async def stay_read(client: AsyncWebClient, house: House, directory: Directory) -> None:
    """Read the group whenever it is time, until cancelled. What Slack said last stays where it does not answer."""
    while True:
        pause = LOOKS_EVERY
        try:
            await read_group(client, house, directory)
        except BreachbotError as error:  # the outermost loop: the next round asks again
            log.warning("group_not_read", error=str(error))
            pause = AFTER_FAILURE
        await anyio.sleep(pause)


async def read_group(client: AsyncWebClient, house: House, directory: Directory) -> None:
    """Read the group if it is time. Raises DeliveryError where Slack does not say who is in it, or nobody in it may
    act."""
    group = await anyio.to_thread.run_sync(group_to_read, house)
    if group is None:
        return
    answer = await call(client, "usergroups.users.list", usergroup=group)
    users = answer.get("users")
    if not isinstance(users, list) or not all(map(is_person, users)):
        raise DeliveryError("usergroups.users.list: no answer that can be read")
    if not users:
        raise DeliveryError("the user group is empty, so those who were in it stay responders")
    members = await _who_may_act(directory, house, users)
    if not members:
        raise DeliveryError("nobody in the user group may act, so those who were in it stay responders")
    await anyio.to_thread.run_sync(keep_group, house, group, members)


async def _who_may_act(directory: Directory, house: House, users: Iterable[str]) -> list[str]:
    """Those of the group who are members of our workspace, no guests: one after the other, since nobody waits for it.
    Of whom Slack does not say what they are, those who counted before."""
    before = (await anyio.to_thread.run_sync(load_team, house)).grouped
    found: list[str] = []
    for number, user in enumerate(listed := sorted(set(users))):
        if len(found) == MOST_MEMBERS:
            log.warning("group_cut", count=len(listed) - number)
            break
        standing = await directory.standing(user, patience=CALM)
        if standing == "member" or (standing == "unknown" and user in before):
            found.append(user)
    return found
