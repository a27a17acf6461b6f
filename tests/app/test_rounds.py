"""The rounds of a process: what one row does never keeps the others waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from breachbot.observe.metrics import Metrics
from breachbot.rounds import Rounds
from breachbot.steady import SteadyScheduler
from breachbot.store.store import DatabaseStore
from tests.conftest import Database
from tests.store.samples import behind_our_back
from tests.usecases.stage import HOUR, Stage, export_alert


@pytest.fixture
def store(sqlite_database: Database) -> Iterator[DatabaseStore]:
    opened = sqlite_database.open()
    try:
        yield opened
    finally:
        opened.close()


def test_one_that_cannot_be_opened_keeps_no_other_from_its_clock(
    store: DatabaseStore, sqlite_database: Database
) -> None:
    stage = Stage(store).team()
    stage.deliver(export_alert("1"), export_alert("2"))
    erased, whole = stage.aware(), stage.aware()
    signal = stage.streams("sig-")[0]
    for name in (erased, signal):
        behind_our_back(sqlite_database, "DELETE FROM data_key WHERE id = :id", id=name)
    stage.clock.move(24 * HOUR)
    rounds = Rounds(stage.house, Metrics())
    with capture_logs() as logged:
        asyncio.run(rounds.tick())
    assert {entry["event"] for entry in logged} == {"clock_stalled", "reminded"}
    assert rounds.last_tick is not None
    assert stage.kinds(whole).count("ReminderRaised") == 3
    assert stage.kinds(stage.streams("sig-")[1])[-1] == "SignalEscalated"


def test_the_figures_say_what_waits_and_what_is_late(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    stage.aware()
    stage.store_only(b"{}")
    stage.clock.move(73 * HOUR)
    metrics = Metrics()
    asyncio.run(Rounds(stage.house, metrics).tick())
    figures = {
        name: metrics.registry.get_sample_value(f"breachbot_{name}")
        for name in ("queue_depth", "deadlines_overdue", "outbox_failed")
    }
    assert figures == {"queue_depth": 1, "deadlines_overdue": 1, "outbox_failed": 0}
    assert (metrics.registry.get_sample_value("breachbot_outbox_waiting") or 0) > 0


@pytest.mark.parametrize("away", [HOUR, -24 * 365 * HOUR])
def test_a_job_whose_time_lies_beyond_its_interval_runs_at_once(away: timedelta) -> None:
    """As after the machine's clock was set back or forward: the library alone would wait, or count what was missed."""

    async def three_times() -> None:
        came = asyncio.Semaphore(0)

        async def tick() -> None:
            came.release()

        scheduler = SteadyScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})
        scheduler.add_job(tick, "interval", seconds=0.2, next_run_time=datetime.now(UTC) + away)
        scheduler.start()
        async with asyncio.timeout(120):
            for _ in range(3):
                await came.acquire()
        scheduler.shutdown(wait=False)

    asyncio.run(three_times())


def test_only_a_write_that_got_through_counts_and_a_clock_that_was_moved_is_told(database: Database) -> None:
    store = database.open()
    moved = timedelta()
    rounds = Rounds(Stage(store).team().house, Metrics(), wall=lambda: datetime.now(UTC) + moved)
    asyncio.run(rounds.probe())
    assert rounds.last_write is not None
    assert not rounds.clock_differs
    for by in (-HOUR, HOUR):
        moved = by
        with capture_logs() as logged:
            asyncio.run(rounds.probe())
            asyncio.run(rounds.probe())
        assert rounds.clock_differs
    moved = timedelta()
    with capture_logs() as logged:
        asyncio.run(rounds.probe())
    assert not rounds.clock_differs
    store.close()
    with capture_logs() as logged:
        asyncio.run(rounds.probe())
    assert [entry["event"] for entry in logged] == ["write_failed"]
    assert rounds.last_write is None
