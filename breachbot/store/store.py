"""The store of `usecases.ports`: one writer thread on SQLite, a pool beside it on PostgreSQL."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine

from breachbot.store.database import say_so
from breachbot.store.deliveries import Intake
from breachbot.store.keys import MasterKeys
from breachbot.store.schema import require_current
from breachbot.store.transaction import DatabaseTransaction
from breachbot.store.writer import Writer
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import Queue, StoreUnavailable, Transaction

T = TypeVar("T")

THREADS = 8
"""Use-cases at work at the same time on PostgreSQL."""


class DatabaseStore:
    """Made by `store.open`. `reader` may be the same engine as `engine` in another mode.

    engine: None for a store that can only read. digest_key: see `digest`. lock: the file that holds this process's
    turn on SQLite.
    """

    def __init__(
        self,
        engine: Engine | None,
        reader: Engine,
        keys: MasterKeys,
        digest_key: bytes,
        lock: int | None = None,
    ) -> None:
        self._engine, self._reader, self._keys, self._digest_key = engine, reader, keys, digest_key
        self._lock = lock
        self._writer = Writer(engine, Intake(keys).store) if engine else None
        several = engine is not None and engine.dialect.name == "postgresql"
        self._pool = ThreadPoolExecutor(THREADS, "breachbot-store") if several else None

    def submit(self, work: Callable[[Transaction], T], *, queue: Queue = "people") -> Future[T]:
        """Run `work` in a transaction; see `usecases.ports.store.Store`."""
        if self._pool and self._engine:
            return self._pool.submit(self._alone, self._engine, work)
        return self._require_writer().submit(lambda conn: work(self._transaction(conn)), queue)

    def write(self, work: Callable[[Transaction], T], *, queue: Queue = "people") -> T:
        """`submit`, and wait."""
        return self.submit(work, queue=queue).result()

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one consistent state."""
        return self._alone(self._reader, work)

    def accept(self, delivery: NewDelivery) -> asyncio.Future[str]:
        """Seal and store a delivery; see `usecases.ports.store.Store`."""
        return self._require_writer().accept(delivery)

    def digest(self, text: str) -> str:
        """A keyed digest in hex: the same text always gives the same, and without the master key it tells nothing."""
        return hmac.new(self._digest_key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def require_current(self) -> None:
        """Raises Outdated once a newer breachbot has migrated the database."""
        with say_so():
            require_current(self._reader)

    def close(self) -> None:
        """Finish what was submitted, then let go of the database."""
        if self._pool:
            self._pool.shutdown()
        if self._writer:
            self._writer.close()
        for engine in (self._engine, self._reader):
            if engine:
                engine.dispose()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _transaction(self, conn: Connection) -> Transaction:
        return DatabaseTransaction(conn, self._keys)

    def _alone(self, engine: Engine, work: Callable[[Transaction], T]) -> T:
        with say_so(), engine.begin() as conn:
            return work(self._transaction(conn))

    def _require_writer(self) -> Writer:
        if self._writer is None:
            raise StoreUnavailable("The database was opened for reading only.")
        return self._writer
