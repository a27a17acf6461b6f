"""In Slack a reminder is put off by one person alone, and what somebody has is handed over to who accepts it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from breachbot.observe.metrics import Metrics
from breachbot.rounds import Rounds
from breachbot.slack.actions import Act
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from breachbot.workspace.state import Message
from tests.slack.acts import aware, told
from tests.slack.world import World, play

pytestmark = pytest.mark.slow

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def later(world: World, by: timedelta, rounds: Rounds) -> None:
    """Time goes on, and the process ticks."""
    world.clock.ahead += by
    await rounds.tick()
    world.house.wake()


async def with_button(world: World, user: str, act: Act) -> Message:
    """The newest message to somebody with this button."""

    async def look() -> Message | None:
        found = [one for one in await world.player.direct_messages(user) if act.value in one.action_ids]
        return found[-1] if found else None

    return await world.player.wait_for(look, f"the button {act} for {user}")


async def press(world: World, user: str, act: Act) -> None:
    message = await with_button(world, user, act)
    assert (await world.player.click(user, act.value, channel=message.channel, ts=message.ts)).ok


def test_one_person_puts_a_reminder_off_and_gets_it_again(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await aware(world)
        await world.comes_right()
        rounds = Rounds(world.house, Metrics())
        await later(world, 24 * HOUR + MINUTE, rounds)
        await press(world, DPO, Act.SNOOZE)
        form = await world.player.wait_for_view(DPO, Act.SNOOZE.value)
        assert (await world.player.submit(DPO, form.id, {"wait": "1h"})).ok
        await told(world, DPO, "It comes to you again")
        before = len(await world.player.direct_messages(DPO))

        await later(world, 59 * MINUTE, rounds)
        await world.comes_right()
        assert len(await world.player.direct_messages(DPO)) == before
        await told(world, DEPUTY, "Nobody has said yet that they have it")  # others are asked as ever
        await later(world, 2 * MINUTE, rounds)
        await world.comes_right()
        direct = await world.player.direct_messages(DPO)
        assert len(direct) == before + 1
        assert "the answers on which it hangs are missing" in direct[-1].words

        await later(world, 23 * HOUR, rounds)
        await world.comes_right()
        assert "24h_left" in [one.rung for one in world.incident().reminders]
        newest = await with_button(world, DPO, Act.HAVE_IT)
        assert Act.SNOOZE.value not in newest.action_ids

    play(tmp_path, story)


def test_what_somebody_has_goes_to_who_accepts_it(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware(world)
        await world.comes_right()
        await later(world, 24 * HOUR + MINUTE, Rounds(world.house, Metrics()))
        await press(world, DPO, Act.HAVE_IT)
        await world.player.wait_for_message(channel, f"<@{DPO}> has it, since")
        assert not (await world.fill(DPO, Act.HAND_OVER, channel, {"to": "U0OUTSIDER"})).ok
        await world.put_away(DPO)
        assert (await world.fill(DPO, Act.HAND_OVER, channel, {"to": ENGINEER})).ok
        await told(world, ENGINEER, "asks you to take over")
        assert world.incident().answers[-1].by == DPO
        await press(world, ENGINEER, Act.LEAVE_IT)
        await told(world, DPO, "so you still have it")

        assert (await world.fill(DPO, Act.HAND_OVER, channel, {"to": DEPUTY})).ok
        await press(world, DEPUTY, Act.TAKE_OVER)
        await told(world, DPO, f"<@{DEPUTY}> has it now")
        await told(world, DEPUTY, "You took it over.")
        await world.player.wait_for_message(channel, f"<@{DEPUTY}> has it, since")
        assert world.incident().answers[-1].by == DEPUTY

    play(tmp_path, story)
