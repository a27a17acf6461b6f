"""What Slack can refuse, one by one: nothing is lost, somebody hears once what to do, and then it goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from breachbot.incident.effect import Effect
from breachbot.slack.actions import Act
from breachbot.slack.codes import REPAIRABLE, SHUT_OUT, WHAT_TO_DO
from breachbot.slack.direct import REPAIRS, failure_note
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, TRIAGE
from tests.slack.acts import opened, opens, told
from tests.slack.judges import judged_message, text_of
from tests.slack.test_home_opened import open_tab
from tests.slack.world import World, play

ALWAYS = 99


async def waits(world: World, method: str, error: str) -> None:
    """Something was refused with this code, and waits."""

    async def look() -> bool | None:
        seen = [one for one in await world.player.traffic() if one.method == method and one.error == error]
        return (bool(seen) and world.backlog().effects > 0) or None

    await world.player.wait_for(look, f"{error} from {method}")


async def repaired(world: World) -> None:
    """Somebody put it right, and everything goes out; nothing was given up meanwhile."""
    assert world.backlog().failed == 0
    await world.comes_right()


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "not_in_channel", "restricted_action"])
def test_a_channel_that_takes_nothing_is_told_to_the_dpo_and_gets_everything_later(
    tmp_path: Path, code: str
) -> None:
    async def story(world: World) -> None:
        channel = await opened(world)
        await world.card(Act.AWARE, channel)
        await world.player.fault("chat.update", "refused", times=ALWAYS, error=code)
        await world.state_awareness_by_hand()
        note = await told(
            world, DPO, "what waits is sent then" if code != "restricted_action" else "Home tab"
        )
        assert f"<#{channel}>" in note.words or code == "restricted_action"
        await repaired(world)
        await world.player.wait_for_message(channel, "left* (as of")
        said = [m for m in await world.player.direct_messages(DPO) if m.words == note.words]
        assert len(said) == 1

    play(tmp_path, story)


def test_where_no_private_channel_can_be_made_the_work_goes_on_from_the_home_tab(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.create", "refused", times=ALWAYS, error="restricted_action")
        await opens(world)
        note = await told(world, DPO, "the private channel of the incident could not be opened")
        assert "ask an owner of the workspace to allow it" in note.words
        view = await open_tab(world, ENGINEER, "State awareness")
        button = next(b for b in view.content["blocks"] if b.get("block_id", "").startswith("open:"))
        await world.player.click(ENGINEER, Act.AWARE.value, view_id=view.id, block_id=button["block_id"])
        form = await world.player.wait_for_view(ENGINEER, Act.AWARE.value)
        answer = await world.player.submit(ENGINEER, form.id, {"basis": "Foreign rows seen in two exports"})
        assert answer.ok
        await repaired(world)
        await world.player.wait_for_message(await world.channel(), "stated awareness")

    play(tmp_path, story)


@pytest.mark.parametrize("code", sorted(SHUT_OUT))
def test_without_a_good_token_everything_waits_and_nothing_is_lost(tmp_path: Path, code: str) -> None:
    async def story(world: World) -> None:
        await world.signal_card()
        await world.click(ENGINEER, Act.OPEN, TRIAGE)
        form = await world.player.wait_for_view(ENGINEER, Act.OPEN.value)
        await world.player.fault("*", "refused", times=ALWAYS, error=code)
        assert (await world.player.submit(ENGINEER, form.id, {"verdict": "looking"})).ok
        await waits(world, "chat.update", code)
        assert len(world.streams("pdb-")) == 1
        await repaired(world)
        await world.card(Act.AWARE, await world.channel())
        assert world.backlog().failed == 0
        words = [m.words for m in await world.player.direct_messages(DPO)]
        assert not [one for one in words if "could not" in one]

    play(tmp_path, story)


def test_a_missing_permission_is_told_with_what_to_do_and_everything_comes_once_it_is_given(
    tmp_path: Path,
) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.create", "refused", times=ALWAYS, error="missing_scope")
        await opens(world)
        note = await told(world, DPO, "The app lacks a permission")
        assert "`breachbot manifest`" in note.words
        await repaired(world)
        await world.card(Act.AWARE, await world.channel())

    play(tmp_path, story)


@pytest.mark.parametrize("code", ["cant_invite", "user_is_restricted", "ura_max_channels"])
def test_who_cannot_be_invited_holds_up_nobody_and_is_named_on_the_card(tmp_path: Path, code: str) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.invite", "refused", times=1, error=code)
        channel = await opened(world)
        card = await world.card(Act.AWARE, channel)
        assert f"Not in this channel: <@{DPO}>" in card.words
        members = (await world.player.channel(channel)).members
        assert DEPUTY in members
        assert ENGINEER in members

    play(tmp_path, story)


def test_what_does_not_reach_a_dpo_whose_account_is_gone_reaches_the_deputy(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await opened(world)
        await world.card(Act.AWARE, channel)
        await told(world, DPO, "an incident was opened")
        await world.player.fault("chat.postMessage", "refused", times=1, error="channel_not_found")
        reminder = Effect(
            kind="direct_note",
            key="d",
            lane=f"dm:{DPO}",
            stream=world.incident().id,
            args={"user": DPO, "seq": "1"},
        )
        await asyncio.to_thread(world.house.store.write, lambda tx: tx.enqueue([reminder]))
        world.house.wake()
        note = await told(world, DEPUTY, f"<@{DPO}> could not be reached")
        assert "give their role to somebody else" in note.words

    play(tmp_path, story)


def test_who_is_renamed_is_still_themselves(tmp_path: Path) -> None:
    """Nothing hangs on a name: people are known and mentioned by their ids alone."""

    async def story(world: World) -> None:
        channel = await opened(world)
        card = await world.card(Act.AWARE, channel)
        assert f"<@{ENGINEER}>" in card.words
        names = [user.real_name for user in await world.player.users()]
        blocks = str(card.blocks)
        assert not [name for name in names if name != "DPO" and name in blocks]

    play(tmp_path, story)


def test_a_topic_that_cannot_be_set_keeps_nobody_out(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.fault("conversations.setTopic", "refused", error="user_is_restricted")
        await world.card(Act.AWARE, await opened(world))

    play(tmp_path, story)


def test_a_home_tab_that_is_switched_off_is_told_and_shown_once_it_is_on(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.fault("views.publish", "refused", times=ALWAYS, error="not_enabled")
        await world.player.event(ENGINEER, "app_home_opened", tab="home", channel="D0HOME")
        await told(world, DPO, "Home tab is switched off")
        await repaired(world)
        await open_tab(world, ENGINEER, "CrossTenantAccess")

    play(tmp_path, story)


def test_every_code_that_can_be_repaired_says_what_to_do() -> None:
    assert set(REPAIRS) == REPAIRABLE
    assert set(WHAT_TO_DO) >= REPAIRABLE
    for code in REPAIRABLE:
        for place in ("C0TRIAGE", "conversations.create"):
            note = failure_note("pdb-test0001", "channel_note", repair=f"{code}:{place}")
            judged_message(note)
            assert "Next: " in text_of(note)
    note = failure_note("pdb-test0001", "direct_note", of=DPO)
    judged_message(note)
    assert f"<@{DPO}> could not be reached. Next:" in text_of(note)
