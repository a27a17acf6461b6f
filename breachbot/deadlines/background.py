"""Later ends of the same hours under Regulation (EEC, Euratom) 1182/71: background beside a deadline, never the plan.

Art. 3(1) does not count the hour in which the event falls, and by Art. 3(2)(a) a period of hours begins with the
beginning of its first hour and ends with the expiry of its last one. Art. 3(5) gives every period of two days or more
at least two working days; whether it applies to periods of hours is contested, and so is what a working day is then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import count

from breachbot.deadlines.clock import utc
from breachbot.deadlines.local import day_begins

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TWO_DAYS = 2 * DAY

Works = Callable[[date], bool]
"""Whether a day is a working day."""


@dataclass(frozen=True)
class Bounds:
    """When the hours would end, in UTC. latest: the hour of the event not counted. partial, full: the same with the two
    working days of Art. 3(5), where parts of a working day count and where only whole ones do; both are contested."""

    latest: datetime
    partial: datetime
    full: datetime


def bounds(aware_at: datetime, within: timedelta, zone: tzinfo, works: Works) -> Bounds:
    """All three. `zone`: where the authority is, whose hours and days count. Raises ValueError on a naive time."""
    begin, latest = _first_hour(aware_at, zone), latest_bound(aware_at, within, zone)
    if within < TWO_DAYS:
        return Bounds(latest, latest, latest)
    touched = (end if start >= latest else latest for start, end in _working(begin, zone, works, whole=False))
    whole = (max(end, latest) for _, end in _working(begin, zone, works, whole=True))
    return Bounds(latest, partial=_second(touched), full=_second(whole))


def latest_bound(aware_at: datetime, within: timedelta, zone: tzinfo) -> datetime:
    """The end of the hours in UTC if the hour of the event is not counted: up to an hour after the deadline, and a
    whole hour after it where the event came with the stroke of the hour, which belongs to the hour that begins."""
    return _first_hour(aware_at, zone) + within


def _first_hour(aware_at: datetime, zone: tzinfo) -> datetime:
    """The beginning of the next hour, by the clocks of the place: theirs may be half an hour from those of UTC."""
    local = utc(aware_at).astimezone(zone)
    passed = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return utc(aware_at) + HOUR - passed


def _working(
    begin: datetime, zone: tzinfo, works: Works, *, whole: bool
) -> Iterator[tuple[datetime, datetime]]:
    """The working days that end after `begin`, or with `whole` those that begin no earlier, without end."""
    first = begin.astimezone(zone).date()
    for n in count():
        day = first + n * DAY
        start, end = day_begins(day, zone), day_begins(day + DAY, zone)
        # A day that a country skipped when it crossed the date line has no length.
        if max(start, begin) < end and start < end and works(day) and (start >= begin or not whole):
            yield start, end


def _second(ends: Iterator[datetime]) -> datetime:
    next(ends)
    return next(ends)
