"""Connections: how each database is opened, whose turn it is on SQLite, and its errors in plain sentences."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from breachbot import private
from breachbot.errors import BreachbotError, NotReady
from breachbot.store.keys import MasterKeys
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.ports.store import StoreUnavailable

POOL = 16
"""Connections to PostgreSQL, or SQLite connections that read: above the number of threads that use them."""

POOL_TIMEOUT = 10.0
"""Seconds to wait for a free one."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
)
"""FULL: what was answered survives a power cut. recursive_triggers: REPLACE must not pass the DELETE trigger."""


def make_engine(url: str, mode: Literal["write", "read"] = "write") -> Engine:
    """An engine that opens nothing yet. On SQLite there is one connection that writes, and others that cannot.

    mode: "read" gives transactions that see one state of the database and cannot write.
    """
    if not url.startswith("sqlite"):
        engine = create_engine(
            url,
            pool_size=POOL,
            max_overflow=0,
            pool_timeout=POOL_TIMEOUT,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": 5, "application_name": "breachbot"},
        )
        return snapshots(engine) if mode == "read" else engine
    size = 1 if mode == "write" else POOL
    engine = create_engine(
        url, pool_size=size, max_overflow=0, pool_timeout=POOL_TIMEOUT, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None  # sqlite3 must not open or end transactions by itself
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if mode == "read":
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == "write" else "BEGIN")

    return engine


def snapshots(engine: Engine) -> Engine:
    """The same PostgreSQL, and the same pool, with transactions that see one state and cannot write.

    Its usual level, READ COMMITTED, takes a new state for each statement: what is read in portions would not fit.
    """
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def open_engine(url: str) -> Iterator[Engine]:
    """An engine for one piece of work, with the folder of an SQLite file made if it is missing."""
    make_place(url)
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def sqlite_path(url: str) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def files_of(path: Path) -> list[Path]:
    """The files of an SQLite database: its own, those that SQLite keeps beside it, and the lock of `take_turn`."""
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal", ".lock")]


def make_place(url: str) -> None:
    """Make the folder and the file of an SQLite database, and take others' rights from files that are there.

    SQLite itself makes a file that all can read, and gives the ones beside it the mode of the first. Raises NotReady
    if the folder cannot be made; what is wrong with the file, SQLite says when it opens it.
    """
    if path := sqlite_path(url):
        try:
            private.make_folder(path.parent)
        except OSError as error:
            raise NotReady(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
        with suppress(OSError):
            private.make_file(path)
        for file in files_of(path):
            private.shut(file)


def take_turn(path: Path) -> int:
    """Lock an SQLite database for this process; gives the file to close at the end.

    Raises NotReady if another process has it: two that write make each other wait for a third of a second.
    """
    lock = path.with_name(path.name + ".lock")
    try:
        held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise NotReady(f"{lock} cannot be written ({error.strerror}): check who owns the folder.") from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        raise NotReady(
            f"Another breachbot is using {path}: stop it first, or use PostgreSQL for several processes."
        ) from None
    return held


# --- errors ---------------------------------------------------------------------------------------------------

SQLITE_SAYS = {
    "SQLITE_FULL": "The disk that holds the database is full: free some space.",
    "SQLITE_READONLY": "The database or its folder cannot be written: check the owner and the mode.",
    "SQLITE_CANTOPEN": "The database file cannot be opened: check the folder, its owner and its mode.",
    "SQLITE_BUSY": "Another program has held the database for more than five seconds: end it.",
    "SQLITE_IOERR": "The disk refuses to read or write the database: is it full or broken?",
    "SQLITE_NOTADB": "The database file is not an SQLite database.",
    "SQLITE_CORRUPT": "The database file is damaged: restore it from a backup.",
}
POSTGRES_SAYS = {
    "53100": "The disk of the PostgreSQL server is full: free some space.",
    "53300": "The PostgreSQL server has too many connections.",
    "25006": "The PostgreSQL server accepts no writes: is it a standby?",
    "28P01": "The PostgreSQL server refuses the password: check BREACHBOT_DATABASE_URL.",
    "3D000": "The PostgreSQL database does not exist: create it first.",
}
LOST_A_RACE = ("40001", "40P01")
"""serialization_failure and deadlock_detected: PostgreSQL asks to try again."""


def translate(error: DBAPIError) -> BreachbotError | None:
    """The error of the database in our words, or None if it is a fault of the program."""
    state = getattr(error.orig, "sqlstate", None)
    if state in LOST_A_RACE:
        return Conflict("another transaction was first")
    if isinstance(error, IntegrityError | ProgrammingError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        name = getattr(error.orig, "sqlite_errorname", "")
        says = next((text for code, text in SQLITE_SAYS.items() if name.startswith(code)), None)
        return StoreUnavailable(says) if says else None
    if state in POSTGRES_SAYS:
        return StoreUnavailable(POSTGRES_SAYS[state])
    if error.connection_invalidated or isinstance(error, OperationalError):
        return StoreUnavailable("The PostgreSQL server cannot be reached: check that it runs.")
    return None


def in_our_words(error: Exception) -> Exception:
    """The error itself, or ours for it or for what caused it: a full disk also breaks the way back from it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DBAPIError) and (ours := translate(cause)):
            return ours
        cause = cause.__context__
    return error


@contextmanager
def say_so() -> Iterator[None]:
    """Turn errors of the database into ours on the way out."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreUnavailable("Every connection to the database is in use: the load is too high.") from error
    except DBAPIError as error:
        ours = in_our_words(error)
        if ours is error:
            raise
        raise ours from error


def alive(conn: Connection) -> bool:
    """Whether a transaction outlived an error in it. SQLite may end it by itself, and a lost connection is gone."""
    if conn.invalidated or conn.closed:
        return False
    raw = conn.connection.driver_connection
    return not isinstance(raw, sqlite3.Connection) or raw.in_transaction


# --- a transaction ---------------------------------------------------------------------------------------------


class Part:
    """A part of `usecases.ports.store.Transaction`, which documents each method.

    It works on a connection that somebody else commits, and keeps nothing between calls.
    """

    def __init__(self, conn: Connection, keys: MasterKeys) -> None:
        self._conn, self._keys = conn, keys


# --- where the two databases differ ---------------------------------------------------------------------------


def insert_new(conn: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows ON CONFLICT, in the words of the connection's database."""
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)


def real_time(conn: Connection) -> datetime:
    """Now, for leases and waiting: by the clock of PostgreSQL, which its clients share; on SQLite by this process's."""
    if conn.dialect.name == "postgresql":
        now: datetime = conn.execute(select(func.clock_timestamp())).scalar_one()
        return now
    return datetime.now(UTC)
