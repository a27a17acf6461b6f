"""What `/breach` answers to whoever looks for something, and that anything else is the beginning of a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.slack.actions import Act
from breachbot.slack.answers import Question, question
from breachbot.workspace.seed import DPO, ENGINEER, OUTSIDER
from breachbot.workspace.state import Message
from tests.slack.acts import aware
from tests.slack.test_who_is_told import give_roles
from tests.slack.world import World, play


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("help", Question("help")),
        (" List ", Question("list")),
        ("status", Question("status")),
        ("status PDB-abc2", Question("status", ("pdb-abc2",))),
        ("find lost Laptop", Question("find", ("lost", "laptop"))),
        ("Calendar", Question("calendar")),
        ("calendar new", Question("calendar", ("new",))),
        ("calendar off", Question("calendar", ("off",))),
        ("calendar of a customer is public", None),
        ("", None),
        ("help us, a list of customers is public", None),
        ("status of the export is bad", None),
        ("find", None),
        ("list of customers sent astray", None),
        ("we lost a laptop", None),
    ],
)
def test_only_a_question_is_taken_for_one(text: str, asked: Question | None) -> None:
    assert question(text) == asked


async def answered(world: World, user: str, text: str) -> Message:
    """What the person is answered, and nobody else."""
    before = len(await world.player.ephemerals(user))
    assert (await world.player.command(user, "/breach", text)).ok

    async def look() -> Message | None:
        found = await world.player.ephemerals(user)
        return found[-1] if len(found) > before else None

    return await world.player.wait_for(look, f"an answer to {text!r}")


def test_a_calendar_is_for_the_team(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        assert "Calendars are not set up" in (await answered(world, DPO, "calendar")).words
        assert "no calendar" in (await answered(world, DPO, "calendar off")).words

    play(tmp_path, story)


def test_who_is_in_its_channel_is_told_where_an_incident_stands(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await aware(world)
        incident = world.incident()
        assert incident.opened is not None
        for text in (f"status {incident.id}", "status", "list", f"find {incident.opened.title.split()[0]}"):
            said = (await answered(world, ENGINEER, text)).words
            assert incident.id in said, text
            assert "left, until" in said, text
            assert incident.opened.title[:20] in said, text
        assert "Next:" in (await answered(world, ENGINEER, f"status {incident.id}")).words
        assert "*What you can type*" in (await answered(world, ENGINEER, "help")).words
        assert "Nothing that you may read" in (await answered(world, ENGINEER, "find nosuchword")).words
        assert "There is no incident pdb-nope" in (await answered(world, ENGINEER, "status pdb-nope")).words

    play(tmp_path, story)


def test_who_is_not_in_its_channel_reads_the_codename_and_the_clock_alone(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware(world)
        await give_roles(world, responders=(ENGINEER, OUTSIDER), dpo=DPO, deputies=())
        incident = world.incident()
        assert incident.opened is not None
        for text in (f"status {incident.id}", "list", f"find {incident.id}"):
            said = (await answered(world, OUTSIDER, text)).words
            assert incident.id in said
            assert "left, until" in said
            assert incident.opened.title[:20] not in said
            assert channel not in said
        words = incident.opened.title.split()[0]
        assert incident.id not in (await answered(world, OUTSIDER, f"find {words}")).words

    play(tmp_path, story)


def test_who_has_no_part_in_the_response_is_told_how_to_report_and_nothing_else(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await aware(world)
        for text in (
            "help",
            "status",
            "list",
            f"status {world.incident().id}",
            f"find {world.incident().id}",
        ):
            said = (await answered(world, OUTSIDER, text)).words
            assert "`/breach`: report" in said
            assert world.incident().id not in said
        await world.player.command(OUTSIDER, "/breach", "we lost a laptop")
        await world.player.wait_for_view(OUTSIDER, Act.REPORT.value)

    play(tmp_path, story)


SENTENCE = "find the person who mailed our list of <customers> & their orders"


@pytest.mark.parametrize("user", [ENGINEER, OUTSIDER])
def test_a_search_that_may_be_a_report_keeps_its_words_for_one(tmp_path: Path, user: str) -> None:
    async def story(world: World) -> None:
        said = await answered(world, user, SENTENCE)
        assert Act.REPORT_WORDS.value in said.action_ids
        click = world.player.click(user, Act.REPORT_WORDS.value, channel=said.channel, ts=said.ts)
        assert (await click).ok
        form = await world.player.wait_for_view(user, Act.REPORT.value)
        assert form.values["title"]["answer"]["value"] == SENTENCE.removeprefix("find ")
        assert (await world.player.submit(user, form.id, {})).ok
        opened = world.incident().opened
        assert opened is not None
        assert opened.title == SENTENCE.removeprefix("find ")

    play(tmp_path, story)


def test_a_short_search_that_finds_something_is_a_search(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await aware(world)
        found = await answered(world, ENGINEER, f"find {world.incident().id}")
        assert found.action_ids == []

    play(tmp_path, story)


def test_what_is_typed_behind_the_command_is_in_the_form(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.command(ENGINEER, "/breach", "we lost a laptop")
        form = await world.player.wait_for_view(ENGINEER, Act.REPORT.value)
        assert form.values["title"]["answer"]["value"] == "we lost a laptop"

    play(tmp_path, story)
