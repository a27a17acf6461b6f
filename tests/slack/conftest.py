"""A house without a workspace, for what keeps records beside it."""

from __future__ import annotations

import pytest

from breachbot.incident.team import Team
from breachbot.store.store import DatabaseStore
from breachbot.usecases.house import House
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from tests.usecases.stage import Stage


@pytest.fixture
def records(store: DatabaseStore) -> House:
    """A house with the roles of the story, on a database of either kind."""
    return Stage(store).team(Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))).house
