"""The one writer: one commit for all that waits, nobody fails for another, and a full disk is survived."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import IntegrityError

from breachbot.errors import Refused
from breachbot.register.chain import verify
from breachbot.store.database import make_engine
from breachbot.store.deliveries import Intake
from breachbot.store.keys import MasterKeys
from breachbot.store.migrate import migrate
from breachbot.store.store import DatabaseStore
from breachbot.store.writer import Writer
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import Queue, StoreUnavailable, Transaction
from tests.conftest import Database
from tests.store.samples import PDB, SIG, accept, aware, claimed, delivery, effect


class Busy:
    """Something that keeps the writer busy until released: what is submitted meanwhile shares the next commit."""

    def __init__(self) -> None:
        self._started, self._released = threading.Event(), threading.Event()

    def work(self, _: object) -> None:
        self._started.set()
        self._released.wait(60)

    def wait_until_running(self) -> None:
        assert self._started.wait(60)

    def release(self) -> None:
        self._released.set()


def hold(store: DatabaseStore) -> Busy:
    """Keep the writer of a store busy."""
    busy = Busy()
    store.submit(busy.work)
    busy.wait_until_running()
    return busy


@pytest.fixture
def sqlite_store(sqlite_database: Database) -> Iterator[DatabaseStore]:
    opened = sqlite_database.open()
    yield opened
    opened.close()


def test_one_that_fails_takes_nothing_else_with_it(sqlite_store: DatabaseStore) -> None:
    def fail(how: Exception) -> Callable[[Transaction], None]:
        def work(tx: Transaction) -> None:
            tx.append("pdb-failed", 0, [claimed()])
            raise how

        return work

    def break_a_rule(tx: Transaction) -> None:
        tx.enqueue([effect("bad").model_copy(update={"lane": None})])

    busy = hold(sqlite_store)
    first = sqlite_store.submit(lambda tx: tx.append(PDB, 0, [claimed()]))
    failed = [
        sqlite_store.submit(fail(how)) for how in (Refused("Not now."), ZeroDivisionError(), MemoryError())
    ]
    failed.append(sqlite_store.submit(break_a_rule))
    last = sqlite_store.submit(lambda tx: tx.append(SIG, 0, [claimed()]))
    busy.release()
    first.result()
    last.result()
    found = [type(future.exception()) for future in failed]
    assert found == [Refused, ZeroDivisionError, MemoryError, IntegrityError]
    assert sqlite_store.read(lambda tx: tx.streams()) == [PDB, SIG]
    assert sqlite_store.read(lambda tx: verify(tx.chain_rows(), tx.chain_head())).ok


def test_people_go_first_and_the_background_last(sqlite_store: DatabaseStore) -> None:
    order: list[str] = []

    def submit(queue: Queue) -> Future[None]:
        return sqlite_store.submit(lambda tx: order.append(queue), queue=queue)

    busy = hold(sqlite_store)
    waiting = [submit(queue) for queue in ("background", "signals", "people") for _ in range(20)]
    busy.release()
    for future in waiting:
        future.result()
    assert order[:40] == ["people"] * 20 + ["signals"] * 20


def test_what_waits_together_shares_a_commit(sqlite_database: Database) -> None:
    commits = 0
    engine = make_engine(sqlite_database.url)

    def count(conn: Connection) -> None:
        nonlocal commits
        commits += 1

    event.listen(engine, "commit", count)
    with writer_on(engine, lambda conn, batch: [str(n) for n, _ in enumerate(batch)]) as writer:
        busy = Busy()
        writer.submit(busy.work, "people")
        busy.wait_until_running()
        futures = [
            writer.submit(lambda conn: conn.execute(text("SELECT 1")).scalar(), "people") for _ in range(50)
        ]
        busy.release()
        assert [future.result() for future in futures] == [1] * 50
    assert commits == 2


@contextmanager
def writer_on(
    engine: Engine, store: Callable[[Connection, Sequence[NewDelivery]], list[str]]
) -> Iterator[Writer]:
    writer = Writer(engine, store)
    try:
        yield writer
    finally:
        writer.close()
        engine.dispose()


def test_a_delivery_that_cannot_be_stored_fails_alone(database: Database) -> None:
    """The database refuses one body of a batch: the others are stored one by one."""
    intake = Intake(MasterKeys({"k": bytes(32)}))

    def picky(conn: Connection, batch: Sequence[NewDelivery]) -> list[str]:
        ids = intake.store(conn, batch)
        if any(one.body == b"poison" for one in batch):
            conn.execute(text("INSERT INTO meta (key, value) VALUES ('poison', NULL)"))
        return ids

    async def story(writer: Writer) -> list[object]:
        bodies = [b"1", b"poison", b"3"]
        futures = [writer.accept(delivery(body)) for body in bodies]
        return list(await asyncio.gather(*futures, return_exceptions=True))

    engine = make_engine(database.url)
    with writer_on(engine, picky) as writer:
        first, poison, last = asyncio.run(story(writer))
        with (
            engine.connect()
            if database.kind == "postgres"
            else make_engine(database.url, "read").connect() as conn
        ):
            stored = list(conn.execute(text("SELECT id FROM delivery ORDER BY id")).scalars())
            keys = list(conn.execute(text("SELECT id FROM data_key ORDER BY id")).scalars())
    assert isinstance(poison, IntegrityError)
    assert stored == keys == [first, last]


def test_a_cancelled_command_is_not_run(sqlite_store: DatabaseStore) -> None:
    busy = hold(sqlite_store)
    cancelled = sqlite_store.submit(lambda tx: tx.append(PDB, 0, [claimed()]))
    assert cancelled.cancel()
    busy.release()
    assert sqlite_store.write(lambda tx: tx.streams()) == []


# --- a disk that takes no more --------------------------------------------------------------------------------


@contextmanager
def no_more_room() -> Iterator[None]:
    """No file of this process may grow: what a full disk looks like to SQLite, for any user."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_refuses_is_said_and_survived(sqlite_store: DatabaseStore) -> None:
    _full_disk(sqlite_store, no_more_room())


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Fill the disk under a folder to the last byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    assert shutil.disk_usage(folder).free == 0
    try:
        yield
    finally:
        filler.unlink()


