"""Many signals at once over the real app: few messages, one word to one person, and nobody is unable to act on one."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from breachbot.incident import events as e
from breachbot.incident.signal import Signal
from breachbot.slack.actions import Act
from breachbot.usecases import storms
from breachbot.usecases.house import commit_signal
from breachbot.workspace.seed import ENGINEER, OUTSIDER, TRIAGE
from breachbot.workspace.state import Message, View
from tests.slack.acts import told
from tests.slack.world import SIGNAL, World, play

TITLE = "Many possible breaches in a short time"


def come(world: World, first: int, last: int) -> None:
    """Candidates come, each another finding; the world holds one already."""

    def work(tx: Any) -> None:
        for number in range(first, last + 1):
            (received,) = tx.events(SIGNAL)[:1]
            other = {
                "series": f"issue:{number}",
                "what": f"Fault{number}",
                "at": world.clock(),
                "burst": None,
            }
            news = e.SignalReceived.model_validate(received.model_dump() | other)
            commit_signal(tx, world.house, Signal(f"sig-many{number:04}"), [news])

    world.house.store.write(work)
    world.house.wake()


async def settled(world: World) -> None:
    """Everything that waited has gone out, also what waits for the pause between two edits."""

    async def look() -> bool | None:
        world.hurry()
        return world.backlog().effects == 0 or None

    await world.player.wait_for(look, "everything that waited to go out")


async def message(world: World) -> Message:
    return await world.player.wait_for_message(TRIAGE, TITLE)


async def listed(world: World, user: str, words: str) -> View:
    """The list that a person has open, once it shows these words."""

    async def look() -> View | None:
        return next((view for view in await world.player.views(user) if words in view.words), None)

    return await world.player.wait_for(look, f"{words!r} in a list")


def test_sixty_make_five_messages_and_one_word_and_a_later_one_is_shown_by_itself(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await settled(world)
        await asyncio.to_thread(come, world, 2, 60)
        await settled(world)
        shown = await world.player.messages(TRIAGE)
        assert sorted(TITLE in one.words for one in shown) == [False] * 4 + [True]
        assert "*Distinct findings*\n60" in (await message(world)).words
        assert len(await world.player.direct_messages(ENGINEER)) == 1
        posts = [one for one in await world.player.traffic() if one.method == "chat.postMessage"]
        assert len(posts) == 6
        world.clock.ahead = timedelta(minutes=11)
        await asyncio.to_thread(storms.end_bursts, world.house)
        await settled(world)
        assert "It is over" in (await message(world)).words
        await asyncio.to_thread(come, world, 61, 61)
        await world.player.wait_for_message(TRIAGE, "Fault61")
        await settled(world)
        assert len(await world.player.messages(TRIAGE)) == 6
        assert len(await world.player.direct_messages(ENGINEER)) == 2

    play(tmp_path, story)


def test_any_of_them_can_be_claimed_from_the_message_and_from_the_list(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await asyncio.to_thread(come, world, 2, 30)
        await settled(world)
        storm, claim = await message(world), partial(world.player.click, ENGINEER, Act.CLAIM.value)
        await claim(channel=TRIAGE, ts=storm.ts, block_id="signal:sig-many0003")
        await settled(world)
        assert "1 claimed" in (await message(world)).words
        await world.player.click(ENGINEER, Act.SIGNALS.value, channel=TRIAGE, ts=storm.ts)
        first = await listed(world, ENGINEER, "Page 1 of 2")
        assert "Fault2" in first.words
        await world.player.click(ENGINEER, Act.SIGNALS_ON.value, view_id=first.id)
        second = await listed(world, ENGINEER, "Page 2 of 2")
        await world.player.click(
            ENGINEER, Act.CLAIM_LISTED.value, view_id=second.id, block_id="signal:sig-many0030"
        )
        await listed(world, ENGINEER, "28 wait")
        card = await world.player.wait_for_message(TRIAGE, "Fault30")
        assert Act.OPEN.value in card.action_ids
        await settled(world)
        assert "2 claimed" in (await message(world)).words

    play(tmp_path, story)


def test_the_list_is_for_the_team(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await asyncio.to_thread(come, world, 2, 6)
        storm = await message(world)
        await world.player.click(OUTSIDER, Act.SIGNALS.value, channel=TRIAGE, ts=storm.ts)
        await listed(world, OUTSIDER, "Only the breach response team")
        await world.player.click(
            OUTSIDER, Act.CLAIM.value, channel=TRIAGE, ts=storm.ts, block_id=f"signal:{SIGNAL}"
        )
        await told(world, OUTSIDER, "Only the breach response team")

    play(tmp_path, story)


def test_the_sixth_report_of_an_hour_is_kept_and_its_author_hears_so_kindly(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        for number in range(6):
            await world.player.command(OUTSIDER, "/breach")
            view = await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)
            answer = await world.player.submit(OUTSIDER, view.id, {"title": f"A lost laptop {number}"})
            assert answer.ok
            if number < 5:
                await world.put_away(OUTSIDER)
        (kept,) = await world.player.views(OUTSIDER)
        assert "Your report is kept" in kept.words
        assert "you need not report it again" in kept.words
        assert len(world.streams("pdb-")) == 5
        card = await world.player.wait_for_message(TRIAGE, "Report of a possible personal data breach")
        assert "lost laptop" not in card.words

    play(tmp_path, story)
