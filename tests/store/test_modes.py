"""Whose files these are: nobody but their owner reads the database, its key or what lies beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from breachbot.store.keys import KEY_FILE
from breachbot.store.migrate import migrate
from tests.app.process import Bot, serving
from tests.conftest import Database
from tests.store.samples import SIG, claimed


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["umask 000", "umask 022", "umask 077"], autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """No umask, the usual one, and a strict one; processes that a test starts inherit it."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def test_a_server_and_what_it_makes(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "by" / "it"
    folder.parent.parent.mkdir()
    bot = Bot(folder)
    migrate(f"sqlite:///{bot.database}")
    assert modes(folder) == {"breachbot.db": 0o600}
    assert modes(folder.parent.parent) == {"by": 0o700}
    with serving(folder):
        found = modes(folder)
    found.pop("bot.log")  # the test's own
    found.pop("public", None)
    assert found == dict.fromkeys(
        ("breachbot.db", "breachbot.db-wal", "breachbot.db-shm", "breachbot.db.lock", KEY_FILE), 0o600
    )


def test_a_database_that_others_could_read_is_shut_when_it_is_opened(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    folder = sqlite_database.data_dir
    for name in ("breachbot.db", "breachbot.db-wal", "breachbot.db-shm", "breachbot.db.lock"):
        (folder / name).chmod(0o664)
    store.close()
    store = sqlite_database.open()
    try:
        store.write(lambda tx: tx.append(SIG, 1, [claimed()]))
        assert set(modes(folder).values()) == {0o600}
    finally:
        store.close()
