"""What is kept of the database itself, and what Slack says of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

Confirmed = Literal["member", "guest", "stranger", "gone"]
"""What Slack can say of a person."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What Slack last said of a person, as seen from one workspace. `age` is negative if a clock was set back since."""

    standing: Confirmed
    workspace: str
    age: timedelta


class Facts(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def fact(self, name: str) -> str | None:
        """A fact about this database, or None if it was never kept."""

    def keep_fact(self, name: str, value: str) -> None:
        """Keep a fact in place of the one before."""

    def real_time(self) -> datetime:
        """The database's own clock; on SQLite this process's."""

    def confirm_standing(self, user: str, workspace: str, standing: Confirmed) -> None:
        """Keep what Slack says of a person now, in place of what it said before."""

    def confirmation(self, user: str) -> Confirmation | None:
        """What Slack last said of a person; None if it never did."""
