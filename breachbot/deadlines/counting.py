"""The end of a time that a law gives, as it counts: elapsed hours, or days, working days and months in its zone.

Days and months follow Regulation 1182/71 Art. 3(1) with 3(2)(b) and (c): the day of the event is not counted, and the
time ends with the last hour of its last day. A month ends on the day of the same number, or on its last day where there
is no such number. Nothing is extended because it ends on a holiday: an earlier plan is never late.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta, tzinfo
from itertools import count, islice

from breachbot.deadlines.background import DAY, Works
from breachbot.deadlines.clock import due_at
from breachbot.deadlines.local import day_begins
from breachbot.playbook.timing import Limit


def end_of(start: datetime, limit: Limit, zone: tzinfo, works: Works | None = None) -> datetime | None:
    """When a time that began at `start` ends, in UTC; None where the law sets no number.

    works: which days are working days; needed where those are counted. Raises ValueError without it, on a naive start,
    and as `works` does.
    """
    if limit.counting == "hours" and limit.within is not None:
        return due_at(start, limit.within)
    last = _last_day(start.astimezone(zone).date(), limit, works)
    return day_begins(last + DAY, zone) if last else None


def _last_day(day: date, limit: Limit, works: Works | None) -> date | None:
    if limit.months is not None:
        return months_later(day, limit.months)
    if limit.within is None:
        return None
    if limit.counting == "calendar_days":
        return day + limit.within
    if works is None:
        raise ValueError("working days need a calendar")
    number = limit.within // timedelta(days=1)
    working = (one for n in count(1) if works(one := day + n * DAY))
    return next(islice(working, number - 1, None))


def months_later(day: date, months: int) -> date:
    """The day of the same number so many months later, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
