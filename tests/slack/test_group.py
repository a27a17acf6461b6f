"""The user group whose members are responders: read from Slack, and what it said last while it says nothing."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from breachbot.errors import DeliveryError
from breachbot.incident.changes.sources import SetGroup
from breachbot.slack.app import make_client
from breachbot.slack.group import read_group, stay_read
from breachbot.slack.people import Directory
from breachbot.usecases.read import load_team
from breachbot.usecases.team import READ_AGAIN, change_team, group_age, group_to_read, keep_group
from breachbot.workspace.seed import DPO, ENGINEER, GUESTS, OUTSIDER, RESPONDER, RESPONSE
from tests.slack.world import World, play
from tests.workspace.conftest import SECRETS

WHY = "IT keeps this group."


async def names(world: World, group: str | None) -> None:
    command = SetGroup.of(group=group, reason=WHY)
    await asyncio.to_thread(
        partial(change_team, world.house, command, by=DPO, request=f"group:{group}:{world.clock()}")
    )


async def reads(world: World) -> None:
    client = make_client(SECRETS.bot_token, f"{world.url}/api/")
    await read_group(client, world.house, Directory(client, world.house, None))


def test_its_members_are_responders_as_soon_as_it_is_named(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await reads(world)
        assert load_team(world.house).role(RESPONDER) is None, "nobody has named a group"
        client = make_client(SECRETS.bot_token, f"{world.url}/api/")
        reading = asyncio.create_task(stay_read(client, world.house, Directory(client, world.house, None)))
        await names(world, RESPONSE)

        async def read() -> bool | None:
            return load_team(world.house).role(RESPONDER) == "responder" or None

        await world.player.wait_for(read, "the group to be read")
        reading.cancel()
        assert load_team(world.house).grouped == (ENGINEER, RESPONDER)

    play(tmp_path, story)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "server_error"},
        {"kind": "refused", "error": "missing_scope"},
        {"kind": "refused", "error": "no_such_subteam"},
        {"kind": "refused", "error": "plan_upgrade_required"},
    ],
)
def test_while_slack_does_not_say_the_last_word_stays_and_says_how_old_it_is(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async def story(world: World) -> None:
        await names(world, RESPONSE)
        await reads(world)
        before = group_age(world.house)
        assert before is not None
        assert group_to_read(world.house) is None, "it was read just now"
        world.clock.ahead += READ_AGAIN
        await world.player.fault("usergroups.users.list", **fault)
        with pytest.raises(DeliveryError):
            await reads(world)
        assert load_team(world.house).grouped == (ENGINEER, RESPONDER)
        assert group_age(world.house) == before
        await world.player.clear_faults()
        await reads(world)
        assert group_age(world.house) != before

    play(tmp_path, story)


def test_who_left_the_group_is_no_responder_and_an_empty_one_takes_nobody_away(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await names(world, RESPONSE)
        for members in ([RESPONDER, OUTSIDER], [RESPONDER]):
            await asyncio.to_thread(keep_group, world.house, RESPONSE, members)
        team = load_team(world.house)
        assert (team.role(RESPONDER), team.role(OUTSIDER)) == ("responder", None)
        await asyncio.to_thread(keep_group, world.house, RESPONSE, [])
        assert load_team(world.house).grouped == (RESPONDER,)
        await names(world, None)
        assert load_team(world.house).role(RESPONDER) is None
        assert group_age(world.house) is None

    play(tmp_path, story)


def test_a_group_of_guests_brings_nobody_and_takes_nobody_away(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await names(world, GUESTS)
        with pytest.raises(DeliveryError, match="nobody in the user group may act"):
            await reads(world)
        assert load_team(world.house).grouped == ()

    play(tmp_path, story)


def test_while_slack_does_not_say_what_somebody_is_only_who_counted_before_does(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await names(world, RESPONSE)
        await world.player.fault("users.info", kind="server_error", times=9999)
        await reads(world)
        assert load_team(world.house).grouped == (ENGINEER,), "who was confirmed soon before"
        await world.player.clear_faults()
        world.clock.ahead += READ_AGAIN
        await reads(world)
        assert load_team(world.house).grouped == (ENGINEER, RESPONDER)

    play(tmp_path, story)
