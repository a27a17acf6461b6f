"""What goes round while the process lives: reading what was delivered, and asking the database what is due.

APScheduler only ticks, in memory: a round that is missed or late finds the same rows, so nothing hangs on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import anyio.to_thread
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from breachbot.observe.metrics import Metrics
from breachbot.usecases.house import House
from breachbot.usecases.reminders import pass_on, remind
from breachbot.usecases.signals import read_pending

log = structlog.get_logger("breachbot.rounds")

CALM_BATCH, BUSY_BATCH = 50, 5
BUSY_PAUSE = 0.05
"""Seconds between two small batches while deliveries pour in: their answers come first."""


@dataclass
class Rounds:
    """The rounds of one process. `last_tick` is real time, for the readiness check."""

    house: House
    metrics: Metrics
    busy: Callable[[], bool] = lambda: False
    last_tick: datetime | None = None
    _delivered: asyncio.Event = field(default_factory=asyncio.Event)

    def delivered(self) -> None:
        """Something was stored; read it soon. Call it from the event loop's thread."""
        self._delivered.set()

    async def read(self) -> None:
        """Read deliveries until cancelled."""
        while True:
            self._delivered.clear()
            busy = self.busy()
            try:
                done = await anyio.to_thread.run_sync(
                    read_pending, self.house, BUSY_BATCH if busy else CALM_BATCH
                )
            except (
                Exception
            ) as error:  # the outermost loop: what cannot be read now is still there in a second
                log.error("reading_stalled", exc_info=error)
                done = 0
            if busy:
                await asyncio.sleep(BUSY_PAUSE)
            elif not done:
                await self._wait()

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._delivered.wait(), 1.0)
        except TimeoutError:
            return

    async def tick(self) -> None:
        """Raise what is due and take the figures."""
        try:
            await anyio.to_thread.run_sync(self._due)
        except Exception as error:  # the outermost loop: the next tick finds the same rows
            log.error("tick_failed", exc_info=error)
            return
        self.last_tick = datetime.now(UTC)
        self.metrics.last_tick.set(self.last_tick.timestamp())

    def _due(self) -> None:
        raised, passed = remind(self.house), pass_on(self.house)
        if raised or passed:
            log.info("reminded", count=raised, passed_on=passed)
        backlog = self.house.store.read(lambda tx: tx.backlog())
        self.metrics.queue_depth.set(backlog.deliveries)
        self.metrics.outbox_waiting.set(backlog.effects)
        self.metrics.outbox_oldest_seconds.set(backlog.oldest_effect_seconds)
        self.metrics.outbox_failed.set(backlog.failed)
        now = self.house.now()
        overdue = [
            row for row in self.house.store.read(lambda tx: tx.deadlines()) if row.due_at and row.due_at < now
        ]
        self.metrics.deadlines_overdue.set(len(overdue))

    def scheduler(self, seconds: float) -> AsyncIOScheduler:
        """A ticker: late or missed ticks are made up for by one, and two never overlap."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        scheduler.add_job(self.tick, "interval", seconds=seconds, next_run_time=datetime.now(UTC))
        return scheduler
