"""One tick: everything that is due is worked through, and one stream that cannot be worked on holds up no other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from breachbot.observe.metrics import Metrics
from breachbot.usecases import cards, reminders, rewriting, storms
from breachbot.usecases.house import House
from breachbot.usecases.ports.lists import DeadlineRow
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.ports.signals import SignalRow
from breachbot.usecases.ports.store import StoreUnavailable, Transaction

log = structlog.get_logger("breachbot.clocks")

Row = TypeVar("Row", DeadlineRow, SignalRow)
HELD_AT_MOST = timedelta(seconds=30)
"""How long a message waits for the others of its tick if the process that raises them dies."""
LAST_TICK = "last tick"
"""The fact when something last asked what is due, by the database's clock."""
KEPT_EVERY = 30.0
"""Seconds between two times that it is kept."""


@dataclass
class Clocks:
    """What is due, for `Rounds`. The figures are of the last tick, for `/readyz`.

    oldest_due_seconds: how long the oldest row has been due that is not put off, by the domain's clock. stalled: the
    streams that are put off.
    """

    house: House
    metrics: Metrics
    oldest_due_seconds: float = 0.0
    stalled: frozenset[str] = frozenset()
    _leaving: threading.Event = field(default_factory=threading.Event)
    _stale: list[str] = field(default_factory=list)
    _mark: str = ""
    _stalled_now: set[str] = field(default_factory=set)
    _ticked: float | None = None
    _keep_at: float = 0.0

    def leave(self) -> None:
        """End the tick after the row at hand: the process stops, and the next one finds the others."""
        self._leaving.set()

    def work(self) -> None:
        """Raise everything that is due, the oldest first, and take the figures.

        A stream that stalls is not tried again in the same tick, even if the tick outlasts its pause.
        """
        idle, now = self._idle(), self.house.now()
        if self.house.store.read(lambda tx: tx.anything_due(now, cards.latest(now))):
            self._work(idle)
            self._measure()
        else:
            self._show_figures(0.0, 0.0, frozenset(), 0)

    def _work(self, idle: timedelta | None) -> None:
        self._stalled_now.clear()
        self.stalled = frozenset(row.stream for row in self.house.store.read(lambda tx: tx.stalled()))
        raised = self._remind(idle)
        passed = sum(
            self._try(row.id, partial(reminders.pass_on, self.house, row))
            for row in self._due(reminders.due_escalations)
        )
        storms.end_bursts(self.house)
        self._show_cards()
        for stream in self.house.store.read(lambda tx: tx.stalled_to_try()):
            if not self._leaving.is_set():
                self._try(stream, partial(self._again, stream))
        if raised or passed:
            log.info("reminded", count=raised, passed_on=passed)

    def _remind(self, idle: timedelta | None) -> int:
        """Raise the reminders that are due, and have them sent when all are on record: what falls together is one
        message to each person."""
        quiet = replace(self.house, wake=lambda: None)
        raised = sum(
            self._try(row.incident, partial(reminders.remind, quiet, row, idle, HELD_AT_MOST))
            for row in self._due(reminders.due_reminders)
        )
        if raised:
            reminders.let_go(self.house)
        return raised

    def _idle(self) -> timedelta | None:
        """For how long nothing has asked what is due, by clocks that nobody moves: our own monotonic one, and at our
        first tick the database's. None where that is not known."""
        before, self._ticked = self._ticked, time.monotonic()
        on_record = self._keep_tick() if self._ticked >= self._keep_at else None
        if before is not None:
            return timedelta(seconds=self._ticked - before)
        return on_record if on_record and on_record >= timedelta() else None

    def _keep_tick(self) -> timedelta | None:
        """Put it on record that something asks, which takes a write to the disk and so is not done at each tick; gives
        how long ago that was done before."""

        def keep(tx: Transaction) -> timedelta | None:
            now, last = tx.real_time(), tx.fact(LAST_TICK)
            tx.keep_fact(LAST_TICK, now.isoformat())
            return now - datetime.fromisoformat(last) if last else None

        found = self.house.store.write(keep, queue="background")
        self._keep_at = time.monotonic() + KEPT_EVERY
        return found

    def _show_cards(self) -> None:
        """The cards on which the time that is left has moved on."""
        for incident in cards.due_cards(self.house):
            if self._leaving.is_set():
                return
            self._try(incident, partial(cards.show_again, self.house, incident))

    # --- writing the lists again ----------------------------------------------------------------------------

    def find_stale(self) -> None:
        """Ask what has to be written again because our code, the playbook or the team changed."""
        self._mark, self._stale = rewriting.stale(self.house)

    def write_stale(self, seconds: float) -> bool:
        """Write some of it, for so many seconds; True once there is nothing left."""
        if not self._stale:
            return True
        end = time.monotonic() + seconds
        while self._stale and time.monotonic() < end and not self._leaving.is_set():
            self._try(stream := self._stale.pop(), partial(self._again, stream))
        if not self._stale:
            rewriting.all_written(self.house, self._mark)
            log.info("lists_written_again")
        return not self._stale or self._leaving.is_set()

    def _again(self, stream: str) -> int:
        rewriting.look_again(self.house, stream)
        return 1

    # --- one stream -----------------------------------------------------------------------------------------

    def _due(self, find: Callable[[House, Row | None], list[Row]]) -> Iterator[Row]:
        """Every due row, in portions; each comes once in a tick, whatever comes of it."""
        last = None
        while rows := find(self.house, last):
            for row in rows:
                if self._leaving.is_set():
                    return
                yield row
            last = rows[-1]

    def _try(self, stream: str, work: Callable[[], int]) -> int:
        """Do it, or put the stream off for a growing pause; gives how much was done."""
        if stream in self._stalled_now:
            return 0
        try:
            done = work()
        except StoreUnavailable:
            raise
        except Conflict:  # somebody else works on it at this moment; the next tick sees what is left
            return 0
        except Exception as error:  # whatever it is, it must not keep the other streams from their clocks
            log.error("clock_stalled", stream=stream, exc_info=error)
            self._stalled_now.add(stream)
            self._put_off(stream, type(error).__name__)
            return 0
        if stream in self.stalled:
            self.house.store.write(lambda tx: tx.resume(stream))
            log.info("clock_goes_on", stream=stream)
        return done

    def _put_off(self, stream: str, why: str) -> None:
        row = self.house.store.write(lambda tx: tx.put_off(stream, why))
        if row.tries > 1:
            return
        try:
            rewriting.tell_stalled(self.house, row)
        except StoreUnavailable:
            raise
        except Exception as silent:  # the log of the team itself may be what cannot be read
            log.error("nobody_could_be_told", exc_info=silent)

    # --- figures --------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        now, read = self.house.now(), self.house.store.read
        ours = read(lambda tx: tx.oldest_due(now, put_off=False))
        any_at_all = read(lambda tx: tx.oldest_due(now, put_off=True))
        self._show_figures(
            (now - ours).total_seconds() if ours else 0.0,
            (now - any_at_all).total_seconds() if any_at_all else 0.0,
            frozenset(row.stream for row in read(lambda tx: tx.stalled())),
            read(lambda tx: tx.overdue(now)),
        )

    def _show_figures(self, ours: float, any_at_all: float, stalled: frozenset[str], overdue: int) -> None:
        """ours, any_at_all: for how many seconds the oldest row has been due that is not put off, and that is."""
        self.oldest_due_seconds, self.stalled = ours, stalled
        self.metrics.oldest_due_seconds.set(any_at_all)
        self.metrics.clocks_stalled.set(len(stalled))
        self.metrics.deadlines_overdue.set(overdue)
