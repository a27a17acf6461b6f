"""Reminders of several incidents that fall together reach a person as one message, which is edited as one."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path

from breachbot.clocks import Clocks
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.report import Report
from breachbot.observe.metrics import Metrics
from breachbot.usecases.take import take
from breachbot.workspace.player import Player
from breachbot.workspace.seed import DPO, ENGINEER
from breachbot.workspace.state import Message
from tests.slack.world import World, play

HOUR = timedelta(hours=1)


def report(world: World, number: int) -> str:
    """Somebody reports an incident; gives its id."""
    name = world.house.stream_id("pdb", str(number))
    said = Report(title="Mailbox", detected_at=world.clock() - timedelta(minutes=1))
    return take(world.house, name, said, by=ENGINEER, request=f"r{number}").id


def become_aware(world: World, incident: str) -> None:
    stated = BecomeAware(aware_at=world.clock() - timedelta(minutes=1), basis="Rows seen in two exports")
    take(world.house, incident, stated, by=ENGINEER, request=f"a{incident}")


async def reminders(player: Player) -> list[Message]:
    return [one for one in await player.direct_messages(DPO) if "Nobody has said" in one.words]


def test_one_message_names_all_and_marks_what_is_done(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        names = [await asyncio.to_thread(report, world, n) for n in range(3)]
        await world.comes_right()
        world.clock.ahead = 2 * HOUR + timedelta(minutes=1)
        await asyncio.to_thread(Clocks(world.house, Metrics()).work)
        await world.comes_right()
        (note,) = await reminders(world.player)
        assert "Reminders of 3 incidents" in note.words
        assert all(name in note.words for name in names)

        await asyncio.to_thread(partial(become_aware, world, names[2]))
        await world.comes_right()
        (edited,) = await reminders(world.player)
        assert edited.ts == note.ts
        assert f"{names[2]}: ✓ done: Whether this is a breach" in edited.words.replace("*", "")
        assert [name for name in names if f"{name}*: *Nobody has said" in edited.words] == names[:2]

    play(tmp_path, story)
