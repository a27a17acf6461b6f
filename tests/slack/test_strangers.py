"""Somebody in an incident's channel without a part in the response: named to the DPO alone, and removed by a click."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.errors import Refused
from breachbot.slack.actions import Act
from breachbot.slack.kit.refs import person_ref, read_person
from breachbot.slack.stranger import left, not_removed, removed, stranger_note
from breachbot.usecases import strangers
from breachbot.usecases.house import House
from breachbot.workspace.seed import BOT, DEPUTY, DPO, ENGINEER, GENERAL, GUEST, OUTSIDER, TEAM, TRIAGE
from breachbot.workspace.state import Message
from tests.incident import cast
from tests.slack.acts import opened, told
from tests.slack.judges import actions_of, judged_message, text_of
from tests.slack.samples import at
from tests.slack.world import World, play

NAMED = "has no part in the response"


async def room(world: World) -> str:
    """The incident's channel, once it is on record."""
    await opened(world)

    async def look() -> str | None:
        return world.incident().channel

    return await world.player.wait_for(look, "the channel on record")


async def came_in(world: World, user: str, channel: str) -> None:
    """Slack says that somebody joined, as for a channel in which they are."""
    fields = {"channel": channel, "channel_type": "G", "team": TEAM, "inviter": ENGINEER}
    assert (await world.player.event(user, "member_joined_channel", **fields)).ok


async def named(world: World, user: str, channel: str) -> Message:
    """Somebody comes into the incident's channel, and the DPO hears of it."""
    await world.player.invite(ENGINEER, user, channel=channel)
    await came_in(world, user, channel)
    return await told(world, DPO, f"<@{user}>")


async def members(world: World, channel: str) -> list[str]:
    return (await world.player.channel(channel)).members


class TestWhoIsNamed:
    def test_nobody_but_who_has_no_part_and_to_nobody_but_the_dpo(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await room(world)
            for user in (ENGINEER, DPO, DEPUTY, BOT):
                await came_in(world, user, channel)
            for elsewhere in (GENERAL, TRIAGE, "C0NOWHERE"):
                await came_in(world, OUTSIDER, elsewhere)
            word = await named(world, OUTSIDER, channel)
            assert NAMED in word.words
            assert word.action_ids == [Act.REMOVE.value]
            guest = await named(world, GUEST, channel)
            assert "a guest" in guest.words
            await world.comes_right()
            said = [m for m in await world.player.direct_messages(DPO) if NAMED in m.words]
            assert [m.ts for m in said] == [word.ts, guest.ts]
            for user in (ENGINEER, DEPUTY, OUTSIDER):
                assert not [m for m in await world.player.direct_messages(user) if NAMED in m.words]
            assert not [m for m in await world.player.messages(channel) if NAMED in m.words]

        play(tmp_path, story)

    def test_the_same_word_of_slack_names_them_once(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await room(world)
            await named(world, OUTSIDER, channel)
            await world.player.replay("event")
            await world.comes_right()
            assert len([m for m in await world.player.direct_messages(DPO) if NAMED in m.words]) == 1

        play(tmp_path, story)


class TestWhoIsRemoved:
    def test_the_dpo_removes_them_with_one_click(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await room(world)
            word = await named(world, OUTSIDER, channel)
            assert OUTSIDER in await members(world, channel)
            assert (await world.player.click(DPO, Act.REMOVE.value, channel=word.channel, ts=word.ts)).ok
            done = await told(world, DPO, f"was removed from <#{channel}> by <@{DPO}>")
            assert (done.ts, done.action_ids) == (word.ts, [])
            assert OUTSIDER not in await members(world, channel)

        play(tmp_path, story)

    def test_roles_are_asked_again_at_the_click(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await room(world)
            word = await named(world, OUTSIDER, channel)
            incident = world.incident().id
            for user, whom, why in (
                (ENGINEER, OUTSIDER, "Only the DPO or a deputy can remove somebody"),
                (OUTSIDER, OUTSIDER, "Only the breach response team can do this"),
                (DPO, ENGINEER, "They have a part in the response by now"),
            ):
                ref = person_ref(incident, whom)
                await world.player.forged_click(user, Act.REMOVE.value, ref, channel=channel, ts=word.ts)
                await told(world, user, why)
            assert {OUTSIDER, ENGINEER} <= set(await members(world, channel))

        play(tmp_path, story)

    @pytest.mark.parametrize(
        ("kind", "code", "said"),
        [
            (
                "refused",
                "restricted_action",
                "Slack did not remove them (restricted_action)",
            ),
            ("server_error", "", "Slack did not answer, so nobody was removed"),
        ],
    )
    def test_a_failure_says_so_and_the_button_stays(
        self, tmp_path: Path, kind: str, code: str, said: str
    ) -> None:
        async def story(world: World) -> None:
            channel = await room(world)
            word = await named(world, OUTSIDER, channel)
            await world.player.fault("conversations.kick", kind, error=code or "x")
            await world.player.click(DPO, Act.REMOVE.value, channel=word.channel, ts=word.ts)
            await told(world, DPO, said)
            assert OUTSIDER in await members(world, channel)
            await world.player.click(DPO, Act.REMOVE.value, channel=word.channel, ts=word.ts)
            await told(world, DPO, "was removed")

        play(tmp_path, story)

    def test_who_has_left_by_themselves_is_said_to_be_gone(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await room(world)
            word = await told_of_somebody_who_left(world, channel)
            await world.player.click(DPO, Act.REMOVE.value, channel=word.channel, ts=word.ts)
            gone = await told(world, DPO, "is no longer in")
            assert gone.ts == word.ts

        play(tmp_path, story)


async def told_of_somebody_who_left(world: World, channel: str) -> Message:
    await came_in(world, OUTSIDER, channel)
    return await told(world, DPO, NAMED)


class TestWithoutAWorkspace:
    def test_a_channel_that_is_no_incidents_is_nobodys_business(self, quick_records: House) -> None:
        strangers.joined(quick_records, "C0NOWHERE", OUTSIDER, request="Ev1")
        assert quick_records.store.read(lambda tx: tx.backlog()).effects == 0

    def test_before_there_is_a_channel_nobody_is_in_it(self) -> None:
        with pytest.raises(Refused, match="no channel"):
            strangers.channel_to_leave(cast.opened(), OUTSIDER, at(by=DPO))

    def test_slack_takes_the_words(self) -> None:
        note = stranger_note("pdb-1", "C0000001", OUTSIDER, "member")
        assert actions_of(note) == [Act.REMOVE]
        for payload in (
            note,
            removed("pdb-1", "C0000001", OUTSIDER, DPO),
            left("pdb-1", "C0000001", OUTSIDER),
        ):
            judged_message(payload)
        assert "of another organisation" in text_of(stranger_note("pdb-1", "C1", OUTSIDER, "stranger"))
        assert "guest" not in text_of(note)
        assert "try again" in not_removed("")
        assert "by hand" in not_removed("restricted_action")

    @pytest.mark.parametrize("ref", ["pdb-1", "sig-1/person-U1", "pdb-1/person-x", "pdb-1/person-U1x", ""])
    def test_a_button_that_names_nobody_is_refused(self, ref: str) -> None:
        with pytest.raises(Refused):
            read_person(ref)
