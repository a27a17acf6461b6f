"""What the clocks cost as pending reminders grow in number: `python -m bench --clocks`.

A tick with nothing due, finding a thousand that are due, and raising them by one process, on PostgreSQL also by three.
The sizes take turns, and the fastest of the tries counts; a thousand can be raised only once in each database.
"""

from __future__ import annotations

import math
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import and_, create_engine, select, update

from bench import growth
from breachbot.clocks import Clocks
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.report import Report
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import set_roles
from breachbot.observe.metrics import Metrics
from breachbot.policy import build_policy
from breachbot.settings import Settings
from breachbot.store.keys import new_master_key
from breachbot.store.migrate import migrate
from breachbot.store.open import open_database
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import deadline
from breachbot.usecases.house import House
from breachbot.usecases.reminders import due_reminders
from breachbot.usecases.take import take

SIZES = (1_000, 10_000, 100_000)
"""Incidents whose clock runs; each has a pending reminder of each open duty."""
DUE = 1_000
TRIES = 15
TICK_MS = {"SQLite": 1.0, "PostgreSQL": 2.0}
FOUND_MS, RAISED_S = 30.0, 10.0
LATER = growth.BEGAN + timedelta(hours=49)
"""The 24 hours before the end have begun: one rung is due of each incident."""
SOON = growth.BEGAN + timedelta(minutes=5)
"""Nothing is due yet."""
FILING = "notify_authority"
NEVER = datetime(2099, 1, 1, tzinfo=UTC)


def measure(folder: Path) -> bool:
    """Print a table for each database; whether all aims are met."""
    life = _life(folder / "life")
    met = _table("SQLite", [f"sqlite:///{folder / f'clocks-{size}.db'}" for size in SIZES], folder, life)
    with growth.postgres(len(SIZES)) as urls:
        if urls:
            return _table("PostgreSQL", urls, folder, life) and met
    print("PostgreSQL: no server answers; name one with BREACHBOT_TEST_POSTGRES")
    return met


def _table(name: str, urls: list[str], folder: Path, life: growth.Life) -> bool:
    key = new_master_key()
    with ExitStack() as opened:
        stores = [
            opened.enter_context(_filled(url, folder, key, life, size))
            for url, size in zip(urls, SIZES, strict=True)
        ]
        quiet = [math.inf] * len(stores)
        clocks = [Clocks(_house(store), Metrics()) for store in stores]
        for _ in range(TRIES):
            for number, one in enumerate(clocks):
                quiet[number] = min(quiet[number], _once(one.work))
        for url in urls:
            _make_due(url)
        found = [min(_once(partial(_find, _house(store, LATER))) for _ in range(TRIES)) for store in stores]
        raised = [[_once(partial(_raise, _house(store, LATER))) / 1000 for store in stores]]
        if name == "PostgreSQL":
            for url in urls:
                _make_due(url, skip=DUE)
            raised.append([_raised_by(url, folder, key, 3) for url in urls])
    return _printed(name, quiet, found, raised)


@contextmanager
def _filled(url: str, folder: Path, key: str, life: growth.Life, size: int) -> Iterator[DatabaseStore]:
    """A database with about so many reminders that are pending."""
    migrate(url)
    store = open_database(url, folder, key)
    try:
        house = _house(store)
        store.write(lambda tx: tx.append(STREAM, 0, set_roles(Team(), growth.TEAM, growth.BEGAN)))
        growth.fill(house, [life] * growth.LIVES, range(size))
        growth.analyze(url)
        yield store
    finally:
        store.close()


def _printed(name: str, quiet: list[float], found: list[float], raised: list[list[float]]) -> bool:
    head = "".join(f"{size:>10,}" for size in SIZES)
    print(f"{name}: pending reminders{'':<20}{head}")
    rows = [
        ("a tick with nothing due, ms", quiet, TICK_MS[name]),
        (f"{DUE:,} that are due are found, ms", found, FOUND_MS),
        ("they are raised by one process, s", raised[0], RAISED_S),
    ]
    if len(raised) > 1:
        # No slower than one process, with a tenth for the machine.
        rows.append(("by three processes, s", raised[1], 1.1 * max(raised[0])))
    for what, times, aim in rows:
        met = max(times) < aim
        cells = "".join(f"{one:>10.2f}" for one in times)
        print(f"{what:<38}{cells}   aim: under {aim:.3g}   {'met' if met else 'MISSED'}", flush=True)
    return all(max(times) < aim for _, times, aim in rows)


def _once(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _find(house: House) -> None:
    """Every row that is due, in portions, as a tick finds them."""
    last, count = None, 0
    while rows := due_reminders(house, last):
        count, last = count + len(rows), rows[-1]
    assert count == DUE, f"{count} are due"


def _raise(house: House) -> None:
    Clocks(house, Metrics()).work()


def _raise_in_a_process(url: str, folder: Path, key: str, ready: Barrier) -> None:
    store = open_database(url, folder, key)
    try:
        house = _house(store, LATER)
        ready.wait()
        _raise(house)
        ready.wait()
    finally:
        store.close()


def _raised_by(url: str, folder: Path, key: str, processes: int) -> float:
    """Seconds until so many processes, started before, have raised all that is due."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(processes + 1)
    started = [
        context.Process(target=_raise_in_a_process, args=(url, folder, key, ready)) for _ in range(processes)
    ]
    for one in started:
        one.start()
    ready.wait()
    began = time.perf_counter()
    ready.wait()
    took = time.perf_counter() - began
    for one in started:
        one.join()
    return took


# --- what is pending ---------------------------------------------------------------------------------------------


def _house(store: DatabaseStore, now: datetime = SOON) -> House:
    return House(store, build_policy(Settings(company_name="Example Shop Ltd")), lambda: now, store.digest)


def _life(folder: Path) -> growth.Life:
    """An incident of which the company is aware, and nothing more."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'breachbot.db'}"
    migrate(url)
    store = open_database(url, folder, None)
    try:
        house = replace(growth.house_of(store), now=lambda: growth.BEGAN)
        said = Report(title="Export shows foreign rows", detected_at=growth.BEGAN)
        name = take(house, house.stream_id("pdb", "1"), said, by=growth.ENGINEER, request="1").id
        known = BecomeAware(aware_at=growth.BEGAN, basis="Foreign rows in the export")
        take(house, name, known, by=growth.ENGINEER, request="2")
        return growth.Life(store.read(lambda tx: tx.events(name)), growth.Written([]))
    finally:
        store.close()


def _make_due(url: str, skip: int = 0) -> None:
    """Let all rows but so many wait for ever; those come due by the events, too."""
    engine = create_engine(url)
    with engine.begin() as conn:
        conn.execute(update(deadline).values(next_reminder_at=NEVER))
        incidents = select(deadline.c.incident).distinct().order_by(deadline.c.incident)
        chosen = incidents.offset(skip).limit(DUE).scalar_subquery()
        due = and_(deadline.c.incident.in_(chosen), deadline.c.obligation == FILING)
        conn.execute(update(deadline).where(due).values(next_reminder_at=LATER))
    engine.dispose()
