"""In Slack the DPO makes an incident part of another, by a form that says what follows."""

from __future__ import annotations

from pathlib import Path

import anyio
import anyio.to_thread
import pytest

from breachbot.incident.acts.report import Report
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.acts import merge, split_off
from breachbot.slack.button import Asked
from breachbot.usecases import read
from breachbot.usecases.take import take
from breachbot.workspace.seed import DPO, ENGINEER
from tests.incident import cast
from tests.incident.test_linked import of_two_sets
from tests.slack.acts import aware
from tests.slack.judges import judged_view, text_of
from tests.slack.samples import at
from tests.slack.world import World, play

WHY = "Both exports were taken with the same stolen key."


@pytest.mark.slow
def test_one_is_made_part_of_another_which_goes_on_with_the_earlier_clock(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware(world)
        first = world.incident()
        second = world.house.stream_id("pdb", "another")
        said = Report(title="Key seen in a log", detected_at=world.clock())
        await anyio.to_thread.run_sync(
            lambda: take(world.house, second, said, by=ENGINEER, request="another")
        )
        await world.comes_right()

        asked = {"into": second, "reason": WHY}
        assert not (await world.fill(DPO, Act.MERGE, channel, {"into": second, "reason": "So."})).ok
        await world.put_away(DPO)
        assert (await world.fill(DPO, Act.MERGE, channel, asked)).ok
        await world.player.wait_for_message(channel, f"made this part of {second}")
        await world.player.wait_for_message(channel, f"made part of {second}")
        after = read.load_incident(world.house, second)
        assert after.aware_at == first.aware_at
        assert after.channel
        await world.player.wait_for_message(after.channel, f"made {first.id} part of this incident")
        await world.player.wait_for_message(after.channel, "stated awareness since")

    play(tmp_path, story)


def asked(incident: Incident, *others: str) -> Asked:
    return Asked(incident, at(by=cast.DPO, team=cast.TEAM), incident.id, others)


def test_the_forms_fit_and_say_what_follows() -> None:
    for incident in (cast.assessed(), of_two_sets()):
        form = merge.into_which(asked(incident, *(f"pdb-aaaa{n:04}" for n in range(100))))
        judged_view(form)
        assert "its clock may move back" in text_of(form)
    form = split_off.what_goes(asked(of_two_sets()))
    judged_view(form)
    assert "Mailbox" in text_of(form)
