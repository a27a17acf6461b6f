"""The smallest server that does the same durable work: verify, parse, commit to disk together, then answer 200.

`python -m bench.floor DATABASE PORT`: the database is a file for SQLite with synchronous=FULL, or the address of one of
PostgreSQL. Raw ASGI under uvicorn, one writer thread. What arrives while a commit is under way shares the next one. No
seal, no events, no Slack: this is what the machine can do, not what anybody should run.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import queue
import sqlite3
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import psycopg
import uvicorn

from bench.bodies import SECRET

BATCH = 256
Message = dict[str, Any]
Row = tuple[str, str, bytes]
Waiting = tuple[Row, asyncio.Future[None]]
Commit = Callable[[Sequence[Row]], None]


def sqlite(path: str) -> Commit:
    """Writes rows in one transaction that is on disk when it returns."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS delivery (issue TEXT, event TEXT, body BLOB)")

    def commit(rows: Sequence[Row]) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO delivery VALUES (?, ?, ?)", rows)
        database.execute("COMMIT")

    return commit


def postgresql(url: str) -> Commit:
    """The same; the server's own synchronous_commit is on."""
    database = psycopg.connect(url)
    database.execute("CREATE TABLE IF NOT EXISTS delivery (issue TEXT, event TEXT, body BYTEA)")
    database.commit()

    def commit(rows: Sequence[Row]) -> None:
        with database.cursor() as cursor:
            cursor.executemany("INSERT INTO delivery VALUES (%s, %s, %s)", rows)
        database.commit()

    return commit


class Writer:
    """One thread, one connection; each batch is one transaction."""

    def __init__(self, database: str, loop: asyncio.AbstractEventLoop) -> None:
        self._queue: queue.SimpleQueue[Waiting] = queue.SimpleQueue()
        self._loop = loop
        threading.Thread(target=self._run, args=(database,), daemon=True).start()

    def store(self, row: Row) -> asyncio.Future[None]:
        """A future that is done once the row is on disk."""
        stored = self._loop.create_future()
        self._queue.put((row, stored))
        return stored

    def _run(self, database: str) -> None:
        commit = postgresql(database) if database.startswith("postgresql://") else sqlite(database)
        while True:
            batch = self._batch()
            commit([row for row, _ in batch])
            self._loop.call_soon_threadsafe(_resolve, batch)

    def _batch(self) -> list[Waiting]:
        batch = [self._queue.get()]
        try:
            while len(batch) < BATCH:
                batch.append(self._queue.get_nowait())
        except queue.Empty:
            pass
        return batch


def _resolve(batch: list[Waiting]) -> None:
    for _, stored in batch:
        if not stored.done():
            stored.set_result(None)


class Floor:
    """`POST` anything signed; every other method answers 200 at once, for the question whether it is up."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._writer: Writer | None = None

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        status = 200 if scope["method"] != "POST" else await self._take(scope, receive)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def _take(self, scope: Message, receive: Callable[[], Awaitable[Message]]) -> int:
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        given = dict(scope["headers"]).get(b"sentry-hook-signature", b"")
        wanted = hmac.digest(SECRET.encode(), body, hashlib.sha256).hex().encode()
        if not hmac.compare_digest(given, wanted):
            return 401
        event = json.loads(body)["data"]["event"]
        if self._writer is None:
            self._writer = Writer(self._database, asyncio.get_running_loop())
        await self._writer.store((event["issue_id"], event["event_id"], body))
        return 200


if __name__ == "__main__":
    uvicorn.run(
        Floor(sys.argv[1]), port=int(sys.argv[2]), access_log=False, lifespan="off", log_level="warning"
    )
