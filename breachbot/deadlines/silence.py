"""When a source that should be heard of has gone silent, and how often people are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from breachbot.deadlines.clock import CLOCKS_DIFFER

LONGEST_PAUSE = timedelta(days=7)
"""Between two words about the same silence, unless something is expected more rarely than that."""

News = Literal["silent", "back"]


@dataclass(frozen=True)
class Watched:
    """A source that is expected to send something.

    expected_since: when that began. silent_since: the last sign of life before the silence that people were told of;
    None if they were told of none. told, told_at: how often they were, and when last.
    """

    source: str
    expected_since: datetime
    silent_since: datetime | None = None
    told: int = 0
    told_at: datetime | None = None


def quiet_since(watched: Watched, heard: datetime | None) -> datetime:
    """The last sign of life; before the first one, when something was first expected."""
    return heard or watched.expected_since


def look(
    watched: Watched, heard: datetime | None, every: timedelta, now: datetime
) -> tuple[Watched, News | None]:
    """What is to be kept of a source now, and what is to be told.

    heard: when something last came. The first word is due once `every` has passed without a sign of life; each pause
    until the next word is twice as long as the one before. After a standstill one word makes up for several.
    """
    if watched.expected_since > now + CLOCKS_DIFFER:  # by a clock that was wrong
        watched = replace(watched, expected_since=now)
    if watched.silent_since and heard and heard > watched.silent_since:
        return Watched(watched.source, watched.expected_since), "back"
    since = quiet_since(watched, heard)
    if now - since < every or not _due_again(watched, every, now):
        return watched, None
    return replace(watched, silent_since=since, told=watched.told + 1, told_at=now), "silent"


def _due_again(watched: Watched, every: timedelta, now: datetime) -> bool:
    if watched.told_at is None or watched.told_at > now + CLOCKS_DIFFER:
        return True
    pause = min(every * (1 << min(watched.told - 1, 32)), max(every, LONGEST_PAUSE))
    return now - watched.told_at >= pause