def test_a_full_disk_is_said_and_survived(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk cannot be mounted here; the test before this one does the same by a limit")
    try:
        database = Database(f"sqlite:///{disk / 'data' / 'b.db'}", disk / "data", None)
        migrate(database.url)
        store = database.open()
        try:
            _full_disk(store, filled(disk))
        finally:
            store.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _full_disk(store: DatabaseStore, full: AbstractContextManager[None]) -> None:
    """Before: stored. Meanwhile: refused in one sentence, for commands and deliveries. After: works again."""
    store.write(lambda tx: tx.append(PDB, 0, [aware("before")]))
    before = accept(store, delivery(b"before"))
    with full:
        for _ in range(3):
            with pytest.raises(StoreUnavailable, match=r"disk"):
                store.write(lambda tx: tx.append(PDB, 1, [aware("x" * 3_000_000)]))
            with pytest.raises(StoreUnavailable, match=r"disk"):
                accept(
                    store, delivery(bytes(1_000_000)), delivery(bytes(1_000_000)), delivery(bytes(1_000_000))
                )
        assert store.read(lambda tx: tx.events(PDB)) == [aware("before")]
    store.write(lambda tx: tx.append(PDB, 1, [aware("after")]))
    after = accept(store, delivery(b"after"))
    assert [one.id for one in store.read(lambda tx: tx.pending_deliveries(9))] == [*before, *after]
    assert store.read(lambda tx: tx.events(PDB)) == [aware("before"), aware("after")]
    assert store.read(lambda tx: verify(tx.chain_rows(), tx.chain_head())).ok
