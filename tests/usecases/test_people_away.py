"""Who is reminded while somebody is away or asleep: what can wait waits, the last hours wake everybody they concern."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from breachbot.clocks import Clocks
from breachbot.incident import events as e
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.acts.snooze import Snooze
from breachbot.incident.effect import Effect
from breachbot.incident.reach import next_step
from breachbot.incident.team import STREAM, Team
from breachbot.observe.metrics import Metrics
from breachbot.outbox.calls import Calls
from breachbot.outbox.channel import Message
from breachbot.outbox.deliver import Sent
from breachbot.store.database import make_engine
from breachbot.store.store import DatabaseStore
from breachbot.usecases import reminders
from breachbot.usecases.house import team
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.team import sync_roles
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO, ENGINEER, NOON, OUTSIDER
from tests.usecases.stage import HOUR, MINUTE, Stage, export_alert
from tests.usecases.test_measures import OVER, closed
from tests.usecases.test_passing_on import at, passed, wait, with_ways

DAY = 24 * HOUR
SIESTA = ("11:00", "15:00")
"""In UTC, the company's zone: the reminders of these stories fall into it, since awareness is at noon."""
MAILED = {"mail": frozenset({DPO, DEPUTY})}


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    return with_ways(Stage(store).team(), MAILED)


@pytest.fixture
def quick(sqlite_store: DatabaseStore) -> Stage:
    return with_ways(Stage(sqlite_store).team(), MAILED)


def stated(stage: Stage, *events: e.Happened) -> None:
    def work(tx: Transaction) -> None:
        tx.append(STREAM, team(tx).seen, events)

    stage.store.write(work)


def habits(
    stage: Stage, user: str, quiet: tuple[str, str] | None = None, ways: tuple[e.Way, ...] = ("slack",)
) -> None:
    begins, until = quiet or (None, None)
    now = stage.clock()
    said = e.HabitsSet(
        at=now, by=user, person=user, zone=None, quiet_from=begins, quiet_until=until, ways=ways
    )
    stated(stage, said)


def away(stage: Stage, user: str, substitute: str, long: timedelta) -> None:
    now = stage.clock()
    stated(stage, e.AwayStated(at=now, by=user, person=user, until=now + long, substitute=substitute))


def reminded(stage: Stage) -> list[tuple[str, str]]:
    """Whom the outbox would tell now of a reminder, and how."""
    found = [(kind, args) for kind, args in stage.waiting() if "again" not in args]
    return sorted(
        (kind, args["user"]) for kind, args in found if kind == "reminder_call" or "reminder" in args
    )


def morning(database: Database) -> None:
    """All that waits may go out."""
    engine = make_engine(database.url)
    with engine.begin() as conn:
        conn.execute(text("UPDATE outbox SET not_before = NULL WHERE state = 'waiting'"))
    engine.dispose()


def test_what_can_wait_waits_for_the_end_of_quiet_hours(stage: Stage, database: Database) -> None:
    habits(stage, DPO, SIESTA)
    incident = at(stage, "48h_left")
    assert reminded(stage) == []
    wait(stage, 30)
    assert passed(stage, incident) == [], "nobody is asked in their place before they could be"
    morning(database)
    assert reminded(stage) == [("direct_note", DPO)]


@pytest.mark.parametrize(("minutes", "count"), [(4, 0), (5, 1), (6, 1)])
def test_it_goes_on_from_the_end_of_quiet_hours(quick: Stage, minutes: int, count: int) -> None:
    habits(quick, DPO, SIESTA)
    incident = at(quick, "48h_left")
    quick.clock.move(3 * HOUR + minutes * MINUTE)
    quick.remind()
    assert passed(quick, incident) == [("mail", DPO)] * count


@pytest.mark.parametrize("rung", ["24h_left", "6h_left", "1h_left"])
def test_the_last_hours_wake_everybody_they_concern(quick: Stage, rung: str) -> None:
    for user in (DPO, DEPUTY):
        habits(quick, user, ("00:01", "00:00"))
    at(quick, rung)
    assert reminded(quick) == [("direct_note", DEPUTY), ("direct_note", DPO)]


