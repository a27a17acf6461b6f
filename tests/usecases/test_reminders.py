"""Reminders over the real store, with a clock that stands, jumps and goes back: every rung once, none lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.duties import UNDECIDED
from breachbot.incident.events import ReminderRaised
from tests.conftest import Database
from tests.incident.cast import DPO, FACTS, NOON
from tests.usecases.stage import HOUR, MINUTE, Stage

LADDER = ["48h_left", "24h_left", "12h_left", "6h_left", "3h_left", "1h_left", "due"]
SECOND = timedelta(seconds=1)


def raised(stage: Stage, incident: str, obligation: str = "notify_authority") -> list[ReminderRaised]:
    found = [event for event in stage.events(incident) if isinstance(event, ReminderRaised)]
    return [event for event in found if event.obligation == obligation]


def rungs(stage: Stage, incident: str, obligation: str = "notify_authority") -> list[str]:
    return [event.rung for event in raised(stage, incident, obligation)]


def let_hours_pass(stage: Stage, hours: int) -> None:
    """The process ticks every half hour."""
    for _ in range(2 * hours):
        stage.clock.move(HOUR / 2)
        stage.remind()


def complete(stage: Stage) -> str:
    """An incident of which the authority has the complete notice, an hour after awareness."""
    incident = stage.aware()
    when = {"occurred_from": (NOON - 9 * HOUR).isoformat(), "occurred_until": (NOON - HOUR).isoformat()}
    stage.state(incident, **(FACTS | when))
    stage.take(incident, TellPeople(told_at=NOON, channel="e-mail", number=2300))
    stage.draft(incident)
    stage.approve(incident, "authority")
    stage.clock.move(HOUR)
    assert stage.file(incident).filings[-1].phase == "complete"
    return incident


def test_every_rung_comes_once_and_after_the_end_every_hour(stage: Stage) -> None:
    incident = stage.aware()
    let_hours_pass(stage, 75)
    assert rungs(stage, incident) == [*LADDER, "overdue_1h", "overdue_2h", "overdue_3h"]
    assert all(not event.missed and event.late_minutes == 0 for event in raised(stage, incident))


@pytest.mark.parametrize(("seconds", "found"), [(-1, []), (0, ["48h_left"]), (1, ["48h_left"])])
def test_a_rung_comes_at_its_moment_and_not_before(
    quick_stage: Stage, seconds: int, found: list[str]
) -> None:
    incident = quick_stage.aware()
    quick_stage.clock.move(24 * HOUR + seconds * SECOND)
    quick_stage.remind()
    quick_stage.remind()
    assert rungs(quick_stage, incident) == found


def test_what_falls_together_is_said_in_the_channel_and_to_the_dpo_once_each(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.state(incident)
    quick_stage.waiting()
    quick_stage.clock.move(24 * HOUR)
    quick_stage.remind()
    said = [kind for kind, _ in quick_stage.waiting()]
    reminders = len(rungs(quick_stage, incident)) + len(rungs(quick_stage, incident, "communicate"))
    assert reminders == 2
    assert (said.count("channel_note"), said.count("direct_note"), said.count("clock_card")) == (1, 1, 1)


def test_after_a_pause_one_reminder_names_what_was_missed_and_how_late_it_is(stage: Stage) -> None:
    incident = stage.aware()
    stage.clock.move(67 * HOUR)
    assert stage.remind() >= 1
    assert stage.remind() == 0
    (event,) = raised(stage, incident)
    assert (event.rung, event.missed) == ("6h_left", ("48h_left", "24h_left", "12h_left"))
    assert event.late_minutes == 43 * 60
    let_hours_pass(stage, 6)
    assert rungs(stage, incident) == ["6h_left", "3h_left", "1h_left", "due", "overdue_1h"]


def test_a_pause_over_the_end_does_not_hide_that_the_end_was_missed(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.clock.move(74 * HOUR + MINUTE)
    quick_stage.remind()
    (event,) = raised(quick_stage, incident)
    assert (event.rung, event.missed) == ("overdue_2h", (*LADDER, "overdue_1h"))
    assert event.due_at == NOON + 72 * HOUR


@pytest.mark.parametrize(("seconds", "found"), [(-1, []), (0, ["22h_left"]), (1, ["22h_left"])])
def test_while_nobody_says_whether_it_is_a_breach_the_question_comes_again(
    quick_stage: Stage, seconds: int, found: list[str]
) -> None:
    incident = quick_stage.reported()
    quick_stage.clock.move(2 * HOUR + seconds * SECOND)
    quick_stage.remind()
    quick_stage.remind()
    assert rungs(quick_stage, incident, UNDECIDED) == found


def test_the_question_ends_with_its_answer(quick_stage: Stage) -> None:
    aware, none = quick_stage.reported(), quick_stage.reported()
    let_hours_pass(quick_stage, 5)
    quick_stage.take(aware, BecomeAware(aware_at=quick_stage.clock(), basis="Support confirmed it."))
    quick_stage.judge_no_breach(none)
    let_hours_pass(quick_stage, 5)
    assert [rungs(quick_stage, one, UNDECIDED) for one in (aware, none)] == [["22h_left", "20h_left"]] * 2


def test_a_clock_set_back_loses_nothing_what_was_said_for_a_time_to_come_is_said_again(stage: Stage) -> None:
    incident = stage.aware()
    let_hours_pass(stage, 49)
    assert rungs(stage, incident) == ["48h_left", "24h_left"]
    stage.clock.move(-30 * HOUR)
    let_hours_pass(stage, 54)
    assert rungs(stage, incident) == ["48h_left", "24h_left", "clock_corrected", *LADDER, "overdue_1h"]


def test_a_clock_that_is_set_by_some_seconds_repeats_nothing(stage: Stage) -> None:
    incident = stage.aware()
    let_hours_pass(stage, 24)
    stage.clock.move(-30 * SECOND)
    stage.remind()
    let_hours_pass(stage, 1)
    assert rungs(stage, incident) == ["48h_left"]


def test_awareness_stated_late_reminds_of_what_is_left_alone(quick_stage: Stage) -> None:
    incident = quick_stage.aware(ago=50 * HOUR)
    assert quick_stage.remind() == 0
    let_hours_pass(quick_stage, 23)
    assert rungs(quick_stage, incident) == [*LADDER[2:], "overdue_1h"]


def test_awareness_moved_earlier_brings_the_next_rung_nearer(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.clock.move(10 * HOUR)
    earlier = NOON - 40 * HOUR
    quick_stage.take(incident, MoveAwareness(aware_at=earlier, basis="Support had seen it before."))
    let_hours_pass(quick_stage, 22)
    assert rungs(quick_stage, incident) == LADDER[2:]
    assert {event.due_at for event in raised(quick_stage, incident)} == {earlier + 72 * HOUR}


def test_awareness_moved_later_counts_down_to_the_new_end(quick_stage: Stage) -> None:
    incident = quick_stage.aware(ago=40 * HOUR)
    let_hours_pass(quick_stage, 10)
    assert rungs(quick_stage, incident) == ["24h_left"]
    quick_stage.take(incident, MoveAwareness(aware_at=NOON, basis="Until then it was a suspicion."), DPO)
    let_hours_pass(quick_stage, 62)
    assert rungs(quick_stage, incident) == ["24h_left", *LADDER]


def test_a_complete_filing_stops_the_ladder(quick_stage: Stage) -> None:
    incident = complete(quick_stage)
    let_hours_pass(quick_stage, 80)
    assert rungs(quick_stage, incident) == []


def test_an_initial_filing_stops_the_ladder_and_asks_for_the_rest_every_day(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.state(incident, **(FACTS | {"people_count": None}))
    quick_stage.draft(incident)
    quick_stage.approve(incident, "authority")
    quick_stage.clock.move(HOUR)
    assert quick_stage.file(incident).filings[-1].phase == "initial"
    let_hours_pass(quick_stage, 49)
    assert rungs(quick_stage, incident) == ["since_24h", "since_48h"]


def test_a_filing_in_time_never_counts_as_overdue(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.state(incident, **(FACTS | {"people_count": None}))
    quick_stage.draft(incident)
    quick_stage.approve(incident, "authority")
    quick_stage.file(incident)
    let_hours_pass(quick_stage, 74)
    (row,) = [
        row
        for row in quick_stage.store.read(lambda tx: tx.deadlines())
        if row.obligation == "notify_authority"
    ]
    assert row.due_at is None
    assert {event.due_at for event in raised(quick_stage, incident)} == {None}


def test_nobody_is_reminded_of_what_is_over(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.judge_no_breach(incident)
    let_hours_pass(quick_stage, 50)
    assert rungs(quick_stage, incident) == []
    assert quick_stage.store.read(lambda tx: tx.deadlines()) == []


def test_duties_without_hours_come_at_the_playbooks_interval(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.state(incident)
    let_hours_pass(quick_stage, 25)
    assert rungs(quick_stage, incident, "communicate") == ["since_12h", "since_24h"]


@pytest.mark.postgres
def test_two_processes_that_tick_at_the_same_time_raise_each_rung_once(postgres_database: Database) -> None:
    stores = [postgres_database.open() for _ in range(2)]
    stages = [Stage(store) for store in stores]
    stages[0].team()
    all_incidents = [stages[0].aware() for _ in range(3)]
    with ThreadPoolExecutor(2) as ticks:
        for hours in (24, 24, 25):
            for stage in stages:
                stage.clock.move(hours * HOUR)
            list(ticks.map(lambda stage: stage.remind(), stages))
    for incident in all_incidents:
        assert rungs(stages[0], incident) == ["48h_left", "24h_left", "overdue_1h"]
    for store in stores:
        store.close()


def test_a_duty_that_news_opened_again_reminds_a_day_after_them_and_is_not_called_late(
    quick_stage: Stage,
) -> None:
    incident = quick_stage.aware()
    quick_stage.state(incident)
    complete = {
        "occurred_from": "2026-11-20T08:00:00+00:00",
        "occurred_until": "2026-11-24T10:00:00+00:00",
        "people_told_how": "by e-mail",
    }
    quick_stage.state(incident, **complete)
    quick_stage.draft(incident)
    quick_stage.approve(incident, "page")
    quick_stage.publish(incident)
    told = TellPeople(told_at=quick_stage.clock(), channel="e-mail", number=2300)
    quick_stage.take(incident, told)
    quick_stage.draft(incident, change="The people affected were told.")
    quick_stage.approve(incident, "authority")
    assert quick_stage.file(incident).filings[-1].phase == "complete"

    quick_stage.clock.move(30 * 24 * HOUR)
    assert quick_stage.remind() == 0
    quick_stage.state(incident, records_count=9000)
    let_hours_pass(quick_stage, 25)
    (reminder,) = raised(quick_stage, incident)
    assert (reminder.rung, reminder.due_at, reminder.late_minutes, reminder.missed) == (
        "since_24h",
        None,
        0,
        (),
    )


def another_breach(stage: Stage, incident: str, ago: timedelta = timedelta(), title: str = "Mailbox") -> None:
    aware_at = stage.clock() - ago
    apart = AddSet(title=title, breach="own", aware_at=aware_at, basis="The log of the mail server shows it")
    stage.take(incident, apart)


def test_another_breach_is_reminded_of_by_its_own_hours_after_a_filing(stage: Stage) -> None:
    incident = complete(stage)
    let_hours_pass(stage, 100)
    assert rungs(stage, incident) == []
    found = stage.clock()
    another_breach(stage, incident)
    let_hours_pass(stage, 74)
    assert rungs(stage, incident) == [*LADDER, "overdue_1h", "overdue_2h"]
    assert {event.due_at for event in raised(stage, incident)} == {found + 72 * HOUR}
    assert all(not event.missed and event.late_minutes == 0 for event in raised(stage, incident))


@pytest.mark.parametrize(("seconds", "found"), [(-1, []), (0, ["48h_left"]), (1, ["48h_left"])])
def test_a_rung_of_another_breach_comes_at_its_moment(
    quick_stage: Stage, seconds: int, found: list[str]
) -> None:
    incident = complete(quick_stage)
    quick_stage.clock.move(90 * HOUR)
    another_breach(quick_stage, incident)
    quick_stage.clock.move(24 * HOUR + seconds * SECOND)
    quick_stage.remind()
    assert rungs(quick_stage, incident) == found


def test_a_clock_that_ends_first_is_the_one_that_is_counted_down(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    let_hours_pass(quick_stage, 10)
    another_breach(quick_stage, incident, ago=20 * HOUR)
    let_hours_pass(quick_stage, 53)
    assert rungs(quick_stage, incident) == [*LADDER, "overdue_1h"]
    assert {event.due_at for event in raised(quick_stage, incident)} == {NOON + 62 * HOUR}


def test_a_clock_that_ends_later_takes_no_rung_from_the_one_before(quick_stage: Stage) -> None:
    """The bot slept while a rung came; what is stated of other data meanwhile does not count as having heard of it."""
    incident = quick_stage.aware()
    quick_stage.clock.move(24 * HOUR + MINUTE)
    another_breach(quick_stage, incident)
    quick_stage.remind()
    assert rungs(quick_stage, incident) == ["48h_left"]


def test_a_filing_that_leaves_a_clock_running_makes_no_reminder_late(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    quick_stage.state(incident)
    quick_stage.draft(incident)
    quick_stage.approve(incident, "authority")
    let_hours_pass(quick_stage, 10)
    another_breach(quick_stage, incident)
    let_hours_pass(quick_stage, 30)
    assert rungs(quick_stage, incident) == ["48h_left"]
    quick_stage.file(incident)
    let_hours_pass(quick_stage, 43)
    assert rungs(quick_stage, incident) == ["48h_left", *LADDER[1:], "overdue_1h"]
    assert all(not event.missed and event.late_minutes == 0 for event in raised(quick_stage, incident))


def test_a_later_filing_that_leaves_a_clock_running_makes_no_reminder_late_either(quick_stage: Stage) -> None:
    incident = complete(quick_stage)
    another_breach(quick_stage, incident)
    when = {"occurred_from": (NOON - 9 * HOUR).isoformat(), "occurred_until": (NOON - HOUR).isoformat()}
    quick_stage.state_of(incident, "set-2", **(FACTS | when))
    quick_stage.draft(incident, change="Another breach was found beside the first.")
    quick_stage.approve(incident, "authority")
    let_hours_pass(quick_stage, 10)
    another_breach(quick_stage, incident, title="Newsletter list")
    let_hours_pass(quick_stage, 30)
    quick_stage.file(incident)
    let_hours_pass(quick_stage, 43)
    assert rungs(quick_stage, incident) == [*LADDER, "overdue_1h"]
    assert all(not event.missed and event.late_minutes == 0 for event in raised(quick_stage, incident))
