"""The house as the commands open it: its store beside a running server, and what the settings say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
