"""What is on record as files in Slack: the picture of the end, and the register for who answers for it."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from breachbot.errors import Refused
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.slack.actions import Act
from breachbot.usecases.register import ask_for_register
from breachbot.usecases.take import take
from breachbot.workspace.seed import DPO, ENGINEER, OUTSIDER
from breachbot.workspace.state import View
from tests.slack.acts import opened
from tests.slack.test_closing import SENTENCE, ready_to_close
from tests.slack.test_notice_files import direct, given, with_files
from tests.slack.world import World, play


def test_at_the_end_the_channel_and_the_dpo_get_the_picture(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await ready_to_close(world)
        said = dict.fromkeys(("effects", "measures", "lessons"), SENTENCE)
        assert (await world.fill(DPO, Act.CLOSE, channel, said)).ok
        name = world.incident().id
        for place, user in ((channel, ENGINEER), (await direct(world, DPO), DPO)):
            message = await with_files(world, place, "the timeline")
            assert "The authority did not have to be told" in message.words
            ((file, data),) = (await given(world, message, user)).items()
            assert file == f"{name}-timeline.png"
            assert data.startswith(b"\x89PNG")

    play(tmp_path, story)


def test_the_dpo_gets_the_register_from_the_home_tab(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await opened(world)
        await world.player.open_home(DPO)

        async def tab() -> View | None:
            return await world.player.home(DPO)

        view = await world.player.wait_for(tab, "the Home tab")
        assert (await world.player.click(DPO, Act.REGISTER.value, view_id=view.id)).ok
        message = await with_files(world, await direct(world, DPO), "The register as of")
        ((file, data),) = (await given(world, message, DPO)).items()
        assert file.startswith("register-")
        (row,) = csv.DictReader(io.StringIO(data.decode()))
        assert row["id"] == world.incident().id

    play(tmp_path, story)


def begun_files(world: World) -> int:
    """How many registers wait whose bytes Slack has."""
    waits = "SELECT count(*) FROM outbox WHERE kind = 'register_file' AND args LIKE '%\"files\"%'"
    with world.by_hand.begin() as conn:
        return int(conn.execute(text(waits)).scalar_one())


def test_what_is_said_of_a_register_that_was_begun_earlier_is_true_of_its_bytes(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await opened(world)
        await world.comes_right()
        await world.player.fault("files.completeUploadExternal", "server_error", times=1)
        await asyncio.to_thread(ask_for_register, world.house, DPO, request="first")
        world.house.wake()

        async def begun() -> bool:
            return begun_files(world) == 1

        await world.player.wait_for(begun, "the try that breaks")
        facts = StateFacts(answers={"encryption": "left_encrypted"})
        name = world.incident().id
        await asyncio.to_thread(partial(take, world.house, name, facts, by=ENGINEER, request="facts"))
        await world.comes_right()
        message = await with_files(world, await direct(world, DPO), "The register as of")
        ((_, data),) = (await given(world, message, DPO)).items()
        assert hashlib.sha256(data).hexdigest() in message.words

    play(tmp_path, story)


def test_nobody_else_is_given_the_register(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await opened(world)
        for user in (ENGINEER, OUTSIDER):
            with pytest.raises(Refused):
                await asyncio.to_thread(ask_for_register, world.house, user, request=user)

    play(tmp_path, story)
