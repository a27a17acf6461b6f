"""A duty of another regime is met elsewhere and recorded in Slack."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.slack.actions import Act
from breachbot.workspace.seed import ENGINEER
from tests.incident import cast
from tests.slack.acts import aware
from tests.slack.world import World, play

pytestmark = pytest.mark.slow


def test_an_early_warning_is_recorded_with_its_reference(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware(world)
        said = {"channel": "Portal of the CSIRT", "reference": "EW-26-17"}
        assert (await world.fill(ENGINEER, Act.RECORD, channel, said)).ok
        await world.player.wait_for_message(channel, "EW-26-17")
        (recorded,) = world.incident().recorded
        assert (recorded.by, recorded.reference) == (ENGINEER, "EW-26-17")

    play(tmp_path, story, cast.two_regimes())
