"""What every event carries, and the words for who acts and on what."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def _aware_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time without a zone is refused: say which instant it is")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("a time outside the years 1 to 9999 is refused") from None


Utc = Annotated[datetime, AfterValidator(_aware_utc)]
"""An instant: aware, in UTC."""

MAIN = "main"
"""The affected set that every incident has from the start. What was recorded before there were sets belongs to it."""

SYSTEM = "breachbot"
"""The actor of what nobody clicked."""

OPERATOR = "operator"
"""The actor of what was asked for on the command line, where nobody says who they are."""

STATIC = "static"
"""The target of every page that was published before targets had names."""


class Happened(BaseModel):
    """What every event carries: the instant, and who did it (a Slack user id, or `breachbot`).

    instead_of: those who were away and in whose place that person decided or had it; stored only where there are any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    at: Utc
    by: str
    instead_of: tuple[str, ...] = ()
