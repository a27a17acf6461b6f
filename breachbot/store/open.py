"""Open a database for a process: its turn, its schema and its keys are checked before anything else happens."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from breachbot.errors import NotReady
from breachbot.settings import Settings
from breachbot.store import outbox
from breachbot.store.database import (
    insert_new,
    make_engine,
    make_place,
    say_so,
    snapshots,
    sqlite_path,
    take_turn,
)
from breachbot.store.keys import DIGEST, MasterKeys, WrappedKey, load_master_key
from breachbot.store.schema import require_current
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import data_key, meta

FINGERPRINT = "master key "
"""How the keys of `meta` start that hold the fingerprints of master keys."""


class NeverUsed(NotReady):
    """The tables are there, and nothing was ever written: no key was made yet."""


def open_store(settings: Settings) -> tuple[DatabaseStore, Callable[[str], str]]:
    """The store of a server, and its keyed digest. Raises NotReady where it cannot work as set up."""
    secret = settings.master_key.get_secret_value() if settings.master_key else None
    store = open_database(settings.database_url.get_secret_value(), settings.data_dir, secret)
    return store, store.digest


@contextmanager
def open_to_read(settings: Settings) -> Iterator[DatabaseStore]:
    """A store that only reads, beside a server that may be running. Raises NotReady as `open_store` does."""
    engine = make_engine(_existing(settings), "read")
    try:
        yield DatabaseStore(None, engine, *_known_keys(engine, settings))
    finally:
        engine.dispose()


@contextmanager
def open_beside(settings: Settings) -> Iterator[DatabaseStore]:
    """A store that also writes a little beside a server that may be running: it takes no turn and touches no lease."""
    engine = make_engine(url := _existing(settings))
    try:
        store = DatabaseStore(engine, _reader(engine, url), *_known_keys(engine, settings))
    except BaseException:
        engine.dispose()
        raise
    try:
        yield store
    finally:
        store.close()


def _existing(settings: Settings) -> str:
    """The address of an existing database. Raises NotReady if there is none yet."""
    url = settings.database_url.get_secret_value()
    if (path := sqlite_path(url)) and not path.exists():
        near = _newest_below(path.parent, path.name)
        other = f"the one in {near}" if near else "another one"
        folder = "BREACHBOT_DATA_DIR" + (f"={near}" if near else "")
        raise NotReady(
            f"There is no database at {path} yet: run `breachbot migrate` and `breachbot serve`, or read {other} with "
            f"{folder}."
        )
    return url


def _newest_below(folder: Path, name: str) -> Path | None:
    """The folder of the newest database one step below, as each run of the demo leaves one."""
    found = sorted(folder.glob(f"*/{name}"), key=lambda path: path.stat().st_mtime)
    return found[-1].parent if found else None


def _known_keys(engine: Engine, settings: Settings) -> tuple[MasterKeys, bytes]:
    """The master keys and the key of digests of a database that a server was started on."""
    secret = settings.master_key.get_secret_value() if settings.master_key else None
    with say_so():
        require_current(engine)
        with engine.begin() as conn:
            if not _known(conn):
                raise NeverUsed("The database holds nothing yet: `breachbot serve` was never started on it.")
            keys = _keys(conn, settings.data_dir, secret, may_make=False)
            return keys, _digest_key(conn, keys)


def open_database(url: str, data_dir: Path, master_key: str | None) -> DatabaseStore:
    """A store that writes. On SQLite the process takes its turn until `close`."""
    make_place(url)
    path = sqlite_path(url)
    lock = take_turn(path) if path else None
    engine = make_engine(url)
    try:
        with say_so():
            require_current(engine)
            with engine.begin() as conn:
                keys, digest_key = _ready(conn, data_dir, master_key, alone=path is not None)
    except BaseException:
        engine.dispose()
        if lock is not None:
            os.close(lock)
        raise
    return DatabaseStore(engine, _reader(engine, url), keys, digest_key, lock)


def _reader(engine: Engine, url: str) -> Engine:
    """Transactions that see one state and cannot write, beside those of `engine`."""
    return make_engine(url, "read") if engine.dialect.name == "sqlite" else snapshots(engine)


def _ready(
    conn: Connection, data_dir: Path, master_key: str | None, *, alone: bool
) -> tuple[MasterKeys, bytes]:
    """Check the keys, or begin with them; if this process is the only one, leases of an earlier one are void."""
    keys = _keys(conn, data_dir, master_key, may_make=alone)
    for name, fingerprint in keys.fingerprints.items():
        new = insert_new(conn, meta).values(key=FINGERPRINT + name, value=fingerprint)
        conn.execute(new.on_conflict_do_nothing())
    _check(keys, _known(conn))
    if conn.execute(select(data_key.c.id).where(data_key.c.id == DIGEST)).one_or_none() is None:
        _, fresh = keys.new_key(DIGEST)
        new = insert_new(conn, data_key).values(id=fresh.id, wrapped=fresh.wrapped, master_id=fresh.master_id)
        conn.execute(new.on_conflict_do_nothing())
    if alone:
        outbox.free_leases(conn)
    return keys, _digest_key(conn, keys)


def _keys(conn: Connection, data_dir: Path, setting: str | None, *, may_make: bool) -> MasterKeys:
    """The master keys, compared with those that the database knows; a new one is made only for a fresh database."""
    known = _known(conn)
    keys = load_master_key(data_dir, setting, may_make=may_make and not known)
    if known:
        _check(keys, known)
    return keys


def _known(conn: Connection) -> dict[str, str]:
    """The fingerprints of the master keys that this database was ever used with, by the id of the key."""
    rows = conn.execute(select(meta).where(meta.c.key.startswith(FINGERPRINT)))
    return {row.key.removeprefix(FINGERPRINT): row.value for row in rows}


def _check(keys: MasterKeys, known: dict[str, str]) -> None:
    """Raises NotReady if a key is missing or another one has its name: what it sealed could not be read."""
    for name, fingerprint in known.items():
        if keys.fingerprints.get(name) != fingerprint:
            raise NotReady(
                f"The database was sealed with a different master key, “{name}”: give that one, or add it to "
                "BREACHBOT_MASTER_KEY after the new one, with a comma between."
            )


def _digest_key(conn: Connection, keys: MasterKeys) -> bytes:
    row = conn.execute(select(data_key).where(data_key.c.id == DIGEST)).one_or_none()
    if row is None:
        raise NotReady("The database was never used: start breachbot once before reading.")
    return keys.unwrap(WrappedKey(row.id, row.wrapped, row.master_id))
