"""The house as the commands open it: its store beside a running server, and what the settings say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breachbot.incident.team import Team
    from breachbot.settings import Settings
    from breachbot.usecases.house import House


@contextmanager
def opened_house(*, write: bool = True) -> Iterator[House]:
    """write: False where something is only read; then nothing is made, and a copy of the database will do."""
    from breachbot.policy import build_policy
    from breachbot.settings import load
    from breachbot.store.open import open_beside, open_to_read
    from breachbot.usecases.house import House

    settings = load()
    policy = build_policy(settings)
    with (open_beside if write else open_to_read)(settings) as store:
        yield House(store, policy, lambda: datetime.now(UTC), store.digest, sources=settings.sources)


def team_now(settings: Settings) -> Team:
    """The team as people have changed it; that of the settings where no database can be read, or nothing was started
    yet."""
    from breachbot.errors import BreachbotError
    from breachbot.incident.team import Team
    from breachbot.store.open import open_to_read
    from breachbot.usecases.house import team

    try:
        with open_to_read(settings) as store:
            found = store.read(team)
    except BreachbotError:  # what is wrong with the database has a finding of its own
        found = Team()
    return found if found.seen else Team(settings.responders, settings.dpo, settings.deputies)
