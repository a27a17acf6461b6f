"""A firm on a real database, with a clock that the stories move."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Database
from tests.usecases.stage import Stage


@pytest.fixture
def firm(sqlite_database: Database) -> Iterator[Stage]:
    """The usual people in their roles, and nothing has happened yet."""
    store = sqlite_database.open()
    try:
        yield Stage(store).team()
    finally:
        store.close()
