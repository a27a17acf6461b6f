"""Houses without a workspace, for what keeps records beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from breachbot.incident.team import Team
from breachbot.store.store import DatabaseStore
from breachbot.usecases.house import House
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from tests.conftest import Database
from tests.usecases.stage import Stage

ROLES = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))


@pytest.fixture
def records(store: DatabaseStore) -> House:
    """A house with the roles of the story, on a database of either kind."""
    return Stage(store).team(ROLES).house


@pytest.fixture
def quick_records(sqlite_database: Database) -> Iterator[House]:
    """The same on SQLite alone, for what the kind of database has no part in."""
    store = sqlite_database.open()
    try:
        yield Stage(store).team(ROLES).house
    finally:
        store.close()
