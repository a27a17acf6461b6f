"""Opening: whose turn it is, which key fits, and what a process is told that cannot start."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from breachbot.errors import NotReady
from breachbot.settings import Settings
from breachbot.store.keys import KEY_FILE, new_master_key
from breachbot.store.migrate import migrate
from breachbot.store.open import open_store, open_to_read
from breachbot.usecases.ports.store import StoreUnavailable
from tests.conftest import Database
from tests.store.samples import SIG, claimed

NOBODY = 65534


def settings(database: Database) -> Settings:
    key = SecretStr(database.master_key) if database.master_key else None
    return Settings(data_dir=database.data_dir, database_url=SecretStr(database.url), master_key=key)


def test_what_was_stored_is_there_in_the_next_process(database: Database) -> None:
    store, digest = open_store(settings(database))
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    before = digest("a text")
    store.close()
    store, digest = open_store(settings(database))
    try:
        assert store.read(lambda tx: tx.events(SIG)) == [claimed()]
        assert digest("a text") == before != digest("another text")
    finally:
        store.close()


def test_a_digest_takes_any_text_and_differs_between_installations(
    database: Database, tmp_path: Path
) -> None:
    other = Database(f"sqlite:///{tmp_path / 'other' / 'b.db'}", tmp_path / "other", None)
    migrate(other.url)
    stores = [database.open(), other.open()]
    try:
        digests = {store.digest("NUL \x00 and \ud800") for store in stores}
        assert len(digests) == 2
        assert all(len(digest) == 64 for digest in digests)
    finally:
        for store in stores:
            store.close()


def test_only_one_process_at_a_time_writes_to_sqlite(sqlite_database: Database) -> None:
    first = sqlite_database.open()
    try:
        with pytest.raises(NotReady, match="Another breachbot is using"):
            sqlite_database.open()
    finally:
        first.close()
    sqlite_database.open().close()


def test_one_reads_beside_the_server_and_cannot_write(database: Database) -> None:
    with pytest.raises(NotReady), open_to_read(settings(database)):
        pass
    store = database.open()
    try:
        store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
        with open_to_read(settings(database)) as reader:
            assert reader.read(lambda tx: tx.events(SIG)) == [claimed()]
            with pytest.raises(StoreUnavailable, match="reading only"):
                reader.write(lambda tx: tx.first_time("x"))
    finally:
        store.close()


def test_reading_makes_no_database(tmp_path: Path) -> None:
    missing = Database(f"sqlite:///{tmp_path / 'none.db'}", tmp_path, None)
    with pytest.raises(NotReady, match="breachbot migrate"), open_to_read(settings(missing)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_another_master_key_is_refused(database: Database) -> None:
    database.open().close()
    with pytest.raises(NotReady, match="a different master key"):
        replace(database, master_key=new_master_key()).open()
    database.open().close()


def test_a_lost_key_file_is_said_and_not_replaced(sqlite_database: Database) -> None:
    sqlite_database.open().close()
    kept = (sqlite_database.data_dir / KEY_FILE).rename(sqlite_database.data_dir / "elsewhere")
    with pytest.raises(NotReady, match="master key is missing"):
        sqlite_database.open()
    kept.rename(sqlite_database.data_dir / KEY_FILE)
    sqlite_database.open().close()


def test_postgres_wants_its_key_in_the_settings(postgres_database: Database) -> None:
    with pytest.raises(NotReady, match="BREACHBOT_MASTER_KEY"):
        replace(postgres_database, master_key=None).open()


def test_a_new_master_key_takes_over_while_the_old_one_reads(postgres_database: Database) -> None:
    store = postgres_database.open()
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    digest = store.digest("a text")
    store.close()
    both = replace(postgres_database, master_key=f"{new_master_key()},{postgres_database.master_key}")
    store = both.open()
    try:
        store.write(lambda tx: tx.append("sig-new", 0, [claimed()]))
        assert store.read(lambda tx: tx.events(SIG)) == store.read(lambda tx: tx.events("sig-new"))
        assert store.digest("a text") == digest
    finally:
        store.close()
    with pytest.raises(NotReady, match="a different master key"):
        postgres_database.open()


def test_a_server_that_does_not_answer_is_one_sentence(postgres_database: Database) -> None:
    url = "postgresql+psycopg://postgres@127.0.0.1:1/none"
    with pytest.raises(NotReady, match="PostgreSQL server cannot be reached"):
        replace(postgres_database, url=url).open()


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "b.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(NotReady, match="not an SQLite database"):
        migrate(f"sqlite:///{tmp_path / 'b.db'}")


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Root may write anywhere: be nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only(sqlite_database: Database) -> Iterator[Database]:
    """A database in a folder that nobody may write to, with its files; a path that anybody may walk."""
    folder = sqlite_database.data_dir
    sqlite_database.open().close()
    root = os.environ.get("PYTEST_DEBUG_TEMPROOT") or tempfile.gettempdir()
    opened = [path for path in folder.parents if path.is_relative_to(root) and not path.stat().st_mode & 1]
    for path in opened:
        path.chmod(0o711)
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    yield sqlite_database
    folder.chmod(0o755)
    for path in opened:
        path.chmod(0o700)


def test_a_read_only_folder_is_one_sentence(read_only: Database) -> None:
    with as_an_ordinary_user():
        with pytest.raises(NotReady, match="cannot be written"):
            read_only.open()
        with pytest.raises(NotReady, match=r"cannot be (written|made|opened)"):
            migrate(f"sqlite:///{read_only.data_dir / 'new' / 'b.db'}")
        with pytest.raises(NotReady, match=r"cannot be (written|opened)"):
            migrate(f"sqlite:///{read_only.data_dir / 'new.db'}")
