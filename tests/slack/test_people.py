"""Who is let in, asked of a real (local) workspace over HTTP, also when it does not answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from breachbot.errors import Refused
from breachbot.slack.people import Directory
from breachbot.workspace.seed import DPO, ENGINEER, FOREIGN, FOREIGN_TEAM, GUEST, TEAM
from tests.workspace.conftest import House, open_house


def in_workspace(story: Callable[[House], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with open_house(with_bot=False) as house:
            await story(house)

    asyncio.run(whole())


async def refused(directory: Directory, user: str, team: str | None = TEAM, *, strict: bool = False) -> str:
    with pytest.raises(Refused) as error:
        await directory.admit(user, team, strict=strict)
    return str(error.value)


def test_members_are_let_in_and_guests_and_strangers_are_not() -> None:
    async def story(house: House) -> None:
        directory = Directory(house.client, TEAM)
        await directory.admit(DPO, TEAM, strict=True)
        assert "Guests" in await refused(directory, GUEST)
        assert "this workspace" in await refused(directory, FOREIGN, FOREIGN_TEAM)

    in_workspace(story)


def test_a_stranger_is_known_by_slacks_word_even_if_the_request_names_our_workspace() -> None:
    async def story(house: House) -> None:
        assert "this workspace" in await refused(Directory(house.client, TEAM), FOREIGN, TEAM)

    in_workspace(story)


def test_without_a_setting_the_workspace_is_that_of_the_token() -> None:
    async def story(house: House) -> None:
        directory = Directory(house.client, None)
        await directory.admit(DPO, TEAM, strict=True)
        assert "this workspace" in await refused(directory, ENGINEER, FOREIGN_TEAM)

    in_workspace(story)


def test_where_slack_is_down_only_what_needs_the_dpo_waits() -> None:
    async def story(house: House) -> None:
        await house.player.fault("users.info", "server_error", times=2)
        directory = Directory(house.client, TEAM)
        await directory.admit(ENGINEER, TEAM)
        assert "Nothing was recorded" in await refused(directory, DPO, strict=True)
        await directory.admit(DPO, TEAM, strict=True)

    in_workspace(story)


def test_an_answer_is_believed_for_ten_minutes_and_not_longer() -> None:
    async def story(house: House) -> None:
        times = iter((0.0, 0.0, 599.0, 600.0, 600.0))
        directory = Directory(house.client, TEAM, clock=lambda: next(times))
        asked = []
        for _ in range(3):
            await directory.admit(DPO, TEAM)
            asked.append(len([r for r in await house.player.traffic() if r.method == "users.info"]))
        assert asked == [1, 1, 2]

    in_workspace(story)


def test_a_slow_answer_is_not_waited_for() -> None:
    async def story(house: House) -> None:
        await house.player.fault("users.info", "slow", seconds=5)
        directory = Directory(house.client, TEAM)
        async with asyncio.timeout(2):
            assert await directory.standing(DPO) == "unknown"

    in_workspace(story)
