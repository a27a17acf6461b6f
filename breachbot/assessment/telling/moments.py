"""Moments in a text: days, hours, and both together, as they are written in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from breachbot.assessment.telling.lookalikes import is_day
from breachbot.assessment.telling.numbers import parsed
from breachbot.assessment.telling.scope import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?:(?P<year>20\d\d)\b|(?![\d]))",
        rf"\b{_DAY}\.?(?: of)? {_MONTH}(?:,? (?P<year>20\d\d)\b)?",
        rf"\b{_MONTH} {_DAY}(?:,? (?P<year>20\d\d)\b)?(?!\s?:)",
        rf"\b{_MONTH} (?P<year>20\d\d)\b",
        r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>20\d\d))?(?![\d/])",
        r"(?<![\d.,/-])(?<!half )(?<!to )(?<!or )(?<!ty )(?<!than )(?<!over )"
        r"\b(?P<ago>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
        r" (?P<unit>hours?|hrs?|days?|weeks?) ago\b",
        r"\b(?P<word>today|yesterday|last night|tonight|this (?:morning|afternoon|evening)"
        r"|(?:the )?day before yesterday)\b"
        r"(?P<part> (?:late )?(?:morning|afternoon|evening|night)\b)?",
        r"\b(?P<last>last )?(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
        r"|fri(?:day)?|sat(?:urday)?|sunday|sun)\b(?!-)(?P<part> (?:late )?(?:morning|afternoon|evening|night)\b)?",
    )
)
_CLOCK = re.compile(
    r"(?<![\d:.#/\w-])(?:(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<half>am|pm)\b)?"
    r"|(?P<bare>1[0-2]|[1-9])\s?(?P<side>am|pm)\b|at (?P<dotted>[01]?\d|2[0-3])\.(?P<past>[0-5]\d)\b(?!\.)"
    r"|(?P<named>noon|midday|midnight)\b)(?![\d:])(?:\s*\(?(?P<zone>utc(?:\+0)?|gmt|cet|cest)\b\)?)?",
    re.IGNORECASE,
)
_OPEN_HOUR = re.compile(
    r"(?:between|from)\s(?P<hour>1[0-2]|[1-9])(?= (?:and|to|-|till|until) [\d:]{1,5} ?(?P<side>am|pm)\b)",
    re.IGNORECASE,
)
_ZONES = {
    "utc": UTC,
    "gmt": UTC,
    "cet": timezone(timedelta(hours=1)),
    "cest": timezone(timedelta(hours=2)),
}
_JOINS = re.compile(r"[\s,(]*(?:(?:at|on|around|about|ca\.?|approx\.?|the|of|between|from)\s+){0,2}~?")
_SPREADS = re.compile(r"\s*(?:and|to|till|until|-|–)\s*$", re.IGNORECASE)

MOST = 20
"""Days and hours that are looked at; a text that names more is a log."""


@dataclass(frozen=True)
class Moment:
    """A moment and the words for it. hour: whether an hour was said; else it is the start of the day."""

    at: datetime
    span: Span
    hour: bool


@dataclass(frozen=True)
class _Day:
    """day: None for a date that does not exist, or where it is not clear which day is meant."""

    day: date | None
    span: Span
    vague: bool = False
    night: bool = False


@dataclass(frozen=True)
class _Clock:
    time: time
    span: Span
    zone: tzinfo | None


def moments(text: str, now: datetime, zone: tzinfo) -> list[Moment]:
    """Every moment that a text names, none of them later than now, in the order of the text."""
    here = now.astimezone(zone)
    days, clocks = _days(text, here.date())[:MOST], _clocks(text)[:MOST]
    found = [*_since(text, here), *_with_clocks(text, days, clocks, here)]
    found += [
        Moment(datetime.combine(one.day, time(), zone), one.span, hour=False)
        for one in days
        if one.day and not one.vague and not any(_covers(it.span, one.span) for it in found)
    ]
    return sorted((one for one in found if one.at <= now), key=lambda one: one.span)


def _covers(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _days(text: str, today: date) -> list[_Day]:
    found: list[_Day] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            taken = any(one.span[0] < match.end() and match.start() < one.span[1] for one in found)
            said = match.groupdict()
            if not taken and is_day(text, match, said):
                word = (said.get("word") or "").lower()
                vague = (
                    bool(said.get("part")) or word in ("last night", "tonight") or word.startswith("this ")
                )
                found.append(_Day(_day(said, today), match.span(), vague, word == "last night"))
    return sorted(found, key=lambda one: one.span)


def _day(said: dict[str, str | None], today: date) -> date | None:
    """The day that a match names; None where there is no such day, or where it is not clear which one is meant."""
    if word := said.get("word"):
        back = {"yesterday": 1, "last night": 1}.get(word.lower(), 2 if "before" in word.lower() else 0)
        return today - timedelta(days=back)
    if weekday := said.get("weekday"):
        back = (today.weekday() - _DAYS.index(weekday[:3].lower())) % 7
        return today - timedelta(days=back or 7) if back or said.get("last") else None
    if unit := said.get("unit"):
        if unit[0].lower() == "h":
            return None
        return today - timedelta(days=_count(str(said["ago"])) * (7 if unit[0].lower() == "w" else 1))
    if first := said.get("first"):
        a, b = int(first), int(str(said["second"]))
        pairs = {pair for pair in ((a, b), (b, a)) if _date(said.get("year"), *pair, today)}
        return _date(said.get("year"), *pairs.pop(), today) if len(pairs) == 1 else None
    month = (
        _MONTHS.index(str(said["month"])[:3].lower()) + 1 if said.get("month") else int(str(said["number"]))
    )
    return _date(said.get("year"), month, int(said.get("day") or 1), today)


def _date(year: str | None, month: int, day: int, today: date) -> date | None:
    """That day; without a year the last one that there was."""
    try:
        found = date(int(year) if year else today.year, month, day)
        return found if year or found <= today else found.replace(year=today.year - 1)
    except ValueError:
        return None


def _count(ago: str) -> int:
    return 1 if ago.lower() in ("a", "an") else parsed(ago)


def _clocks(text: str) -> list[_Clock]:
    found = []
    for match in _CLOCK.finditer(text):
        said = match.groupdict()
        if said["named"]:
            hour, minute = (0 if said["named"].lower() == "midnight" else 12), 0
        else:
            hour = int(said["hour"] or said["bare"] or said["dotted"])
            minute = int(said["minute"] or said["past"] or 0)
        hour = _of_half(hour, said["half"] or said["side"])
        named = (said["zone"] or "").lower()[:4].removesuffix("+")
        found.append(_Clock(time(hour, minute), match.span(), _ZONES.get(named)))
    for match in _OPEN_HOUR.finditer(text):
        found.append(_Clock(time(_of_half(int(match["hour"]), match["side"])), match.span("hour"), None))
    return sorted(found, key=lambda one: one.span)


def _of_half(hour: int, half: str | None) -> int:
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half.lower() == "pm" else 0)


def _since(text: str, here: datetime) -> Iterator[Moment]:
    """`2 hours ago`."""
    for match in _DATES[6].finditer(text):
        if match["unit"][0].lower() == "h":
            at = (here - timedelta(hours=_count(match["ago"]))).replace(second=0, microsecond=0)
            yield Moment(at, match.span(), hour=True)


def _with_clocks(text: str, days: list[_Day], clocks: list[_Clock], here: datetime) -> Iterator[Moment]:
    """Each hour with its day: the one beside it, the one that its other end has, the one of an hour before, or the last
    time that the clock showed that hour. With a day that is not clear it is left out."""
    beside = {clock: _beside(text, days, clock) for clock in clocks}
    last: datetime | None = None
    for n, clock in enumerate(clocks):
        day = beside[clock]
        if day is None and n + 1 < len(clocks) and _spreads(text, clock, clocks[n + 1]):
            day = beside[clocks[n + 1]]
        if day is None and n and _spreads(text, clocks[n - 1], clock):
            day = beside[clocks[n - 1]]
        if day is not None and day.day is None:
            continue
        at = _at(clock, day, last, here)
        shown = _shown(text, clock, beside[clock])
        last = at
        yield Moment(at, shown, hour=True)


def _beside(text: str, days: list[_Day], clock: _Clock) -> _Day | None:
    def gap(day: _Day) -> str:
        before = day.span[1] <= clock.span[0]
        return text[day.span[1] : clock.span[0]] if before else text[clock.span[1] : day.span[0]]

    return next((day for day in days if _JOINS.fullmatch(gap(day) + " ")), None)


def _spreads(text: str, one: _Clock, other: _Clock) -> bool:
    return bool(_SPREADS.fullmatch(text[one.span[1] : other.span[0]]))


def _at(clock: _Clock, day: _Day | None, last: datetime | None, here: datetime) -> datetime:
    zone = clock.zone or here.tzinfo
    if day is not None and day.day is not None:
        on = day.day + timedelta(days=1) if day.night and clock.time.hour < 12 else day.day
        return datetime.combine(on, clock.time, zone)
    newest = datetime.combine(here.date(), clock.time, zone)
    if newest > here:
        newest -= timedelta(days=1)
    if last is not None:
        after = datetime.combine(last.date(), clock.time, zone)
        if after >= last:
            return after
    return newest


def _shown(text: str, clock: _Clock, day: _Day | None) -> Span:
    if day is None:
        return clock.span
    return min(clock.span[0], day.span[0]), max(clock.span[1], day.span[1])
