"""What repeats while the process lives: reading what was delivered, and asking the database what is due.

APScheduler only ticks, in memory: a round that is missed or late finds the same rows, so nothing hangs on it.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import anyio.to_thread
import structlog

from breachbot.clocks import Clocks
from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.errors import Outdated
from breachbot.incident.effect import EffectKind
from breachbot.observe.metrics import Metrics
from breachbot.steady import SteadyScheduler
from breachbot.usecases import alarms, signals
from breachbot.usecases.house import House
from breachbot.usecases.ports.deliveries import Delivery, NewDelivery
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.ports.store import StoreUnavailable, Transaction
from breachbot.watch import Watch

log = structlog.get_logger("breachbot.rounds")

LEAVES_WITHIN = 5.0
"""Seconds for what is at hand when the process is told to stop; a database that hangs must not keep it."""
WRITE_EVERY = 5.0
"""Seconds between two writes that show whether a write gets through."""
LAST_WRITE = "last write"
"""The fact that they write."""
TEAM_EVERY = 5.0
"""Seconds between two looks whether people have changed the team."""
PORTION_SECONDS = 0.2
"""Seconds for writing lists again, and for leaving the database to everybody else, in turns."""
CALM_BATCH, CROWDED_BATCH = 50, 2
CROWDED_PAUSE = 0.25
"""Seconds between two small batches while senders wait for their answers: those come first."""
CROWD, CROWD_LASTS = 8, 0.5
"""Deliveries on their way to the disk at the same moment that make a crowd, and for how many seconds it counts."""


@dataclass
class Rounds:
    """The rounds of one process. `last_tick` and `last_write` are monotonic; `wall` is the machine's clock.
    `kinds` is what the outbox of this process sends; None: all.

    outdated: why this process can do no more work, once a newer version has migrated the database; `on_outdated` is
    called then.
    """

    house: House
    metrics: Metrics
    last_tick: float | None = None
    last_write: float | None = None
    clock_differs: bool = False
    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    kinds: Collection[EffectKind] | None = None
    oldest_effect_seconds: float = 0.0
    outdated: Outdated | None = None
    on_outdated: Callable[[], None] = lambda: None
    clocks: Clocks = field(init=False)
    watch: Watch = field(init=False)
    _began: tuple[datetime, float] = field(init=False)
    _arriving: int = 0
    _refused: int = 0
    _crowded_until: float = 0.0
    _delivered: asyncio.Event = field(default_factory=asyncio.Event)
    _ticking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self._began = (self.wall(), time.monotonic())
        self.clocks = Clocks(self.house, self.metrics)
        self.watch = Watch(self.house)

    async def accept(self, delivery: NewDelivery) -> None:
        """Store a delivery and have it read soon; returns once it is on disk."""
        self._arriving += 1
        if self._arriving >= CROWD:
            self._crowded_until = time.monotonic() + CROWD_LASTS
        try:
            await self.house.store.accept(delivery)
        except StoreUnavailable:
            self._refused, self.last_write = max(self._refused, len(delivery.body)), None
            raise
        finally:
            self._arriving -= 1
        self._delivered.set()

    async def read(self) -> None:
        """Read deliveries until cancelled."""
        while True:
            self._delivered.clear()
            crowded = time.monotonic() < self._crowded_until
            try:
                done = await anyio.to_thread.run_sync(self._read, CROWDED_BATCH if crowded else CALM_BATCH)
            except (
                Exception
            ) as error:  # the outermost loop: what cannot be read now is still there in a second
                log.error("reading_stalled", exc_info=error)
                done = 0
            if crowded:
                await asyncio.sleep(CROWDED_PAUSE)
            elif not done:
                await self._wait()

    def _read(self, limit: int) -> int:
        """Read a batch, so that its records share a commit; gives how many there were."""
        deliveries = signals.pending(self.house, limit)
        started = [(delivery, self._start(delivery)) for delivery in deliveries]
        for delivery, recorded in started:
            self._finish(delivery, recorded)
        self.house.wake()
        return len(deliveries)

    def _start(self, delivery: Delivery) -> signals.Recording | None:
        try:
            return signals.read_delivery(self.house, delivery)
        except Exception as error:  # one that breaks the reader must not keep the others from being read
            log.error("delivery_set_aside", kind=delivery.source, exc_info=error)
            return None

    def _finish(self, delivery: Delivery, recorded: signals.Recording | None) -> None:
        try:
            if recorded:
                return recorded.result()
        except StoreUnavailable:
            raise
        except Conflict:
            return signals.read_delivery(self.house, delivery).result()
        except Exception as error:  # the same for one that cannot be recorded
            log.error("delivery_set_aside", kind=delivery.source, exc_info=error)
        return signals.set_aside(self.house, delivery)

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await self._delivered.wait()

    async def tick(self) -> None:
        """Raise what is due and take the figures."""
        try:
            async with self._ticking:
                await anyio.to_thread.run_sync(self._due)
        except Exception as error:  # the outermost loop: the next tick finds the same rows
            log.error("tick_failed", exc_info=error)
            return
        self.last_tick = time.monotonic()
        self.metrics.last_tick.set(time.time())

    def _due(self) -> None:
        self.clocks.work()
        backlog = self.house.store.read(lambda tx: tx.backlog(self.kinds))
        self.metrics.queue_depth.set(backlog.deliveries)
        self.metrics.oldest_unread_seconds.set(backlog.oldest_unread_seconds)
        self.metrics.outbox_waiting.set(backlog.effects)
        self.oldest_effect_seconds = backlog.oldest_effect_seconds
        self.metrics.outbox_oldest_seconds.set(backlog.oldest_effect_seconds)
        self.metrics.outbox_failed.set(backlog.failed)
        self.metrics.outbox_aside.set(backlog.aside)
        alarms.sound(self.house, alarms.found(backlog, stalled=bool(self.clocks.stalled)))
        self._watch()

    def _watch(self) -> None:
        try:
            self.watch.work()
        except StoreUnavailable:
            raise
        except Exception as error:  # whatever it is, it must not keep the clocks from being asked
            log.error("sources_not_watched", exc_info=error)

    async def probe(self) -> None:
        """Write a little, compare clocks, and see whether the schema is still ours; `/readyz` tells what came of it.

        After a delivery was refused it writes as much as that, since a little finds room on a disk that is full.
        """
        try:
            async with self._writing:
                theirs = await anyio.to_thread.run_sync(self._write)
        except Outdated as newer:
            self.last_write, self.outdated = None, newer
            self.on_outdated()
            return
        except Exception as error:  # the outermost loop: whatever keeps it from writing, it is not ready
            log.error("write_failed", exc_info=error)
            self.last_write = None
            return
        self.last_write, self._refused = time.monotonic(), 0
        self._compare(theirs)

    def _write(self) -> datetime:
        def work(tx: Transaction) -> datetime:
            now = tx.real_time()
            tx.keep_fact(LAST_WRITE, now.isoformat() + "." * self._refused)
            return now

        now = self.house.store.write(work, queue="background")
        self.house.store.require_current()  # after the write: a store that is closed opens nothing again
        return now

    def _compare(self, theirs: datetime) -> None:
        """This machine's clock with the database's, and with itself: how far it was moved since the start."""
        began, monotonic = self._began
        moved = began + timedelta(seconds=time.monotonic() - monotonic)
        apart = max((self.wall() - other for other in (theirs, moved)), key=abs)
        self.metrics.clock_difference.set(apart.total_seconds())
        differs = abs(apart) > CLOCKS_DIFFER
        if differs and not self.clock_differs:
            log.warning("clock_differs", seconds=round(apart.total_seconds()))
        self.clock_differs = differs

    async def write_stale(self) -> None:
        """Write what the start left over of the lists, in portions, and again whenever people have changed the team,
        until cancelled."""
        while True:
            try:
                while not await anyio.to_thread.run_sync(self.clocks.write_stale, PORTION_SECONDS):
                    await asyncio.sleep(PORTION_SECONDS)
                await asyncio.sleep(TEAM_EVERY)
                await anyio.to_thread.run_sync(self.clocks.find_stale)
            except Exception as error:  # the outermost loop: the next round begins again
                log.error("lists_not_written", exc_info=error)
                await asyncio.sleep(TEAM_EVERY)

    async def leave(self) -> None:
        """Let the tick at hand end after its row, and the write at hand, and record what was refused; the store may be
        closed then."""
        self.clocks.leave()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LEAVES_WITHIN), self._ticking, self._writing:
                with contextlib.suppress(StoreUnavailable):
                    await anyio.to_thread.run_sync(self.watch.record)

    def scheduler(self, seconds: float) -> SteadyScheduler:
        """A ticker: late or missed ticks are made up for by one, and two never overlap."""
        scheduler = SteadyScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for work, every in ((self.tick, seconds), (self.probe, WRITE_EVERY)):
            scheduler.add_job(work, "interval", seconds=every, next_run_time=datetime.now(UTC))
        return scheduler
