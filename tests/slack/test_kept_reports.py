"""A report by somebody whom Slack cannot confirm: kept whole for the team, which opens an incident with one click."""

from __future__ import annotations

from pathlib import Path

from breachbot.incident.events import FactStated, IncidentOpened, SignalReceived
from breachbot.incident.signal import Signal
from breachbot.register.entry import signal_entry
from breachbot.slack.actions import Act
from breachbot.usecases import read
from breachbot.workspace.seed import ENGINEER, GUEST, OUTSIDER, TRIAGE
from breachbot.workspace.state import Message
from tests.incident import cast
from tests.slack.acts import opens, seen_in_a_form, told
from tests.slack.world import SIGNAL, World, play

TITLE = "A list of customers went to the wrong firm"
MANY = 99


async def slack_does_not_say(world: World) -> None:
    await world.player.fault("users.info", "server_error", times=MANY)


async def slack_is_back(world: World) -> None:
    await world.player.clear_faults()


async def report(world: World, user: str, *, times: int = 1) -> None:
    await world.player.command(user, "/breach")
    view = await world.player.wait_for_view(user, Act.REPORT.value)
    if times > 1:
        await world.player.fault("view_submission", "duplicate")
    answer = await world.player.submit(user, view.id, {"title": TITLE, "personal_data": "yes"})
    assert answer.ok, answer


def kept(world: World) -> Signal:
    (name,) = (stream for stream in world.streams("sig-") if stream != SIGNAL)
    return read.load_signal(world.house, name)[0]


async def card(world: World) -> Message:
    return await world.player.wait_for_message(TRIAGE, "Report of a possible personal data breach")


def test_it_opens_nothing_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await slack_does_not_say(world)
        await report(world, OUTSIDER, times=2)
        await seen_in_a_form(world, OUTSIDER, "Your report is kept")
        shown = await card(world)
        assert TITLE not in str(shown.blocks)
        assert f"<@{OUTSIDER}>" in str(shown.blocks)
        assert world.streams("pdb-") == []
        assert not [c.name for c in await world.player.channels() if c.name.startswith("pdb-")]
        received = kept(world).received
        assert received is not None
        assert (received.by, received.report and received.report.title) == (OUTSIDER, TITLE)
        await told(world, ENGINEER, "is waiting for somebody to look at it")

    play(tmp_path, story)


def test_the_team_opens_an_incident_from_it_by_one_form(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await slack_does_not_say(world)
        await report(world, OUTSIDER)
        await card(world)
        received = kept(world).received
        assert isinstance(received, SignalReceived)
        assert received.report is not None
        await slack_is_back(world)
        await opens(world)
        channel = await world.channel()
        await world.player.wait_for_message(channel, TITLE)
        opened, stated = world.events(world.streams("pdb-")[0])[:2]
        assert isinstance(opened, IncidentOpened)
        assert isinstance(stated, FactStated)
        assert (opened.by, opened.title, opened.detected_at) == (ENGINEER, TITLE, received.report.detected_at)
        assert (stated.by, stated.fact, stated.value, stated.confirmed) == (
            OUTSIDER,
            "personal_data",
            "yes",
            False,
        )
        assert OUTSIDER not in (await world.player.channel(channel)).members

    play(tmp_path, story)


def test_its_author_gets_no_right_by_it(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await slack_does_not_say(world)
        await report(world, OUTSIDER)
        shown = await card(world)
        for act in (Act.CLAIM, Act.OPEN):
            await world.player.click(OUTSIDER, act.value, channel=TRIAGE, ts=shown.ts)
        await seen_in_a_form(world, OUTSIDER, "Slack cannot say at the moment")
        await told(world, OUTSIDER, "Slack cannot say at the moment")
        await slack_is_back(world)
        await world.player.click(OUTSIDER, Act.OPEN.value, channel=TRIAGE, ts=shown.ts)
        await seen_in_a_form(world, OUTSIDER, "Only the breach response team")
        assert world.streams("pdb-") == []

    play(tmp_path, story)


def test_dismissed_it_is_read_first_and_stands_in_the_register(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await slack_does_not_say(world)
        await report(world, OUTSIDER)
        shown = await card(world)
        await slack_is_back(world)
        await world.player.click(ENGINEER, Act.DISMISS.value, channel=TRIAGE, ts=shown.ts)
        form = await world.player.wait_for_view(ENGINEER, Act.DISMISS.value)
        assert TITLE in form.words
        await world.player.submit(
            ENGINEER, form.id, {"reason": "The list was read: it was made of invented names."}
        )
        entry = signal_entry(kept(world), cast.policy())
        assert (entry.title, entry.opened_by) == (TITLE, OUTSIDER)

    play(tmp_path, story)


def test_a_guest_of_yesterday_is_refused_today_and_nothing_is_kept(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.player.command(GUEST, "/breach")
        await slack_does_not_say(world)
        await world.player.forged_submission(GUEST, Act.REPORT.value)
        assert world.streams("pdb-") == []
        assert world.streams("sig-") == [SIGNAL]

    play(tmp_path, story)