def test_with_a_day_left_nothing_waits_and_a_newer_reminder_says_what_the_older_would_have(
    sqlite_database: Database,
) -> None:
    store = sqlite_database.open()
    stage = with_ways(Stage(store).team(), MAILED)
    habits(stage, DPO, ("00:01", "00:00"))
    at(stage, "24h_left")
    assert reminded(stage) == [("direct_note", DEPUTY), ("direct_note", DPO)]
    morning(sqlite_database)
    assert reminded(stage) == [], "the one of 48 hours is left out"
    at(stage, "12h_left")
    assert ("direct_note", DPO) in reminded(stage)
    store.close()


def test_a_step_waits_for_those_to_whom_it_goes(quick: Stage) -> None:
    habits(quick, DEPUTY, SIESTA)
    incident = at(quick, "48h_left")
    wait(quick, 60)
    assert passed(quick, incident) == [("mail", DPO)]
    found = quick.store.read(lambda tx: (team(tx), tx.receipts(incident)))
    following = next_step(quick.incident(incident), found[0], quick.house.policy, found[1], quick.clock())
    assert following
    assert (following.to, following.at) == ((DEPUTY,), NOON + DAY + 3 * HOUR)


def test_the_substitute_is_told_and_whoever_was_away_is_back_by_itself(stage: Stage) -> None:
    away(stage, DPO, DEPUTY, 25 * HOUR)
    incident = at(stage, "48h_left")
    assert reminded(stage) == [("direct_note", DEPUTY)]
    wait(stage, 61)
    at_24 = NOON + 48 * HOUR
    while stage.clock() < at_24:
        stage.clock.move(HOUR)
        stage.remind()
    assert {user for _, user in reminded(stage)} == {DPO, DEPUTY}
    stage.take(incident, HaveIt(), DPO)


def test_the_last_hours_come_to_who_is_away_as_well(quick: Stage) -> None:
    away(quick, DPO, DEPUTY, 30 * DAY)
    at(quick, "24h_left")
    assert reminded(quick) == [("direct_note", DEPUTY), ("direct_note", DPO)]


def test_mail_goes_to_the_substitute_as_well(quick: Stage) -> None:
    away(quick, DPO, DEPUTY, 30 * DAY)
    incident = at(quick, "48h_left")
    wait(quick, 10)
    assert passed(quick, incident) == [("mail", DEPUTY)], (
        "the deputy stands in for the DPO, and was told in Slack"
    )


def test_reminders_come_by_the_ways_that_somebody_chose(quick: Stage) -> None:
    habits(quick, DPO, ways=("mail",))
    incident = at(quick, "48h_left")
    assert reminded(quick) == [("reminder_call", DPO)]
    wait(quick, 5)
    assert ("mail", DPO) not in passed(quick, incident), "it went there first"
    at(quick, "24h_left")
    assert {("reminder_call", DPO), ("direct_note", DPO)} <= set(reminded(quick))


def test_a_way_that_leads_nowhere_is_slack(quick: Stage) -> None:
    quick.house = replace(quick.house, policy=replace(quick.house.policy, reached_by={}))
    habits(quick, DPO, ways=("mail",))
    at(quick, "48h_left")
    assert reminded(quick) == [("direct_note", DPO)]


def test_a_new_candidate_goes_to_whoever_is_on_call_or_stands_in_for_them(quick: Stage) -> None:
    turns = {
        "every": "day",
        "hour": "00:00",
        "zone": "UTC",
        "first": NOON.date(),
        "reason": "Nights are shared.",
    }
    people = (DEPUTY, ENGINEER)
    stated(quick, e.RotaSet(at=NOON, by=DPO, people=people, **turns))
    asked = []
    for issue in ("1", "2", "3"):
        if issue == "3":
            away(quick, ENGINEER, DPO, DAY)
        quick.deliver(export_alert(issue))
        asked += [args["user"] for kind, args in quick.waiting() if kind == "signal_nudge"]
        quick.clock.move(DAY if issue == "1" else 2 * DAY)
    assert asked == [DEPUTY, ENGINEER, DPO]


