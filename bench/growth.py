"""What people and clocks wait for as incidents grow in number: `python -m bench --growth`.

Each figure is one read in this process, without the start of Python: a tick with nothing due, the whole Home tab of a
DPO as Slack would get it, the first page of the register, and one of its entries. The sizes take turns, so that
whatever else the machine does falls on all of them, and the fastest of the tries counts: other work can only add to it.
"""

from __future__ import annotations

import asyncio
import math
import os
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.report import Report
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.events import ChannelOpened, Happened
from breachbot.incident.state import replay
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import set_roles
from breachbot.observe.metrics import Metrics
from breachbot.policy import build_policy
from breachbot.rounds import Rounds
from breachbot.settings import Settings
from breachbot.slack.home import home
from breachbot.store.keys import new_master_key
from breachbot.store.migrate import migrate
from breachbot.store.open import open_database
from breachbot.store.store import DatabaseStore
from breachbot.usecases import incidents, register
from breachbot.usecases.home import Reader, overview
from breachbot.usecases.house import House
from breachbot.usecases.ports.lists import DeadlineRow, IncidentRow, PendingRow
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.projections import project_incident
from breachbot.usecases.take import take

SIZES = (100, 1_000, 10_000)
EVENTS = 30
LIVES = 10
"""Different incidents; the others are copies of them under names of their own, sealed and chained like any."""
TOGETHER = 500
"""Incidents stored in one transaction."""
TRIES = 15
FLAT = 2.0
PAGE = 50
SERVER = os.environ.get("BREACHBOT_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
BEGAN = datetime(2026, 11, 24, 12, tzinfo=UTC)
DPO, DEPUTY, ENGINEER = "U0DPO", "U0DEPUTY", "U0ENGINEER"
TEAM = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))
FACTS: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "no",
    "cause": "software_fault",
    "data_categories": ["name", "contact", "orders", "payment"],
    "identifiability": "direct",
    "people_kinds": ["customers"],
    "people_count": 2300,
    "records_count": 4100,
    "encryption": "none",
    "recipient": "several_known",
    "access_evidence": "access_seen",
    "deletion_confirmed": "not_possible",
    "harm_seen": "no",
    "ongoing": "no",
    "what_happened": "An export for business customers held rows of other customers.",
    "consequences": "Those affected may get unwanted mail and attempts at fraud.",
    "measures_taken": "The export was switched off and the fault was mended.",
    "measures_planned": "Each export will be tested against foreign rows.",
    "advice": "Watch your bank statements and be wary of calls that ask for payment details.",
}


@dataclass
class Written:
    """Takes the rows that follow from an incident, so that its copies get the same. `team`: the events of the team."""

    incident: list[IncidentRow]
    team: list[Happened] = field(default_factory=list)
    pending: Sequence[PendingRow] = ()
    deadlines: Sequence[DeadlineRow] = ()

    def events(self, _stream: str) -> list[Happened]:
        return self.team

    def save_incident(self, row: IncidentRow) -> None:
        self.incident = [row]

    def save_pending(self, incident: str, rows: Sequence[PendingRow]) -> None:
        self.pending = rows

    def save_deadlines(self, incident: str, rows: Sequence[DeadlineRow]) -> None:
        self.deadlines = rows


@dataclass(frozen=True)
class Life:
    """The events of one incident, and the rows that follow from them."""

    events: list[Happened]
    rows: Written


def measure(folder: Path) -> bool:
    """Print the table for each database; whether all of it stays flat."""
    lives = lives_of(folder / "lives")
    flat = _table("SQLite", [f"sqlite:///{folder / f'growth-{size}.db'}" for size in SIZES], folder, lives)
    with postgres(len(SIZES)) as urls:
        if urls:
            return _table("PostgreSQL", urls, folder, lives) and flat
    print("PostgreSQL: no server answers; name one with BREACHBOT_TEST_POSTGRES")
    return flat


def _table(name: str, urls: list[str], folder: Path, lives: list[Life]) -> bool:
    """Fill a database for each size and measure them in turn; whether none takes more than `FLAT` times the first."""
    began = time.monotonic()
    with ExitStack() as opened:
        houses = [opened.enter_context(_opened(url, folder)) for url in urls]
        for house, size in zip(houses, SIZES, strict=True):
            fill(house, lives, range(size))
        for url in urls:
            analyze(url)
        filled = time.monotonic() - began
        found = _in_turn([_reads(house) for house in houses])
    print(
        f"{name}: open incidents of {EVENTS} events, stored in {filled:.0f} s; ms, the fastest of {TRIES} tries",
        flush=True,
    )
    print(f"{'':<24}" + "".join(f"{size:>10,}{'ratio':>7}" for size in SIZES))
    for what, times in found.items():
        cells = "".join(f"{one:>10.1f}{one / times[0]:>7.2f}" for one in times)
        print(f"{what:<24}{cells}   aim: at most {FLAT:g}   {'met' if _flat(times) else 'MISSED'}")
    return all(map(_flat, found.values()))


def analyze(url: str) -> None:
    """What PostgreSQL does by itself within a minute or so, and SQLite never needs: learn how many rows there are."""
    if url.startswith("postgresql"):
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
            server.execute("ANALYZE")


