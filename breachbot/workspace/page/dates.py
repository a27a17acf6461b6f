"""Slack's date tokens, in the reader's own zone.

Source: docs.slack.dev/messaging/formatting-message-text, "Date formatting".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Write = Callable[[datetime, datetime], str]


def zone(name: str) -> tzinfo:
    """The zone of an IANA name such as `Europe/Dublin`; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _number(at: datetime) -> str:
    last = at.day % 10 if at.day not in (11, 12, 13) else 0
    return f"{at.day}{('th', 'st', 'nd', 'rd', *['th'] * 6)[last]}"


def _date(at: datetime, now: datetime) -> str:
    return f"{at:%B} {_number(at)}, {at.year}"


def _short(at: datetime, now: datetime) -> str:
    return f"{at:%b} {at.day}, {at.year}"


def _long(at: datetime, now: datetime) -> str:
    return f"{at:%A}, {_date(at, now)}"


def _pretty(write: Write) -> Write:
    def written(at: datetime, now: datetime) -> str:
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
        return near.get((at.date() - now.date()).days) or write(at, now)

    return written


def _ago(at: datetime, now: datetime) -> str:
    minutes = abs(at - now) // timedelta(minutes=1)
    many, unit = next((minutes // size, unit) for size, unit in _UNITS if minutes >= size or size == 1)
    words = f"{many} {unit}{'' if many == 1 else 's'}"
    return f"{words} ago" if at <= now else f"in {words}"


_UNITS = ((1440, "day"), (60, "hour"), (1, "minute"))
_TOKENS: Mapping[str, Write] = {
    "date_num": lambda at, now: f"{at:%Y-%m-%d}",
    "date": _date,
    "date_short": _short,
    "date_long": _long,
    "date_pretty": _pretty(_date),
    "date_short_pretty": _pretty(_short),
    "date_long_pretty": _pretty(_long),
    "time": lambda at, now: f"{at:%H:%M}",
    "time_secs": lambda at, now: f"{at:%H:%M:%S}",
    "ago": _ago,
}


def written(seconds: int, form: str, now: datetime) -> str | None:
    """The instant `seconds` in the words of `form`, in the zone of `now`; None where Slack would fall back."""
    try:
        at = datetime.fromtimestamp(seconds, now.tzinfo)
    except (OverflowError, ValueError, OSError):
        return None
    names = re.findall(r"\{([^{}]*)\}", form)
    if not names or not all(name in _TOKENS for name in names):
        return None
    return re.sub(r"\{([^{}]*)\}", lambda found: _TOKENS[found[1]](at, now), form)


def stamp(seconds: float, now: datetime) -> str:
    """When a message was said: the time alone today, the day before it on other days."""
    at = datetime.fromtimestamp(seconds, now.tzinfo)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at.day} {at:%b}, {at:%H:%M}"


def day(seconds: float, now: datetime) -> str:
    """The heading above the messages of a day."""
    at = datetime.fromtimestamp(seconds, now.tzinfo)
    words = _pretty(lambda at, now: f"{at:%A}, {at.day} {at:%B} {at.year}")(at, now)
    return words[0].upper() + words[1:]
