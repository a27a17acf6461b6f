"""Local time, for what is typed and what is counted in days: an instant comes from it only where there is no doubt."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_WRITTEN = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII | re.IGNORECASE
)
YEARS = range(1970, 2101)
"""Of which the rules of time zones and holidays are known well enough."""


def instant(written: str, zone: tzinfo | None) -> datetime:
    """The instant, in UTC, of a date and time such as `2026-10-23T15:30`, in local time or with its own offset.

    Raises ValueError, with a sentence, on anything else, on a time without an offset where no zone is given, and on one
    that the clocks of the zone skipped or showed twice.
    """
    moment = _read(written)
    if moment.utcoffset() is not None:
        return moment.astimezone(UTC)
    if zone is None:
        raise ValueError("has no zone: give one, such as Europe/Berlin, or an offset, such as +02:00")
    return _only_one(moment, zone).astimezone(UTC)


def offset_of(written: str) -> tzinfo | None:
    """The offset that is written behind a date and time, as a zone; None where there is none, or no date and time."""
    try:
        return _read(written).tzinfo
    except ValueError:
        return None


def day_begins(day: date, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which a day begins in a zone; where its midnight is skipped, when the clocks are put
    forward, and where it comes twice, the first time."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def next_morning(moment: datetime, hour: int, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which it is so late on the next day of a zone."""
    day = moment.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def _read(written: str) -> datetime:
    if not _WRITTEN.fullmatch(written):
        raise ValueError("is no date and time: write it like 2026-10-23T15:30")
    try:
        moment = datetime.fromisoformat(written.upper())
    except ValueError:
        raise ValueError("is a day or a time that does not exist") from None
    if moment.year not in YEARS:
        raise ValueError(f"is out of reach: years from {YEARS[0]} to {YEARS[-1]} can be computed")
    return moment


def _only_one(wall: datetime, zone: tzinfo) -> datetime:
    """The instant at which the clocks of a zone show this time, if there is exactly one."""
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        raise ValueError(
            f"does not exist in {zone}: the clocks were put forward over it. Give the time with its offset"
        )
    offsets = " or ".join(_offset(one) for one in (first, second))
    raise ValueError(f"comes twice in {zone}, when the clocks are put back: add the offset, {offsets}")


def _offset(moment: datetime) -> str:
    """Such as `+02:00`."""
    return moment.isoformat(timespec="seconds")[len("2026-10-25T02:30:00") :]
