"""When a duty is due. All arithmetic is in UTC, so that 72 hours are 72 elapsed hours in every zone.

Regulation 1182/71 may allow more. breachbot plans on the moment of awareness plus the hours alone; what lies beyond is
in background.py.
"""

from datetime import UTC, datetime, timedelta

CLOCKS_DIFFER = timedelta(minutes=1)
"""By how much the clocks of several machines may differ. What is recorded for a later time than that comes from a clock
that was wrong, and does not count before its time has come."""


def utc(moment: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError on a naive time."""
    if moment.utcoffset() is None:
        raise ValueError("a time without a zone is refused: say which instant it is")
    return moment.astimezone(UTC)


def due_at(aware_at: datetime, within: timedelta) -> datetime:
    """The instant, in UTC, at which `within` has elapsed since awareness.

    The conversion comes first: adding to a local time with a zone moves the wall clock, which is an hour late
    when summer time ends. Raises ValueError on a naive time.
    """
    return utc(aware_at) + within


def time_left(due: datetime, now: datetime) -> timedelta:
    """What is left until `due`; negative once it has passed. Raises ValueError on a naive time."""
    return utc(due) - utc(now)


def in_hours(duration: timedelta) -> str:
    """A duration, never negative, in whole minutes: `5 h 20 min`, `12 min`."""
    hours, minutes = divmod(abs(duration) // timedelta(minutes=1), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def is_late(due: datetime, at: datetime) -> bool:
    """Whether something done at `at` missed `due`. At the very instant it is still in time."""
    return time_left(due, at) < timedelta(0)
