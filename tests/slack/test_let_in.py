"""Who cannot be let into the channel of an incident hears of it outside, and is invited until it works."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from breachbot.slack.actions import Act
from breachbot.usecases.ports.outbox import EffectRow
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from tests.slack.acts import opened, opens, told
from tests.slack.world import World, play

ALWAYS = 9999


def invitations(world: World) -> list[EffectRow]:
    """What waits or was given up of them."""
    undone = world.house.store.read(lambda tx: tx.undone())
    return [row for row in undone if row.kind == "invitation"]


async def tried(world: World, number: int) -> None:
    """Each of so many invitations failed once more."""

    async def look() -> bool | None:
        world.hurry()
        rows = invitations(world)
        return (len(rows) == number and all(row.attempts and row.error for row in rows)) or None

    await world.player.wait_for(look, "the second invitations")


@pytest.mark.parametrize(
    "code", ["cant_invite", "missing_scope", "no_permission", "user_not_found", "surprising_new_error"]
)
def test_where_nobody_is_let_in_each_hears_of_it_outside_and_is_invited_until_it_works(
    tmp_path: Path, code: str
) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.invite", "refused", times=ALWAYS, error=code)
        channel = await opened(world)
        for user in (DPO, DEPUTY, ENGINEER):
            note = await told(world, user, "could not be let into its private channel")
            assert "Nobody is in it" in note.words
            assert "Next: " in note.words
            assert "CrossTenantAccess" not in note.words
        await tried(world, 3)
        assert {row.state for row in invitations(world)} == {"waiting"}
        assert {code in row.error for row in invitations(world)} == {True}
        await world.comes_right()
        assert {DPO, DEPUTY, ENGINEER} <= set((await world.player.channel(channel)).members)
        await no_longer_named(world, channel)
        assert invitations(world) == []
        said = [m for m in await world.player.direct_messages(DPO) if "let into" in m.words]
        assert len(said) == 1

    play(tmp_path, story)


async def no_longer_named(world: World, channel: str) -> None:
    async def look() -> bool | None:
        cards = [m for m in await world.player.messages(channel) if Act.AWARE.value in m.action_ids]
        return (bool(cards) and "Could not be added" not in cards[-1].words) or None

    await world.player.wait_for(look, "a card that names nobody as missing")


def test_who_alone_is_left_out_hears_of_it_and_so_does_the_dpo_and_nobody_else(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.invite", "refused", error="already_in_channel")
        await world.player.fault("conversations.invite", "refused", error="ura_max_channels")
        channel = await opened(world)
        card = await world.card(Act.AWARE, channel)
        assert f"Not in this channel: <@{DEPUTY}>" in card.words
        for user in (DPO, DEPUTY):
            note = await told(world, user, f"<@{DEPUTY}> could not be let into")
            assert "Nobody is in it" not in note.words
        assert not [m for m in await world.player.direct_messages(ENGINEER) if "let into" in m.words]

        async def is_in() -> bool | None:
            world.hurry()
            return DEPUTY in (await world.player.channel(channel)).members or None

        await world.player.wait_for(is_in, "the deputy in the channel")
        await no_longer_named(world, channel)

    play(tmp_path, story)


def test_a_proxy_that_blocks_invitations_does_not_keep_the_channel_from_being_used(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.invite", "not_slack", times=ALWAYS, status=403)
        await world.player.fault("conversations.setTopic", "not_slack", times=ALWAYS, status=403)
        await world.card(Act.AWARE, await opened(world))
        await told(world, DPO, "Slack did not answer")
        await tried(world, 3)

    play(tmp_path, story)


def test_a_person_can_dismiss_an_invitation(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.invite", "refused", times=ALWAYS, error="cant_invite")
        await opened(world)
        await tried(world, 3)
        first = invitations(world)[0].id
        assert await asyncio.to_thread(world.house.store.write, lambda tx: tx.set_aside(first))
        assert first not in [row.id for row in invitations(world)]

    play(tmp_path, story)


@pytest.mark.parametrize(
    ("code", "needed", "said"),
    [
        ("missing_scope", "pins:write", "the app lacks `pins:write`"),
        ("missing_scope", "groups:history", "the app lacks `groups:history`"),
        ("missing_scope", "", "the app lacks a permission"),
        ("restricted_action", "", "the workspace does not let the app do that"),
        ("permission_denied", "", "the app is not allowed to do this here"),
        ("not_pinnable", "", "slack says `not_pinnable`"),
    ],
)
def test_after_a_failed_pin_the_reason_is_the_real_one(
    tmp_path: Path, code: str, needed: str, said: str
) -> None:
    async def story(world: World) -> None:
        await world.player.fault("pins.add", "refused", times=ALWAYS, error=code, needed=needed)
        await opens(world)
        note = await told(world, DPO, "could not be pinned")
        assert said in note.words.lower()
        assert needed == "pins:write" or "pins:write" not in note.words

    play(tmp_path, story)
