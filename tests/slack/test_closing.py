"""The end: a summary for those who responded, and for who has something left to do their part of it."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.acts.close import Close, FollowUp
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.measures import measures, open_measures
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.acts.record_measure import what_was_done
from breachbot.slack.closing import LESSONS
from breachbot.slack.direct import direct_note
from breachbot.slack.kit.refs import measure_ref
from breachbot.slack.notes import channel_note
from breachbot.usecases.take import take
from breachbot.workspace.seed import BOT, DPO, ENGINEER, GUEST, OUTSIDER
from tests.incident import cast
from tests.incident.cast import FACTS, HOUR, NOON
from tests.slack.acts import opened, told
from tests.slack.judges import judged_message
from tests.slack.samples import HEAD, asked_about, at
from tests.slack.world import World, play

SENTENCE = "Test every export against rows of other customers."
LONG = "Nobody looked at the rows of other customers before the release. " * 40
MOST_WORDS = 160


def closed(lessons: str = SENTENCE, *rows: FollowUp) -> Incident:
    said = Close(effects=SENTENCE, measures=SENTENCE, lessons=lessons, follow_up=rows)
    return cast.taking(cast.told_everything(), said, cast.DPO, NOON + 90 * HOUR)


def row(what: str = "Test each export", owner: str = "U0OWNER") -> FollowUp:
    return FollowUp(what=what, owner=owner, until=date(2026, 12, 24))


def end_of(incident: Incident) -> e.IncidentClosed:
    assert isinstance(incident.ended, e.IncidentClosed)
    return incident.ended


def words(payload: dict[str, Any]) -> str:
    return " ".join(re.findall(r'"text": "((?:[^"\\]|\\.)*)"', json.dumps(payload["blocks"])))


def test_the_summary_says_when_whether_in_time_what_was_learned_and_what_is_left() -> None:
    incident = closed(SENTENCE, row())
    note = channel_note(incident, end_of(incident), at(NOON + 90 * HOUR))
    judged_message(note)
    said = words(note)
    for part in ("Filed in time", "Detected", "Filed, complete", "72 hours end", "Closed", SENTENCE):
        assert part in said
    assert "Test each export: <@U0OWNER>, by Thu 2026-12-24" in said
    assert note["text"] == f"{incident.id}: closed"


def test_the_summary_is_short_however_much_was_written() -> None:
    incident = closed(LONG[:3000], *(row("Look at each export. " * 9) for _ in range(3)))
    note = channel_note(incident, end_of(incident), at(NOON + 90 * HOUR))
    judged_message(note)
    shown = re.sub(r"<!date\^[^>]*>", "24 Nov at 12:00", words(note))
    assert len(shown.split()) <= MOST_WORDS
    assert LONG[: LESSONS - 1] in words(note)


def test_that_nothing_is_left_to_do_is_said() -> None:
    incident = closed()
    assert "No follow-up measure was agreed" in words(channel_note(incident, end_of(incident), at()))


def test_an_owner_outside_the_team_hears_of_what_is_theirs_and_of_nothing_else() -> None:
    incident = closed(SENTENCE, row(), row("Ask the processor", owner=cast.DPO))
    note = direct_note(incident, end_of(incident), at(by="U0OWNER", team=cast.TEAM), head=HEAD)
    judged_message(note)
    said = words(note)
    assert "1 follow-up measure is yours" in said
    assert "Test each export" in said
    for other in (SENTENCE, "Ask the processor", "Filed"):
        assert other not in said


def test_the_dpo_has_the_summary_and_the_button_of_their_own_measures_alone() -> None:
    incident = closed(SENTENCE, row(), row("Ask the processor", owner=cast.DPO))
    note = direct_note(incident, end_of(incident), at(by=cast.DPO, team=cast.TEAM), head=HEAD)
    judged_message(note)
    assert SENTENCE in words(note)
    assert str(note).count(Act.MEASURE) == 1
    assert "*Yours by Thu 2026-12-24:* Ask the processor" in words(note)


def reminder(after: int, late: int = 0, idle: int | None = None) -> e.ReminderRaised:
    due = NOON + timedelta(days=31)
    return e.ReminderRaised(
        at=due + after * HOUR,
        by=e.SYSTEM,
        obligation="measure@1",
        rung="x",
        due_at=due,
        missed=(),
        late_minutes=late,
        owner="U0OWNER",
        idle_minutes=idle,
    )


def test_a_reminder_is_a_sentence_with_what_is_left_and_the_button_that_ends_it() -> None:
    incident = closed(SENTENCE, row())
    for event, user, part in (
        (
            reminder(-24),
            "U0OWNER",
            "your follow-up measure is to be done by Thu 2026-12-24, 24 h 0 min left.",
        ),
        (reminder(5), "U0OWNER", "was to be done by Thu 2026-12-24, and nobody has recorded it."),
        (reminder(5), cast.DPO, "the follow-up measure of <@U0OWNER> was to be done by"),
        (
            reminder(5, late=300, idle=301),
            "U0OWNER",
            "This should have come 5 h ago; breachbot was not running.",
        ),
    ):
        now = at(event.at, by=user, team=cast.TEAM)
        note = direct_note(cast.after(incident, [event]), event, now, head=HEAD)
        judged_message(note)
        assert part in words(note)
        assert Act.MEASURE in str(note)


def test_reminders_of_one_owner_that_fall_together_are_one_message_that_is_marked_when_done() -> None:
    event, owner = reminder(-24), at(NOON + timedelta(days=30), by="U0OWNER", team=cast.TEAM)
    second = event.model_copy(update={"obligation": "measure@2"})
    incident = cast.after(closed(SENTENCE, row(), row("Ask the processor")), [event, second])
    note = direct_note(incident, second, owner, head=HEAD)
    assert "Test each export" in words(note)
    assert "Ask the processor" in words(note)
    assert str(note).count(f"'{Act.MEASURE.value}'") == 2
    done = e.MeasureDone(at=event.at, by="U0OWNER", number=1, note=SENTENCE)
    note = direct_note(cast.after(incident, [done]), second, owner, head=HEAD)
    assert "your follow-up measure is ✓ done" in note["text"]
    assert str(note).count(f"'{Act.MEASURE.value}'") == 1
    again = reminder(5)
    note = direct_note(cast.after(incident, [again]), second, owner, head=HEAD)
    assert "a newer reminder has replaced this one" in words(note)


def test_the_form_shows_nobody_the_words_of_a_measure_that_they_cannot_record() -> None:
    incident = closed(SENTENCE, row(), row("Ask the processor", owner=cast.ENGINEER))
    done = e.MeasureDone(at=NOON, by="U0OWNER", number=1, note=SENTENCE)
    for known, number, why in (
        (incident, 2, "Only its owner, the DPO or a deputy"),
        (incident, 3, "There is no such follow-up measure"),
        (cast.after(incident, [done]), 1, "That measure is done"),
    ):
        ref = measure_ref(incident.id, number)
        with pytest.raises(Refused, match=why):
            what_was_done(asked_about(known, at(by="U0OWNER", team=cast.TEAM), ref))
    for user in (cast.ENGINEER, cast.DPO):
        form = what_was_done(asked_about(incident, at(by=user, team=cast.TEAM), measure_ref(incident.id, 2)))
        assert "Ask the processor" in str(form)


async def ready_to_close(world: World) -> str:
    """Nobody has to be notified of encrypted data, so nothing is left but to close."""
    channel = await opened(world)
    await world.state_awareness_by_hand()
    facts = StateFacts(answers=FACTS | {"encryption": "left_encrypted"})
    await asyncio.to_thread(
        partial(take, world.house, world.incident().id, facts, by=ENGINEER, request="facts")
    )
    return channel


def test_the_dpo_closes_and_the_owner_records_what_was_done(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await ready_to_close(world)
        until = (world.clock() + timedelta(days=20)).date().isoformat()
        said = dict.fromkeys(("effects", "measures", "lessons"), SENTENCE)
        half = said | {"what_1": "Test each export"}
        refused = await world.fill(DPO, Act.CLOSE, channel, half)
        assert "until_1" in (refused.errors or {})
        await world.put_away(DPO)
        for owner in (GUEST, BOT, "U0NOBODY"):
            refused = await world.fill(DPO, Act.CLOSE, channel, half | {"owner_1": owner, "until_1": until})
            assert "Choose a member" in (refused.errors or {}).get("owner_1", "")
            await world.put_away(DPO)
        full = half | {"owner_1": OUTSIDER, "until_1": until}
        assert (await world.fill(DPO, Act.CLOSE, channel, full)).ok
        await world.player.wait_for_message(channel, "What was learned")
        await told(world, DPO, "What was learned")
        task = await told(world, OUTSIDER, "1 follow-up measure is yours")
        assert (await world.player.click(OUTSIDER, Act.MEASURE.value, channel=task.channel, ts=task.ts)).ok
        form = await world.player.wait_for_view(OUTSIDER, Act.MEASURE.value)
        assert (await world.player.submit(OUTSIDER, form.id, {"note": SENTENCE})).ok
        await told(world, DPO, "recorded a follow-up measure as done")
        (one,) = measures(world.incident())
        assert one.done is not None
        assert (one.done.by, one.done.note) == (OUTSIDER, SENTENCE)
        assert open_measures(world.incident()) == ()
        again = await world.player.click(OUTSIDER, Act.MEASURE.value, channel=task.channel, ts=task.ts)
        assert again.ok

    play(tmp_path, story)


def test_what_was_judged_to_be_no_breach_has_a_summary_too() -> None:
    incident = cast.aware()
    event = e.JudgedNoBreach(at=NOON + HOUR, by=cast.DEPUTY, reason=LONG[:2000])
    incident = cast.after(incident, [event])
    note = channel_note(incident, event, at(NOON + HOUR))
    judged_message(note)
    said = words(note)
    for part in (
        "judged that this is no personal data breach",
        "Detected",
        "Aware",
        "Judged no breach",
        LONG[:100],
    ):
        assert part in said
    assert len(re.sub(r"<!date\^[^>]*>", "24 Nov at 12:00", said).split()) <= MOST_WORDS
    told = direct_note(incident, event, at(NOON + HOUR, by=cast.DPO, team=cast.TEAM), head=HEAD)
    judged_message(told)
    assert "Judged no breach" in words(told)
    assert LONG[:40] not in words(told)
