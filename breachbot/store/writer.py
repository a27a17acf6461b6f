"""The one thread that writes, and the queues before it.

Everything that waits at the same moment shares one commit: that is what makes a synchronous disk fast enough. There is
no artificial delay; while one batch is being committed the next one gathers. Each function runs in a savepoint, so
that one that fails takes nothing else with it. Nothing is answered before the commit.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from breachbot.store.database import alive, in_our_words
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import Queue, QueueFull, StoreUnavailable

T = TypeVar("T")

log = structlog.get_logger("breachbot.store")

MOST = {"people": 64, "signals": 64, "background": 8}
"""Functions of each queue in one commit; there is always room for the first queue, and never all of it for the last."""
MOST_DELIVERIES = 256
"""Deliveries in one commit."""
WAITING_DELIVERIES = 2048
WAITING_BYTES = 64 * 1024 * 1024
"""How much may wait before a sender is told to come back."""


@dataclass(slots=True)
class Job:
    """A function and who waits for it."""

    work: Callable[[Connection], Any]
    future: Future[Any]


@dataclass(slots=True)
class Accepted:
    """A delivery and who waits for it, in which loop."""

    delivery: NewDelivery
    future: asyncio.Future[str]
    loop: asyncio.AbstractEventLoop


class Writer:
    """Owns the writing connection. `store` seals and inserts a batch of deliveries and gives their ids."""

    def __init__(
        self, engine: Engine, store: Callable[[Connection, Sequence[NewDelivery]], list[str]]
    ) -> None:
        self._engine, self._store = engine, store
        self._jobs: dict[Queue, deque[Job]] = {"people": deque(), "signals": deque(), "background": deque()}
        self._deliveries: deque[Accepted] = deque()
        self._bytes = 0
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="breachbot-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T], queue: Queue) -> Future[T]:
        """Run `work` in a savepoint of the next transaction of its turn."""
        future: Future[T] = Future()
        with self._changed:
            self._require_open()
            self._jobs[queue].append(Job(work, future))
            self._changed.notify()
        return future

    def accept(self, delivery: NewDelivery) -> asyncio.Future[str]:
        """Store a delivery; must be called from a running loop. Raises QueueFull."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[str] = loop.create_future()
        size = len(delivery.body)
        with self._changed:
            self._require_open()
            if len(self._deliveries) >= WAITING_DELIVERIES or (
                self._bytes and self._bytes + size > WAITING_BYTES
            ):
                raise QueueFull("too many deliveries wait to be stored")
            self._deliveries.append(Accepted(delivery, future, loop))
            self._bytes += size
            self._changed.notify()
        return future

    def close(self) -> None:
        """Write what waits, then stop the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _require_open(self) -> None:
        if self._closed:
            raise StoreUnavailable("The store is closed: breachbot is about to stop.")

    # --- the thread -----------------------------------------------------------------------------------------

    def _run(self) -> None:
        while batch := self._next():
            jobs, accepted = batch
            try:
                self._commit(jobs, accepted)
            except Exception as error:  # noqa: BLE001 - the outermost loop: the thread must outlive any batch
                self._refuse(jobs, accepted, error)

    def _next(self) -> tuple[list[Job], list[Accepted]] | None:
        """Wait for work and take a batch in order of the queues; None once closed and empty."""
        with self._changed:
            while not (self._deliveries or any(self._jobs.values())):
                if self._closed:
                    return None
                self._changed.wait()
            accepted = _take(self._deliveries, MOST_DELIVERIES)
            self._bytes -= sum(len(one.delivery.body) for one in accepted)
            jobs = [job for name, queue in self._jobs.items() for job in _take(queue, MOST[name])]
        return [job for job in jobs if job.future.set_running_or_notify_cancel()], accepted

    def _commit(self, jobs: Sequence[Job], accepted: Sequence[Accepted]) -> None:
        """Run a batch in one transaction and tell everyone after the commit. Raises what broke the transaction."""
        if not jobs and self._committed_whole(accepted):
            return
        with self._engine.begin() as conn:
            outcomes = [_attempt(conn, job) for job in jobs]
            stored = self._store_all(conn, accepted) if accepted else []
        for outcome in outcomes:
            outcome()
        _wake(accepted, stored)

    def _committed_whole(self, accepted: Sequence[Accepted]) -> bool:
        """Deliveries alone need no savepoint. False if they were refused: nothing of them is there then, and each gets
        its own. Raises where the connection broke, since the commit may have come through."""
        try:
            with self._engine.begin() as conn:
                stored = self._store(conn, [one.delivery for one in accepted])
        except DBAPIError as error:
            if error.connection_invalidated:
                raise
            return False
        _wake(accepted, stored)
        return True

    def _store_all(self, conn: Connection, accepted: Sequence[Accepted]) -> list[str | Exception]:
        """The id of each delivery. If the batch is refused, each is tried alone, so that one cannot fail the others."""
        try:
            with conn.begin_nested():
                return [*self._store(conn, [one.delivery for one in accepted])]
        except DBAPIError:
            if not alive(conn):
                raise
        return [self._store_one(conn, one.delivery) for one in accepted]

    def _store_one(self, conn: Connection, delivery: NewDelivery) -> str | Exception:
        try:
            with conn.begin_nested():
                return self._store(conn, [delivery])[0]
        except DBAPIError as error:
            if not alive(conn):
                raise
            return in_our_words(error)

    def _refuse(self, jobs: Sequence[Job], accepted: Sequence[Accepted], error: Exception) -> None:
        """Nothing of the batch is on disk: say so to all."""
        ours = in_our_words(error)
        log.error("batch_not_written", kind=type(ours).__name__, jobs=len(jobs), deliveries=len(accepted))
        for job in jobs:
            if not job.future.done():
                job.future.set_exception(ours)
        _wake(accepted, [ours] * len(accepted))


def _take(queue: deque[T], most: int) -> list[T]:
    return [queue.popleft() for _ in range(min(len(queue), most))]


def _attempt(conn: Connection, job: Job) -> Callable[[], None]:
    """Run one function in a savepoint; gives what tells its waiter after the commit. Raises only what broke the whole
    transaction."""
    try:
        with conn.begin_nested():
            result = job.work(conn)
    except Exception as error:
        if not alive(conn):
            raise
        ours = in_our_words(error)
        return lambda: job.future.set_exception(ours)
    return lambda: job.future.set_result(result)


def _wake(accepted: Sequence[Accepted], results: Sequence[str | Exception]) -> None:
    """Tell all waiters of a loop by one call into it: a call for each would cost more than storing."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[str], str | Exception]]] = {}
    for one, result in zip(accepted, results, strict=True):
        loops.setdefault(one.loop, []).append((one.future, result))
    for loop, pairs in loops.items():
        try:
            loop.call_soon_threadsafe(_resolve, pairs)
        except RuntimeError:
            log.warning(
                "nobody_waits", deliveries=len(pairs)
            )  # the loop was closed meanwhile; the rows are stored


def _resolve(pairs: Sequence[tuple[asyncio.Future[str], str | Exception]]) -> None:
    for future, result in pairs:
        if future.done():
            continue
        if isinstance(result, str):
            future.set_result(result)
        else:
            future.set_exception(result)