@contextmanager
def _opened(url: str, folder: Path) -> Iterator[House]:
    migrate(url)
    store = open_database(url, folder, new_master_key())
    try:
        yield house_of(store)
    finally:
        store.close()


def _flat(times: list[float]) -> bool:
    return max(times) <= FLAT * times[0]


def _in_turn(reads: list[dict[str, Callable[[], object]]]) -> dict[str, list[float]]:
    """For each read the fastest time at each size, in ms."""
    found = {what: [math.inf] * len(reads) for what in reads[0]}
    for _ in range(TRIES):
        for what, times in found.items():
            for number, at_size in enumerate(reads):
                times[number] = min(times[number], _once(at_size[what]))
    return found


def _once(read: Callable[[], object]) -> float:
    began = time.perf_counter()
    read()
    return (time.perf_counter() - began) * 1000


def _reads(house: House) -> dict[str, Callable[[], object]]:
    """What is measured. The entry shown is the one in the middle of the register."""
    store, policy = house.store, house.policy
    rounds = Rounds(house, Metrics())
    size = store.read(lambda tx: tx.register_size())
    (middle,) = store.read(lambda tx: tx.register_streams(size // 2, 1))
    reader = Reader(DPO, TEAM, frozenset(f"C{n}" for n in range(size)))

    def page(tx: Transaction) -> object:
        entries = [entry.flat() for entry in register.entries(tx, policy, limit=PAGE)]
        return entries, tx.register_size(), register.fault(tx, tx.register_streams(0, PAGE))

    def show(tx: Transaction) -> object:
        entry = register.entry(tx, policy, middle)
        assert entry is not None
        return entry.flat(), register.fault(tx, [middle])

    return {
        "a tick, nothing due": lambda: asyncio.run(rounds.tick()),
        "Home of the DPO": lambda: home(reader, overview(house, reader), policy, house.now()),
        "register list, a page": lambda: store.read(page),
        "register show": lambda: store.read(show),
    }


# --- what is there to be read -------------------------------------------------------------------------------


def house_of(store: DatabaseStore) -> House:
    store.write(lambda tx: tx.append(STREAM, 0, set_roles(Team(), TEAM, BEGAN)))
    return House(
        store, build_policy(Settings(company_name="Example Shop Ltd")), partial(_later, 300), store.digest
    )


def lives_of(folder: Path) -> list[Life]:
    """Incidents as people make them: reported, known, its facts stated, its notices drafted; a channel each."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'breachbot.db'}"
    migrate(url)
    store = open_database(url, folder, None)
    try:
        house = house_of(store)
        return [_life(replace(house, now=partial(_later, n)), n) for n in range(LIVES)]
    finally:
        store.close()


def _later(seconds: int) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def _life(house: House, number: int) -> Life:
    now, asked = house.now(), (f"{number}:{n}" for n in range(99))
    said = Report(title="Export shows foreign rows", detected_at=now)
    request = next(asked)
    name = take(house, house.stream_id("pdb", request), said, by=ENGINEER, request=request).id
    incidents.channel_opened(house, name, channel="C0", invited=(DPO, ENGINEER))
    known = BecomeAware(aware_at=now - timedelta(hours=1), basis="Foreign rows in the export")
    for command in (known, StateFacts(answers=FACTS), Draft()):
        take(house, name, command, by=ENGINEER, request=next(asked))
    events = house.store.read(lambda tx: tx.events(name))
    assert len(events) == EVENTS, f"an incident has {len(events)} events: adapt FACTS"
    return Life(events, Written([]))


def fill(house: House, lives: list[Life], numbers: range) -> None:
    """Store incidents by the hundred, each as `usecases.house.commit` would, without the messages to people."""
    rest = iter(numbers)
    while some := list(islice(rest, TOGETHER)):
        house.store.write(partial(_store_all, house=house, lives=lives, numbers=some))


def _store_all(tx: Transaction, house: House, lives: list[Life], numbers: list[int]) -> None:
    for number in numbers:
        _store(tx, house, lives[number % LIVES], number)


def _store(tx: Transaction, house: House, life: Life, number: int) -> None:
    name = house.stream_id("pdb", f"growth:{number}")
    if not life.rows.incident:
        life.rows.team = tx.events(STREAM)
        project_incident(cast(Transaction, life.rows), replay(name, life.events), house.policy, house.now())
    channel = f"C{number}"
    moved = [
        e.model_copy(update={"channel": channel}) if isinstance(e, ChannelOpened) else e for e in life.events
    ]
    tx.append(name, 0, moved)
    tx.save_incident(replace(life.rows.incident[0], id=name, channel=channel))
    tx.save_pending(name, [replace(row, incident=name) for row in life.rows.pending])
    tx.save_deadlines(name, [replace(row, incident=name) for row in life.rows.deadlines])


@contextmanager
def postgres(number: int) -> Iterator[list[str]]:
    """So many new databases on the server of the tests, dropped at the end; none where no server answers."""
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield []
        return
    names = [f"breachbot_bench_{uuid.uuid4().hex[:12]}" for _ in range(number)]
    with server:
        for name in names:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            here = make_url(SERVER).set(drivername="postgresql+psycopg")
            yield [here.set(database=name).render_as_string(hide_password=False) for name in names]
        finally:
            for name in names:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
