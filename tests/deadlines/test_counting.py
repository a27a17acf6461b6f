"""Elapsed hours, days, working days and months, as laws count them: in the zone of the law, and to the end of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.deadlines.counting import end_of, months_later
from breachbot.deadlines.days import working_days
from breachbot.deadlines.local import instant
from breachbot.playbook.timing import Limit

BERLIN, SYDNEY, SAO_PAULO = (ZoneInfo(n) for n in ("Europe/Berlin", "Australia/Sydney", "America/Sao_Paulo"))
HOURS = Limit(within=timedelta(hours=24), counting="hours")


def months(number: int) -> Limit:
    return Limit(months=number, counting="calendar_months")


def days(number: int, counting: Any = "calendar_days") -> Limit:
    return Limit(within=timedelta(days=number), counting=counting)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-10-24T15:00", HOURS, "2026-10-25T14:00"),  # summer time ends: 24 elapsed hours
        ("2026-11-24T10:17", days(3), "2026-11-28T00:00"),
        ("2026-11-24T00:00", days(3), "2026-11-28T00:00"),
        ("2026-11-24T23:59:59", days(3), "2026-11-28T00:00"),
        ("2026-11-25T00:00:00", days(3), "2026-11-29T00:00"),
        ("2026-03-26T12:00", days(3), "2026-03-30T00:00"),  # the last day has 23 hours
        ("2026-11-24T10:17", months(1), "2026-12-25T00:00"),
        ("2026-01-31T10:17", months(1), "2026-03-01T00:00"),
        ("2028-01-31T10:17", months(1), "2028-03-01T00:00"),  # the end of 29 February
        ("2028-02-29T10:17", months(12), "2029-03-01T00:00"),  # the end of 28 February
        ("2026-08-31T10:17", months(1), "2026-10-01T00:00"),
        ("2026-12-31T10:17", months(2), "2027-03-01T00:00"),
    ],
)
def test_the_end(start: str, limit: Limit, end: str) -> None:
    assert end_of(instant(start, BERLIN), limit, BERLIN) == instant(end, BERLIN)


def test_a_month_begins_on_the_day_of_the_place() -> None:
    """31 January in Sydney is still 30 January in Brazil."""
    moment = instant("2026-01-31T08:00", SYDNEY)
    assert end_of(moment, months(1), SYDNEY) == instant("2026-03-01T00:00", SYDNEY)
    assert end_of(moment, months(1), SAO_PAULO) == instant("2026-03-01T00:00", SAO_PAULO)


@pytest.mark.parametrize(
    ("country", "zone", "start", "number", "last"),
    [
        ("BR", SAO_PAULO, "2026-02-13T18:00", 3, date(2026, 2, 18)),  # carnival is no public holiday by law
        ("BR", SAO_PAULO, "2026-04-01T10:00", 3, date(2026, 4, 7)),  # Good Friday and a weekend
        ("DE", BERLIN, "2026-12-23T12:00", 3, date(2026, 12, 29)),  # Thursday, then Monday and Tuesday
        ("DE", BERLIN, "2026-11-27T23:59", 1, date(2026, 11, 30)),
        ("DE", BERLIN, "2026-11-28T12:00", 1, date(2026, 11, 30)),
        ("DE-BY", BERLIN, "2026-06-03T12:00", 1, date(2026, 6, 5)),
        (
            "SA",
            ZoneInfo("Asia/Riyadh"),
            "2026-11-26T12:00",
            1,
            date(2026, 11, 29),
        ),  # Friday and Saturday are off
    ],
)
def test_working_days(country: str, zone: ZoneInfo, start: str, number: int, last: date) -> None:
    end = end_of(instant(start, zone), days(number, "working_days"), zone, working_days(country))
    assert end is not None
    assert (end - timedelta(seconds=1)).astimezone(zone).date() == last


def test_working_days_without_a_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="a calendar"):
        end_of(instant("2026-11-24T10:17", BERLIN), days(3, "working_days"), BERLIN)


def test_without_a_number_there_is_no_end() -> None:
    assert end_of(instant("2026-11-24T10:17", BERLIN), Limit(), BERLIN) is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 120))
def test_a_month_is_never_longer_than_its_days(day: date, number: int) -> None:
    later = months_later(day, number)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == number
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(
    st.datetimes(datetime.fromisoformat("1995-01-01"), datetime.fromisoformat("2090-01-01")),
    st.sampled_from(
        ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago", "Africa/Cairo"]
    ),
    st.integers(1, 40),
)
def test_days_end_with_a_day_and_leave_that_many_whole_ones(wall: datetime, zone: str, number: int) -> None:
    place = ZoneInfo(zone)
    start = wall.replace(tzinfo=place)
    end = end_of(start, days(number), place)
    assert end is not None
    last = (end - timedelta(seconds=1)).astimezone(place)
    assert last.date() == wall.date() + timedelta(days=number)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"within": "PT72H"}, "belong together"),
        ({"counting": "hours"}, "belong together"),
        ({"within": "PT72H", "months": "1", "counting": "hours"}, "either within or months"),
        ({"within": "P30D", "counting": "calendar_months"}, "months are counted"),
        ({"within": "PT36H", "counting": "calendar_days"}, "counted whole"),
        ({"anchor": "submission"}, "names in “after”"),
        ({"after": "x"}, "names in “after”"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Limit.model_validate(given)


@pytest.mark.parametrize(
    ("limit", "words"),
    [(HOURS, "24 hours"), (months(1), "1 month"), (days(3, "working_days"), "3 working days"), (Limit(), "")],
)
def test_in_words(limit: Limit, words: str) -> None:
    assert limit.length == words
