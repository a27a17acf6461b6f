"""How the sources fare: whether they are heard, and what of theirs was missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from breachbot.deadlines.silence import Watched

How = Literal["refused", "unread", "late"]
"""What became of a request: refused with 503; refused before it was read, so that nobody knows whose it was; or stored,
but answered later than its sender waits."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Requests of one source that came to the same, with never a long pause between two. id: that of its row."""

    source: str
    how: How
    started_at: datetime
    ended_at: datetime
    count: int
    id: int | None = None


class Watch(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def heard(self, source: str, until: datetime) -> datetime | None:
        """When a source last delivered anything by itself, at `until` or before it."""

    def watched(self) -> list[Watched]:
        """The sources that are expected to send something."""

    def watch(self, watched: Watched) -> None:
        """Keep what is known of one, in place of what was."""

    def unwatch(self, source: str) -> None:
        """Nothing is expected of it any more."""

    def missed(self, stretch: Stretch, pause: timedelta, longest: timedelta) -> None:
        """Keep a stretch. One that follows within `pause` on one that nobody was told of makes that longer, if it stays
        shorter than `longest`."""

    def untold(self, quiet_since: datetime, begun_by: datetime) -> list[Stretch]:
        """What was refused and nobody was told of: what has ended by `quiet_since` or lasted since `begun_by`."""

    def told(self, stretch: int, now: datetime) -> bool:
        """People are told of it now. False if they were already."""

    def count_missed(self, source: str, since: datetime) -> int:
        """How many requests that were certainly its own were refused or answered late, in stretches that ended after
        `since`."""

    def stretches(self, source: str, limit: int) -> list[Stretch]:
        """The newest of a source, the newest first."""
