"""A burst as its one message shows it, and the end of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from breachbot.errors import Refused
from breachbot.incident.burst import SLOT, over_at, storm_effect
from breachbot.incident.signal import Signal, replay_signal
from breachbot.usecases.bursts import soon
from breachbot.usecases.house import House
from breachbot.usecases.ports.signals import BurstRow
from breachbot.usecases.ports.store import Transaction

MOST_SHOWN = 3
"""The gravest signals, named in the message."""
PAGE = 20
"""Signals on a page of the list."""


@dataclass(frozen=True)
class Gathered:
    """A burst at one moment.

    sources: how many of its signals came from each, by title. phases: how many stand at each. gravest: the first of
    those that wait. reports: whether they are reports of people. over: whether a signal that comes now is no longer one
    of them.
    """

    id: str
    reports: bool
    began_at: datetime
    last_at: datetime
    over: bool
    sources: Counter[str]
    phases: Counter[str]
    gravest: tuple[Signal, ...]

    @property
    def size(self) -> int:
        """How many signals are in it."""
        return self.phases.total()


@dataclass(frozen=True)
class Waiting:
    """A page, counted from 0, of the signals that nobody has claimed, and how many those are on all pages."""

    signals: tuple[Signal, ...]
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.size // PAGE))


def load_burst(house: House, burst_id: str) -> Gathered:
    """The burst as it is now. Raises Refused if there is none."""
    return house.store.read(partial(_gather, house=house, burst_id=burst_id))


def _gather(tx: Transaction, *, house: House, burst_id: str) -> Gathered:
    row = tx.burst(burst_id)
    if row is None:
        raise Refused("There is no such burst.")
    counts = tx.burst_counts(burst_id)
    sources: Counter[str] = Counter()
    phases: Counter[str] = Counter()
    for one in counts:
        known = house.sources.get(one.source)
        sources[known.title if known else one.source] += one.number
        phases[one.phase] += one.number
    gravest = tuple(replay_signal(name, tx.events(name)) for name in tx.gravest(burst_id, MOST_SHOWN))
    over = house.now() > over_at(row.began_at, row.last_at, house.policy.triage.storm)
    return Gathered(row.id, row.reports, row.began_at, row.last_at, over, sources, phases, gravest)


def waiting_with(house: House, signal: Signal) -> int:
    """How many signals of its burst nobody has claimed or judged, this one included."""
    burst = signal.burst
    if burst is None:
        return 1
    counts = house.store.read(lambda tx: tx.burst_counts(burst.id))
    return sum(one.number for one in counts if one.phase == "open")


def waiting(house: House, page: int) -> Waiting:
    """The signals that nobody has claimed, by arrival; the last page where there is no such page any more."""

    def work(tx: Transaction) -> Waiting:
        size, names = tx.waiting_signals(None, PAGE, page * PAGE)
        last = max(0, -(-size // PAGE) - 1)
        if page > last:
            size, names = tx.waiting_signals(None, PAGE, last * PAGE)
        return Waiting(tuple(replay_signal(name, tx.events(name)) for name in names), min(page, last), size)

    return house.store.read(work)


def end_bursts(house: House) -> int:
    """Have the message of each burst that is over say so; gives how many there were."""
    over = house.store.read(lambda tx: tx.bursts_over(house.now()))
    for row in over:
        house.store.write(partial(_end, row=row))
    return len(over)


def _end(tx: Transaction, *, row: BurstRow) -> None:
    tx.burst_told(row.id)
    if tx.ever_asked_in(row.id, "storm_card", SLOT):
        tx.enqueue(soon(tx, [storm_effect(row.id, f"over:{row.last_at:%Y%m%dT%H%M%S%f}")]))
