"""Who comes into a channel: the app hears of it where its manifest asks, and can remove them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from breachbot.workspace.player import ImpossibleAct
from breachbot.workspace.seed import BOT, DPO, ENGINEER, FOREIGN, OUTSIDER, RESPONDER, default_seed
from tests.workspace.browser import browsing
from tests.workspace.conftest import House

Play = Callable[..., None]


def hearing() -> Any:
    return default_seed().model_copy(update={"events": frozenset({"member_joined_channel"})})


async def a_room(house: House) -> str:
    made = await house.client.conversations_create(name="pdb-1", is_private=True)
    await house.client.conversations_invite(channel=made["channel"]["id"], users=ENGINEER)
    return str(made["channel"]["id"])


def listened(house: House) -> list[tuple[str, str]]:
    """Who joined, and by whom, as the app hears it."""
    heard: list[tuple[str, str]] = []

    @house.app.event("member_joined_channel")
    async def note(event: dict[str, Any]) -> None:
        assert event["channel_type"] == "G"
        heard.append((event["user"], event["inviter"]))

    return heard


def test_the_app_is_told_whoever_let_them_in(play: Play) -> None:
    async def story(house: House) -> None:
        heard = listened(house)
        room = await a_room(house)
        await house.player.invite(ENGINEER, RESPONDER, channel=room)
        async with browsing(house) as browser:
            assert (
                await browser.act(ENGINEER, "command", command="/invite", text="@outsider", channel=room)
                is None
            )
            assert await browser.act(ENGINEER, "command", command="/invite", text="@nobody", channel=room)

        async def all_three() -> bool:
            return sorted(heard) == sorted([(ENGINEER, BOT), (RESPONDER, ENGINEER), (OUTSIDER, ENGINEER)])

        await house.player.wait_for(all_three, "word of three people")

    play(story, hearing())


def test_nobody_lets_in_whom_slack_would_not(play: Play) -> None:
    async def story(house: House) -> None:
        room = await a_room(house)
        for user, who, why in (
            (ENGINEER, FOREIGN, "cant_invite"),
            (ENGINEER, ENGINEER, "already_in_channel"),
            (OUTSIDER, DPO, "sees no channel"),
        ):
            with pytest.raises(ImpossibleAct, match=why):
                await house.player.invite(user, who, channel=room)

    play(story)


def test_the_app_can_remove_somebody(play: Play) -> None:
    async def story(house: House) -> None:
        room = await a_room(house)
        await house.client.conversations_kick(channel=room, user=ENGINEER)
        assert ENGINEER not in (await house.player.channel(room)).members
        for user, code in ((ENGINEER, "not_in_channel"), (BOT, "cant_kick_self"), ("U404", "user_not_found")):
            with pytest.raises(SlackApiError, match=code):
                await house.client.conversations_kick(channel=room, user=user)

    play(story)