def test_what_sleeps_is_let_go_by_no_tick_and_is_no_reason_for_an_alarm(stage: Stage) -> None:
    habits(stage, DPO, SIESTA)
    at(stage, "48h_left")
    before = stage.store.read(lambda tx: tx.backlog()).oldest_effect_seconds
    reminders.let_go(stage.house)
    assert reminded(stage) == []
    found = stage.store.read(lambda tx: tx.backlog())
    assert (before, found.oldest_effect_seconds, found.effects) == (before, 0.0, 1)


def test_a_late_follow_up_measure_goes_to_who_stands_in_for_the_dpo(sqlite_store: DatabaseStore) -> None:
    stage, incident = closed(sqlite_store)
    with_ways(stage, MAILED)
    away(stage, DPO, DEPUTY, 60 * DAY)
    stage.clock.now = OVER
    stage.remind()
    stage.clock.move(2 * DAY)
    stage.remind()
    passed_on = stage.incident(incident).passed_on
    assert {(one.channel, one.to, one.why) for one in passed_on} == {("mail", (DEPUTY,), "overdue")}


def test_what_may_go_out_earlier_is_not_held_up_by_what_sleeps_longer(quick: Stage) -> None:
    habits(quick, DPO, ("00:01", "00:00"))
    first = at(quick, "48h_left")
    assert {one.lane for one in asleep(quick, first)} >= {f"dm:{DPO}:quiet:20261126T0000"}
    habits(quick, DPO, ("00:01", "18:00"))
    second = at(quick, "48h_left")
    assert {one.lane for one in asleep(quick, second)} >= {f"dm:{DPO}:quiet:20261126T1800"}


@pytest.mark.parametrize("leaves", [True, False])
def test_what_somebody_has_goes_on_once_they_leave_or_are_away(stage: Stage, leaves: bool) -> None:
    incident = at(stage, "48h_left")
    stage.take(incident, HaveIt(), ENGINEER)
    stage.waiting()
    wait(stage, 90)
    assert passed(stage, incident) == []
    if leaves:
        left = {"person": ENGINEER, "part": "responder", "reason": "She left the company."}
        stated(stage, e.PartEnded(at=stage.clock(), by=DPO, **left))
    else:
        away(stage, ENGINEER, DPO, 30 * DAY)
    rounds = Clocks(stage.house, Metrics())
    rounds.find_stale()
    assert rounds.write_stale(60.0)
    wait(stage, 1)
    assert passed(stage, incident) == [("mail", DPO)]


def test_whoever_left_the_team_is_not_reminded_again_and_no_clock_stalls(stage: Stage) -> None:
    incident = at(stage, "48h_left")
    stage.take(incident, Snooze(wait="1h"), DPO)
    settings = e.RolesChanged(at=NOON, by="breachbot", responders=(ENGINEER,), dpo=DEPUTY, deputies=())
    stated(stage, settings)
    wait(stage, 61)
    assert "snoozed" not in [one.why for one in stage.incident(incident).passed_on]


def test_another_dpo_gets_what_is_due_and_the_one_before_nothing_of_what_waited(stage: Stage) -> None:
    habits(stage, DPO, SIESTA, ("mail",))
    incident = at(stage, "48h_left")
    stage.clock.move(HOUR)
    sync_roles(stage.house, Team(responders=(ENGINEER,), dpo=OUTSIDER, deputies=(DEPUTY,)))
    stage.hurry()
    sent: list[Message] = []

    async def deliver(message: Message) -> Sent:
        sent.append(message)
        return Sent()

    calls = Calls(stage.house, deliver, {DPO: ("officer@example.com",)})
    waits = stage.store.write(lambda tx: tx.claim(100, HOUR))
    for call in [one for one in waits if one.kind == "reminder_call"]:
        assert call.args["user"] == DPO
        assert asyncio.run(calls.send(call)) == Sent()
    assert sent == []
    notes = [one for one in waits if one.kind == "direct_note" and "reminder" in one.args]
    assert [(one.stream, one.args["user"]) for one in notes] == [(incident, OUTSIDER)]


def asleep(stage: Stage, incident: str) -> list[Effect]:
    """What waits for the morning, or has waited for one."""
    found = stage.store.read(lambda tx: tx.effects_of(incident, "direct_note"))
    return [one for one in found if "quiet" in one.args]
