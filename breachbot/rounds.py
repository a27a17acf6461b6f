"""What goes round while the process lives: reading what was delivered, and asking the database what is due.

APScheduler only ticks, in memory: a round that is missed or late finds the same rows, so nothing hangs on it.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime

import anyio.to_thread
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from breachbot.clocks import Clocks
from breachbot.observe.metrics import Metrics
from breachbot.usecases import signals
from breachbot.usecases.house import House
from breachbot.usecases.ports import Conflict, Delivery, NewDelivery, StoreUnavailable

log = structlog.get_logger("breachbot.rounds")

PORTION_SECONDS = 0.2
"""Seconds for writing lists again, and for leaving the database to everybody else, in turns."""
CALM_BATCH, CROWDED_BATCH = 50, 2
CROWDED_PAUSE = 0.25
"""Seconds between two small batches while senders wait for their answers: those come first."""
CROWD, CROWD_LASTS = 8, 0.5
"""Deliveries on their way to the disk at the same moment that make a crowd, and for how many seconds it counts."""


@dataclass
class Rounds:
    """The rounds of one process. `last_tick` is real time, and both figures are of that tick, for `/readyz`."""

    house: House
    metrics: Metrics
    last_tick: datetime | None = None
    oldest_effect_seconds: float = 0.0
    clocks: Clocks = field(init=False)
    _arriving: int = 0
    _crowded_until: float = 0.0
    _delivered: asyncio.Event = field(default_factory=asyncio.Event)
    _ticking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.clocks = Clocks(self.house, self.metrics)

    async def accept(self, delivery: NewDelivery) -> None:
        """Store a delivery and have it read soon; returns once it is on disk."""
        self._arriving += 1
        if self._arriving >= CROWD:
            self._crowded_until = time.monotonic() + CROWD_LASTS
        try:
            await self.house.store.accept(delivery)
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

    def _start(self, delivery: Delivery) -> Future[None] | None:
        try:
            return signals.read_delivery(self.house, delivery)
        except Exception as error:  # one that breaks the reader must not keep the others from being read
            log.error("delivery_set_aside", kind=delivery.source, exc_info=error)
            return None

    def _finish(self, delivery: Delivery, recorded: Future[None] | None) -> None:
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
        self.last_tick = datetime.now(UTC)
        self.metrics.last_tick.set(self.last_tick.timestamp())

    def _due(self) -> None:
        self.clocks.work()
        backlog = self.house.store.read(lambda tx: tx.backlog())
        self.metrics.queue_depth.set(backlog.deliveries)
        self.metrics.outbox_waiting.set(backlog.effects)
        self.oldest_effect_seconds = backlog.oldest_effect_seconds
        self.metrics.outbox_oldest_seconds.set(backlog.oldest_effect_seconds)
        self.metrics.outbox_failed.set(backlog.failed)
        self.metrics.outbox_aside.set(backlog.aside)

    async def write_stale(self) -> None:
        """Write what the start left over of the lists, in portions, until all is written."""
        try:
            while not await anyio.to_thread.run_sync(self.clocks.write_stale, PORTION_SECONDS):
                await asyncio.sleep(PORTION_SECONDS)
        except StoreUnavailable as error:
            log.error("lists_not_written", exc_info=error)  # the next start begins again

    async def leave(self) -> None:
        """Let the tick at hand end after its row; the store may be closed then."""
        self.clocks.leave()
        async with self._ticking:
            pass

    def scheduler(self, seconds: float) -> AsyncIOScheduler:
        """A ticker: late or missed ticks are made up for by one, and two never overlap."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        scheduler.add_job(self.tick, "interval", seconds=seconds, next_run_time=datetime.now(UTC))
        return scheduler
