"""What was recorded on somebody's behalf while Slack was away: they hear of it, and say whether it was their word."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.behalf import Operator, unsigned
from breachbot.slack.actions import Act
from breachbot.usecases.take import take
from breachbot.workspace.seed import DPO, ENGINEER
from tests.slack.acts import opened, told
from tests.slack.world import World, play

NIGHT = Operator(name="The night desk", because="Slack did not answer, and they told me so by telephone.")
DENIED = "I was asleep and said nothing of the kind."


async def aware_for_the_engineer(world: World) -> str:
    channel = await opened(world)
    stated = BecomeAware(aware_at=world.clock(), basis="Foreign rows seen in two exports")
    take_it = partial(take, by=ENGINEER, request="cli:1", operator=NIGHT)
    await asyncio.to_thread(partial(take_it, world.house, world.incident().id, stated))
    world.house.wake()
    return channel


@pytest.mark.parametrize("theirs", [True, False], ids=["signed", "denied"])
def test_the_person_is_asked_and_their_answer_is_on_record(theirs: bool, tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware_for_the_engineer(world)
        await world.player.wait_for_message(channel, "recorded this on the command line on behalf of")
        await told(world, DPO, "behalf, on the command line")
        asked = await told(world, ENGINEER, "Say whether it was your word")
        place: dict[str, Any] = {"channel": asked.channel, "ts": asked.ts}
        assert (await world.player.click(ENGINEER, Act.COUNTERSIGN.value, **place)).ok
        form = await world.player.wait_for_view(ENGINEER, Act.COUNTERSIGN.value)
        assert "The night desk" in form.words
        incident = world.incident()
        assert incident.id in form.words
        assert (
            "Foreign rows seen in two exports" in form.words
        )  # what was stated, and not only that something was
        assert incident.aware_at
        assert f"{incident.aware_at:%Y-%m-%d %H:%M} UTC" in form.words
        assert "by telephone" in form.words
        answer = {"theirs": "yes"} if theirs else {"theirs": "no"}
        if not theirs:
            refused = await world.player.submit(ENGINEER, form.id, answer)
            assert "Say what is not so" in (refused.errors or {})["remark"]
            answer |= {"remark": DENIED}
        assert (await world.player.submit(ENGINEER, form.id, answer)).ok
        await told(
            world, ENGINEER, "You countersigned it" if theirs else "You said that it was not your word"
        )
        if not theirs:
            await told(world, DPO, "was not their word")
            await world.player.wait_for_message(channel, DENIED)
        assert unsigned(world.incident()) == ()
        assert world.incident().aware_at is not None

    play(tmp_path, story)


def test_nobody_signs_for_another(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await aware_for_the_engineer(world)
        asked = await told(world, ENGINEER, "Say whether it was your word")
        value = next(
            one["value"] for block in asked.blocks for one in block.get("elements", []) if "value" in one
        )
        assert value.endswith("/behalf-1")
        assert "countersign" not in (await told(world, DPO, "behalf, on the command line")).action_ids

    play(tmp_path, story)
