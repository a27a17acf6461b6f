"""A tick works through all that is due: nothing that cannot be worked on keeps others from their clocks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from breachbot.clocks import Clocks
from breachbot.incident.events import ReminderRaised
from breachbot.incident.team import Team
from breachbot.observe.metrics import Metrics
from breachbot.rounds import Rounds
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.projections import project, rebuild
from tests.conftest import Database
from tests.incident import cast
from tests.incident.cast import DPO
from tests.store.samples import behind_our_back
from tests.usecases.stage import HOUR, MINUTE, Stage, export_alert

GONE = "DELETE FROM data_key WHERE id LIKE :streams"
SPOILT = (
    "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE id = 'team') WHERE id LIKE :streams"
)
MANY = [101, pytest.param(250, marks=pytest.mark.proof)]
"""More than a portion, and more than two."""
PAUSES_OVER = "UPDATE stalled SET not_before = since"


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    return Stage(store).team()


@pytest.fixture
def quick_stage(sqlite_database: Database) -> Iterator[Stage]:
    """On SQLite alone, for what goes on for days and in which the database has no part."""
    store = sqlite_database.open()
    try:
        yield Stage(store).team()
    finally:
        store.close()


def copies(stage: Stage, stream: str, number: int) -> None:
    """So many streams with the same events, named after it with x0: no id that is given out has a zero in it."""
    events: list[Any] = stage.events(stream)

    def work(tx: Transaction) -> None:
        for n in range(number):
            name = f"{stream[:4]}x{n:07}"
            own = [
                one.model_copy(update={"series": name}) if hasattr(one, "series") else one for one in events
            ]
            tx.append(name, 0, own)
            project(tx, name, stage.house.policy, stage.clock())

    stage.store.write(work)


def tick(stage: Stage, metrics: Metrics | None = None) -> list[str]:
    """One tick; gives what it logged as errors."""
    with capture_logs() as logged:
        asyncio.run(Rounds(stage.house, metrics or Metrics()).tick())
    return [entry["event"] for entry in logged if entry["log_level"] == "error"]


def figure(metrics: Metrics, name: str) -> float | None:
    return metrics.registry.get_sample_value(f"breachbot_{name}")


@pytest.mark.parametrize("number", MANY)
@pytest.mark.parametrize("spoil", [GONE, SPOILT])
def test_incidents_that_cannot_be_read_stop_their_own_clocks_alone(
    stage: Stage, database: Database, number: int, spoil: str
) -> None:
    copies(stage, stage.reported(), number)
    behind_our_back(database, spoil, streams="pdb-x0%")
    stage.clock.move(MINUTE)
    whole = stage.reported()
    stage.clock.move(3 * HOUR)
    metrics = Metrics()
    assert tick(stage, metrics) == ["clock_stalled"] * number
    assert stage.kinds(whole)[-1] == "ReminderRaised"
    assert figure(metrics, "clocks_stalled") == number
    assert figure(metrics, "oldest_due_seconds") == (HOUR + MINUTE).total_seconds()
    told = [args for kind, args in stage.waiting() if kind == "failure_note"]
    assert told
    assert len(told) < 50
    assert {(args["user"], args["failed"]) for args in told} == {(DPO, "clock")}


@pytest.mark.parametrize("number", MANY)
def test_signals_that_cannot_be_read_keep_no_other_from_being_passed_on(
    stage: Stage, database: Database, number: int
) -> None:
    stage.deliver(export_alert("1"))
    copies(stage, stage.streams("sig-")[0], number)
    behind_our_back(database, GONE, streams="sig-x0%")
    stage.clock.move(MINUTE)
    stage.deliver(export_alert("2"))
    stage.clock.move(HOUR / 2)
    assert tick(stage) == ["clock_stalled"] * number
    whole = [name for name in stage.streams("sig-") if "x0" not in name]
    assert [stage.kinds(name)[-1] for name in whole] == ["SignalEscalated"] * 2


@pytest.mark.parametrize("number", MANY)
def test_rows_that_nothing_comes_of_are_put_right(stage: Stage, database: Database, number: int) -> None:
    copies(stage, stage.reported(), number)
    behind_our_back(
        database,
        "UPDATE deadline SET obligation = 'renamed', next_reminder_at = '2020-01-01 00:00:00.000000'",
        "INSERT INTO deadline (incident, obligation, next_reminder_at) "
        "VALUES ('pdb-never', 'undecided', '2020-01-01 00:00:00.000000')",
    )
    stage.clock.move(3 * HOUR)
    assert tick(stage) == []
    rows = stage.store.read(lambda tx: tx.deadlines())
    assert {row.obligation for row in rows} == {"undecided", "unanswered"}
    stage.store.write(lambda tx: rebuild(tx, stage.house.policy, stage.clock()))
    assert stage.store.read(lambda tx: tx.deadlines()) == rows


@pytest.mark.parametrize("number", MANY)
def test_signals_that_nobody_can_be_asked_about_keep_no_incident_waiting(
    store: DatabaseStore, number: int
) -> None:
    stage = Stage(store).team(Team())
    stage.deliver(export_alert())
    copies(stage, stage.streams("sig-")[0], number)
    incident = stage.reported()
    stage.clock.move(3 * HOUR)
    errors = tick(stage)
    assert errors.count("clock_stalled") == number + 1
    assert stage.kinds(incident)[-1] == "ReminderRaised"
    assert tick(stage) == []

    # Once there is somebody, the next start asks them at once.
    stage.store.write(lambda tx: tx.resume(None))
    behind = Stage(store, stage.clock)
    seen = len(stage.events("team"))
    assert seen == 0
    behind.team()
    clocks = Clocks(behind.house, Metrics())
    clocks.find_stale()
    assert clocks.write_stale(60)
    clocks.work()
    assert {behind.kinds(name)[-1] for name in behind.streams("sig-")} == {"SignalEscalated"}


def test_a_pause_grows_is_kept_and_ends_with_its_cause(stage: Stage, database: Database) -> None:
    incident = stage.reported()
    behind_our_back(
        database, "CREATE TABLE kept AS SELECT * FROM data_key WHERE id LIKE 'pdb-%'", GONE, streams="pdb-%"
    )
    stage.clock.move(3 * HOUR)
    assert [tick(stage), tick(stage)] == [["clock_stalled"], []]
    behind_our_back(database, PAUSES_OVER)
    assert tick(stage) == ["clock_stalled"]
    (row,) = stage.store.read(lambda tx: tx.stalled())
    assert (row.stream, row.tries, row.why) == (incident, 2, "Erased")
    assert [kind for kind, _ in stage.waiting()].count("failure_note") == 1

    behind_our_back(database, "INSERT INTO data_key SELECT * FROM kept", "DROP TABLE kept", PAUSES_OVER)
    assert tick(stage) == []
    assert stage.kinds(incident)[-1] == "ReminderRaised"
    assert stage.store.read(lambda tx: tx.stalled()) == []


def test_a_tick_that_outlasts_a_pause_tries_nothing_twice(
    quick_stage: Stage, sqlite_database: Database
) -> None:
    copies(quick_stage, quick_stage.reported(), 2)
    no_pause = "CREATE TRIGGER over AFTER INSERT ON stalled BEGIN UPDATE stalled SET not_before = since; END"
    behind_our_back(sqlite_database, no_pause)
    behind_our_back(sqlite_database, GONE, streams="pdb-%")
    quick_stage.clock.move(3 * HOUR)
    assert tick(quick_stage) == ["clock_stalled"] * 3
    assert tick(quick_stage) == ["clock_stalled"] * 3


def test_a_playbook_that_was_changed_moves_every_reminder_at_the_next_start(stage: Stage) -> None:
    copies(stage, stage.reported(), 30)
    escalation = stage.house.policy.regimes.escalation
    faster = escalation.model_copy(update={"undecided_every": timedelta(minutes=30)})
    stage.house = replace(stage.house, policy=cast.changed(escalation=faster, investigation=None))
    clocks = Clocks(stage.house, Metrics())
    clocks.find_stale()
    assert not clocks.write_stale(0)
    assert clocks.write_stale(60)
    rows = stage.store.read(lambda tx: tx.deadlines())
    assert [row.next_reminder_at for row in rows] == [stage.clock() + HOUR / 2] * 31

    again = Clocks(stage.house, Metrics())
    again.find_stale()
    assert again.write_stale(0), "nothing changed, so nothing is written again"


def test_a_company_that_is_called_otherwise_puts_its_drafts_out_of_date_at_the_next_start(
    stage: Stage,
) -> None:
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)

    def waiting() -> set[str]:
        return {row.kind for row in stage.store.read(lambda tx: tx.pending())}

    assert "approve" in waiting()
    firm = stage.house.policy.firm.model_copy(update={"name": "Another Shop Ltd"})
    stage.house = replace(stage.house, policy=replace(stage.house.policy, firm=firm))
    clocks = Clocks(stage.house, Metrics())
    clocks.find_stale()
    assert clocks.write_stale(60)
    assert "approve" not in waiting()
    assert "draft" in waiting()


def test_told_to_leave_a_tick_ends_after_the_row_at_hand(stage: Stage) -> None:
    copies(stage, stage.reported(), 5)
    stage.clock.move(3 * HOUR)
    rounds = Rounds(stage.house, Metrics())
    rounds.clocks.leave()
    with capture_logs() as logged:
        asyncio.run(rounds.tick())
    assert logged == []
    assert "ReminderRaised" not in {kind for name in stage.streams("pdb-") for kind in stage.kinds(name)}


def test_a_clock_set_forward_once_and_corrected_uses_no_ladder_up(quick_stage: Stage) -> None:
    stage = quick_stage
    incident = stage.aware()
    stage.deliver(export_alert())
    (signal,) = stage.streams("sig-")
    stage.clock.move(100 * HOUR)
    tick(stage)
    wrong = stage.events(incident), stage.events(signal)
    assert [stage.kinds(name)[-1] for name in (incident, signal)] == ["ReminderRaised", "SignalEscalated"]
    stage.clock.move(-100 * HOUR)
    for _ in range(4 * 73):
        stage.clock.move(HOUR / 4)
        tick(stage)
    came: list[Any] = stage.events(incident)[len(wrong[0]) :]
    rungs = [event.rung for event in came if getattr(event, "obligation", "") == "notify_authority"]
    ladder = ["48h_left", "24h_left", "12h_left", "6h_left", "3h_left", "1h_left", "due", "overdue_1h"]
    assert rungs == ["clock_corrected", *ladder]
    asked: list[Any] = stage.events(signal)[len(wrong[1]) :]
    assert [event.step for event in asked] == [1, 2]


def test_what_was_opened_by_a_clock_set_forward_is_not_forgotten_until_then(quick_stage: Stage) -> None:
    stage = quick_stage
    stage.clock.move(100 * HOUR)
    incident = stage.reported()
    stage.deliver(export_alert())
    (signal,) = stage.streams("sig-")
    stage.clock.move(-100 * HOUR)
    for _ in range(5 * 12):
        tick(stage)
        stage.clock.move(5 * MINUTE)
    assert stage.kinds(incident).count("ReminderRaised") == 3
    assert stage.kinds(signal).count("SignalEscalated") == 2


def idle_of(stage: Stage, incident: str) -> list[int | None]:
    """For how long nothing had ticked, by the reminders of the duty to file."""
    raised = [one for one in stage.events(incident) if isinstance(one, ReminderRaised)]
    return [one.idle_minutes for one in raised if one.obligation == "notify_authority"]


def test_a_clock_that_jumps_while_it_runs_is_no_standstill(stage: Stage) -> None:
    incident, rounds = stage.aware(), Rounds(stage.house, Metrics())
    asyncio.run(rounds.tick())
    stage.clock.move(44 * HOUR)
    asyncio.run(rounds.tick())
    assert idle_of(stage, incident) == [0]


def test_a_process_that_did_not_run_says_for_how_long(stage: Stage, database: Database) -> None:
    incident = stage.aware()
    tick(stage)
    twenty = (datetime.now(UTC) - 20 * HOUR - MINUTE / 2).isoformat()
    behind_our_back(database, "UPDATE meta SET value = :at WHERE key = 'last tick'", at=twenty)
    stage.clock.move(44 * HOUR)
    tick(stage)
    assert idle_of(stage, incident) == [20 * 60]
    stage.clock.move(26 * HOUR)
    tick(stage)
    assert idle_of(stage, incident)[-1] == 0


def test_at_the_very_first_tick_nobody_knows(stage: Stage) -> None:
    incident = stage.aware()
    stage.clock.move(44 * HOUR)
    tick(stage)
    assert idle_of(stage, incident) == [None]
