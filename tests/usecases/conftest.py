"""A stage on either database, and one on SQLite for what the database has no part in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from breachbot.store.store import DatabaseStore
from tests.conftest import Database
from tests.usecases.stage import Stage


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    """An empty house with the usual people in their roles."""
    return Stage(store).team()


@pytest.fixture
def sqlite_store(sqlite_database: Database) -> Iterator[DatabaseStore]:
    """An open store on SQLite alone."""
    opened = sqlite_database.open()
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def quick_stage(sqlite_store: DatabaseStore) -> Stage:
    """The same on SQLite alone."""
    return Stage(sqlite_store).team()
