"""A reminder goes on until somebody answers it: by whom it was reached decides how long it waits, and for whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.acts.snooze import Snooze
from breachbot.incident.events import ReminderAnswered, ReminderPassedOn, ReminderRaised
from breachbot.incident.reach import still_open, who_has_it
from breachbot.incident.state import replay
from breachbot.incident.team import Team
from breachbot.incident.told import told_directly
from breachbot.store.store import DatabaseStore
from breachbot.usecases.house import commit, team
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.projections import SNOOZED, UNANSWERED
from breachbot.usecases.rewriting import look_again
from tests.incident.cast import DEPUTY, DPO, ENGINEER, OUTSIDER, TEAM
from tests.usecases.stage import HOUR, MINUTE, Stage

SECOND = timedelta(seconds=1)
ALL_OF_THEM = {
    "mail": frozenset({DPO, DEPUTY, "director", "operators"}),
    "webhook": frozenset({"operators"}),
}
TO_ALL = [
    ("mail", DPO),
    ("slack", DEPUTY),
    ("mail", DEPUTY),
    ("mail", "director"),
    ("mail", "operators"),
    ("webhook", "operators"),
]


def with_ways(stage: Stage, ways: dict[str, frozenset[str]] | None = None) -> Stage:
    policy = replace(stage.house.policy, reached_by=ALL_OF_THEM if ways is None else ways)
    stage.house = replace(stage.house, policy=policy)
    return stage


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    return with_ways(Stage(store).team())


@pytest.fixture
def quick(sqlite_store: DatabaseStore) -> Stage:
    return with_ways(Stage(sqlite_store).team())


def at(stage: Stage, rung: str) -> str:
    """An incident just after the reminder with this name, whose messages wait."""
    incident = stage.aware()
    stage.waiting()
    hours = 72 - int(rung.removesuffix("h_left"))
    while stage.clock.now < stage.incident(incident).opened.at + hours * HOUR:  # type: ignore[union-attr]
        stage.waiting()
        stage.clock.move(HOUR)
        stage.remind()
    assert rung in [one.rung for one in newest(stage, incident)]
    return incident


def newest(stage: Stage, incident: str) -> list[ReminderRaised]:
    """The reminders that came together last."""
    kept = stage.incident(incident).reminders
    return [one for one in kept if one.at == kept[-1].at]


def passed(stage: Stage, incident: str) -> list[tuple[str, str]]:
    """By which channel it went to whom since the newest reminder."""
    kept = stage.incident(incident)
    return [
        (one.channel, user)
        for one in kept.passed_on
        if one.reminder == kept.reminded_at[-1]
        for user in one.to
    ]


def wait(stage: Stage, minutes: int) -> None:
    """The process ticks every minute."""
    for _ in range(minutes):
        stage.clock.move(MINUTE)
        stage.remind()


@pytest.mark.parametrize(("seconds", "count"), [(-1, 0), (0, 1), (1, 1)])
def test_a_reminder_that_reaches_nobody_goes_to_the_dpo_by_mail_after_five_minutes(
    stage: Stage, seconds: int, count: int
) -> None:
    incident = at(stage, "48h_left")
    stage.clock.move(5 * MINUTE + seconds * SECOND)
    stage.remind()
    stage.remind()
    assert passed(stage, incident) == [("mail", DPO)] * count
    calls = [args for kind, args in stage.waiting() if kind == "reminder_call"]
    assert [(args["channel"], args["user"]) for args in calls] == [("mail", DPO)] * count


@pytest.mark.parametrize(("seconds", "count"), [(-1, 0), (0, 1), (1, 1)])
def test_one_that_was_delivered_and_that_nobody_answers_waits_longer(
    stage: Stage, seconds: int, count: int
) -> None:
    incident = at(stage, "48h_left")
    stage.waiting()
    wait(stage, 10)
    assert passed(stage, incident) == []
    stage.clock.move(10 * MINUTE + seconds * SECOND)
    stage.remind()
    assert passed(stage, incident) == [("mail", DPO)] * count
    assert all(one.why == "unanswered" for one in stage.incident(incident).passed_on)


def test_while_nothing_gets_through_it_goes_to_one_after_the_other_before_the_next_is_due(
    stage: Stage,
) -> None:
    incident = at(stage, "12h_left")
    wait(stage, 30)
    assert passed(stage, incident) == TO_ALL
    kept = stage.incident(incident).passed_on[-6:]
    assert [one.at - kept[0].at for one in kept] == [n * 5 * MINUTE for n in range(6)]


def test_unanswered_it_goes_beyond_the_deputies_only_in_the_last_day(quick: Stage) -> None:
    incident = at(quick, "48h_left")
    quick.waiting()
    wait(quick, 120)
    assert passed(quick, incident) == TO_ALL[:3]


def test_in_the_last_hours_it_goes_to_everybody_before_the_next_rung(quick: Stage) -> None:
    incident = at(quick, "3h_left")
    quick.waiting()
    wait(quick, 55)
    assert passed(quick, incident) == TO_ALL


def test_whoever_has_it_stops_it_and_no_clock(stage: Stage) -> None:
    incident = at(stage, "48h_left")
    stage.take(incident, HaveIt(), ENGINEER)
    wait(stage, 60)
    assert passed(stage, incident) == []
    assert who_has_it(stage.incident(incident), TEAM, stage.clock()).by == ENGINEER  # type: ignore[union-attr]
    stage.clock.move(23 * HOUR)
    stage.remind()
    assert "24h_left" in [one.rung for one in newest(stage, incident)]
    assert {(one.has_it, one.everybody) for one in newest(stage, incident)} == {(ENGINEER, True)}
    assert told_directly(newest(stage, incident)[-1], TEAM) == (DPO, ENGINEER, DEPUTY)
    assert who_has_it(stage.incident(incident), TEAM, stage.clock()) is None
    stage.clock.move(5 * MINUTE)
    stage.remind()
    assert passed(stage, incident) == [("mail", DPO)]


def test_the_rungs_of_24_6_and_1_hours_come_to_everybody_whatever_was_answered(quick: Stage) -> None:
    incident = quick.aware()
    for _ in range(75):
        quick.clock.move(HOUR)
        if quick.remind():
            quick.take(incident, HaveIt(), DPO)
    told = {one.rung: told_directly(one, TEAM) for one in quick.incident(incident).reminders}
    alone = {rung for rung, users in told.items() if rung.endswith("_left") and DEPUTY in users}
    assert alone == {"24h_left", "6h_left", "1h_left"}
    assert all(DPO in users for users in told.values())


def test_a_rung_for_everybody_that_was_missed_comes_to_everybody_late(quick: Stage) -> None:
    incident = quick.aware()
    quick.clock.move(61 * HOUR)
    quick.remind()
    filing = quick.incident(incident).reminded("notify_authority")
    assert filing is not None
    assert (filing.rung, filing.everybody) == ("12h_left", True)


def test_what_somebody_else_has_can_be_taken_over_and_not_twice_by_the_same(quick: Stage) -> None:
    incident = at(quick, "48h_left")
    quick.take(incident, HaveIt(), ENGINEER)
    with pytest.raises(Refused, match="You have it already"):
        quick.take(incident, HaveIt(), ENGINEER)
    quick.take(incident, HaveIt(), DPO)
    assert who_has_it(quick.incident(incident), TEAM, quick.clock()).by == DPO  # type: ignore[union-attr]


def test_nobody_outside_the_team_has_it_and_nobody_without_a_reminder(quick: Stage) -> None:
    incident = quick.aware()
    with pytest.raises(Refused, match="No reminder waits for an answer"):
        quick.take(incident, HaveIt(), DPO)
    quick.clock.move(24 * HOUR)
    quick.remind()
    with pytest.raises(Refused, match="Only the breach response team"):
        quick.take(incident, HaveIt(), OUTSIDER)


def test_whoever_has_left_the_team_hears_no_more_of_it(quick: Stage) -> None:
    incident = at(quick, "48h_left")
    quick.take(incident, HaveIt(), ENGINEER)
    quick.clock.move(12 * HOUR)
    quick.team(Team(responders=("U_OTHER",), dpo=DPO))
    quick.clock.move(12 * HOUR)
    quick.remind()
    assert told_directly(newest(quick, incident)[-1], quick.store.read(team)) == (DPO,)


def test_what_somebody_has_who_leaves_the_team_goes_on(quick: Stage) -> None:
    incident = at(quick, "48h_left")
    quick.take(incident, HaveIt(), ENGINEER)
    wait(quick, 30)
    assert passed(quick, incident) == []
    quick.team(Team(responders=("U_OTHER",), dpo=DPO, deputies=(DEPUTY,)))
    look_again(quick.house, incident)  # as at the start that brought the roles
    wait(quick, 30)
    assert passed(quick, incident)[:2] == TO_ALL[:2]


@pytest.mark.parametrize("minutes", [7, 19, 30, 45])
def test_a_reminder_of_another_duty_in_between_keeps_it_from_nobody(minutes: int, quick: Stage) -> None:
    """Two ladders beside each other, the second so many minutes after the first, hour by hour."""
    incident = at(quick, "3h_left")
    quick.waiting()
    began = quick.clock()
    for minute in range(1, 241):
        quick.clock.move(MINUTE)
        if minute % 60 == minutes:
            another(quick, incident)
        quick.waiting()
        quick.remind()
    called = [began, *(one.at for one in quick.incident(incident).passed_on if one.channel == "webhook")]
    assert len(called) > 2
    assert all(later - earlier <= 2 * HOUR for earlier, later in pairwise((*called, quick.clock())))


def another(stage: Stage, incident: str) -> None:
    """A reminder of another duty, as a pack of another law raises it."""

    def work(tx: Transaction) -> None:
        known = replay(incident, tx.events(incident))
        filing = known.reminded("notify_authority")
        assert filing is not None
        about = {"at": stage.clock(), "obligation": "communicate", "rung": "since_12h"}
        commit(tx, stage.house, known, [filing.model_copy(update=about)])

    stage.store.write(work)


def test_a_press_on_an_older_reminder_answers_no_newer_one(quick: Stage) -> None:
    incident = at(quick, "6h_left")
    number = still_open(quick.incident(incident), quick.house.policy).number  # type: ignore[union-attr]
    quick.clock.move(3 * HOUR)
    quick.remind()
    with pytest.raises(Refused, match="A newer reminder has come since"):
        quick.take(incident, HaveIt(reminder=number), ENGINEER)
    newer = still_open(quick.incident(incident), quick.house.policy).number  # type: ignore[union-attr]
    quick.take(incident, HaveIt(reminder=newer), ENGINEER)
    assert who_has_it(quick.incident(incident), TEAM, quick.clock())


def test_once_nothing_is_missing_it_goes_nowhere(quick: Stage) -> None:
    incident = quick.reported()
    quick.clock.move(2 * HOUR)
    quick.remind()
    assert still_open(quick.incident(incident), quick.house.policy)
    quick.judge_no_breach(incident)
    wait(quick, 60)
    assert passed(quick, incident) == []
    assert [row for row in quick.store.read(lambda tx: tx.deadlines()) if row.obligation == UNANSWERED] == []


def test_after_a_pause_the_steps_come_one_by_one_and_not_together(quick: Stage) -> None:
    incident = at(quick, "48h_left")
    quick.clock.move(HOUR)
    quick.remind()
    quick.remind()
    assert passed(quick, incident) == TO_ALL[:1]
    wait(quick, 5)
    assert passed(quick, incident) == TO_ALL[:2]


def test_who_has_no_address_is_passed_over(quick: Stage) -> None:
    with_ways(quick, {"mail": frozenset({"operators"})})
    incident = at(quick, "12h_left")
    wait(quick, 30)
    assert passed(quick, incident) == [("slack", DEPUTY), ("mail", "operators")]


def test_who_was_told_with_the_reminder_itself_is_not_asked_again_by_the_same_channel(quick: Stage) -> None:
    incident = at(quick, "6h_left")
    wait(quick, 60)
    assert passed(quick, incident) == [one for one in TO_ALL if one != ("slack", DEPUTY)]


def test_without_another_channel_it_stays_in_slack(quick: Stage) -> None:
    with_ways(quick, {})
    incident = at(quick, "12h_left")
    wait(quick, 60)
    assert passed(quick, incident) == [("slack", DEPUTY)]


def test_several_processes_pass_it_on_once(stage: Stage) -> None:
    incident = at(stage, "48h_left")
    stage.clock.move(5 * MINUTE)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: stage.remind(), range(4)))
    assert passed(stage, incident) == [("mail", DPO)]


def test_the_events_say_all_of_it(quick: Stage) -> None:
    incident = at(quick, "6h_left")
    wait(quick, 5)
    quick.take(incident, HaveIt(), DEPUTY)
    kinds = [event for event in quick.events(incident) if not isinstance(event, ReminderRaised)][-2:]
    assert [type(event) for event in kinds] == [ReminderPassedOn, ReminderAnswered]


@pytest.mark.parametrize(
    ("hours", "told"), [(16, TO_ALL[:3]), (18, [one for one in TO_ALL if one != ("slack", DEPUTY)])]
)
def test_whether_it_is_a_breach_goes_beyond_the_deputies_only_in_its_last_hours(
    quick: Stage, hours: int, told: list[tuple[str, str]]
) -> None:
    """With six hours left the deputies had the reminder itself."""
    incident = quick.reported()
    for _ in range(hours):
        quick.waiting()
        quick.clock.move(HOUR)
        quick.remind()
    quick.waiting()
    wait(quick, 59)
    assert passed(quick, incident) == told


def test_it_stops_once_somebody_has_decided(quick: Stage) -> None:
    incident = quick.reported()
    quick.clock.move(22 * HOUR)
    quick.remind()
    quick.waiting()
    before = quick.incident(incident).passed_on
    quick.judge_no_breach(incident)
    wait(quick, 59)
    assert quick.incident(incident).passed_on == before


@pytest.mark.parametrize(("seconds", "count"), [(-1, 0), (0, 1), (1, 1)])
def test_what_somebody_has_put_off_comes_to_them_again(stage: Stage, seconds: int, count: int) -> None:
    incident = at(stage, "48h_left")
    stage.waiting()
    stage.take(incident, HaveIt())  # nobody else is asked meanwhile
    stage.take(incident, Snooze(wait="1h"), DPO)
    stage.waiting()
    stage.clock.move(HOUR + seconds * SECOND)
    stage.remind()
    stage.remind()
    assert passed(stage, incident) == [("slack", DPO)] * count
    assert [args["user"] for kind, args in stage.waiting() if kind == "direct_note"] == [DPO] * count
    look_again(stage.house, incident)
    rows = [row.obligation for row in stage.store.read(lambda tx: tx.deadlines())]
    assert (f"{SNOOZED}@{DPO}" in rows) is (count == 0)
