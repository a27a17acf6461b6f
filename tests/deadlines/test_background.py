"""The worked examples of Regulation 1182/71, a second before, at and after each boundary: never the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.deadlines.background import bounds, latest_bound
from breachbot.deadlines.clock import due_at
from breachbot.deadlines.days import regulation_days, working_days
from breachbot.deadlines.local import instant

BERLIN = ZoneInfo("Europe/Berlin")
KOLKATA = ZoneInfo("Asia/Kolkata")
LIMIT = timedelta(hours=72)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def at(written: str, zone: ZoneInfo = BERLIN) -> datetime:
    return instant(written, zone)


def germany(aware: str) -> tuple[datetime, datetime, datetime]:
    found = bounds(at(aware), LIMIT, BERLIN, regulation_days("DE"))
    return found.latest, found.partial, found.full


@pytest.mark.parametrize(
    ("aware", "due", "latest", "partial", "full"),
    [
        pytest.param("2026-11-24T10:17", "2026-11-27T10:17", "2026-11-27T11:00", None, None, id="a weekday"),
        pytest.param(
            "2026-11-24T12:00", "2026-11-27T12:00", "2026-11-27T13:00", None, None, id="a full hour"
        ),
        pytest.param(
            *("2026-11-27T18:40", "2026-11-30T18:40", "2026-11-30T19:00", None, "2026-12-02T00:00"),
            id="a Friday evening: the weekend counts",
        ),
        pytest.param(
            *("2026-10-23T15:30", "2026-10-26T14:30", "2026-10-26T15:00", None, "2026-10-28T00:00"),
            id="summer time ends",
        ),
        pytest.param(
            *("2027-03-25T17:20", "2027-03-28T18:20", "2027-03-28T19:00"),
            *("2027-03-31T00:00", "2027-04-01T00:00"),
            id="summer time starts, and Easter",
        ),
        pytest.param(
            *("2020-12-22T12:17", "2020-12-25T12:17", "2020-12-25T13:00", None, None), id="published check"
        ),
    ],
)
def test_the_worked_examples(
    aware: str, due: str, latest: str, partial: str | None, full: str | None
) -> None:
    assert due_at(at(aware), LIMIT) == at(due)
    assert germany(aware) == (at(latest), at(partial or latest), at(full or latest))


@pytest.mark.parametrize(
    ("aware", "latest"),
    [
        ("2026-11-24T11:59:59", "2026-11-27T12:00"),
        ("2026-11-24T12:00:00", "2026-11-27T13:00"),
        ("2026-11-24T12:00:01", "2026-11-27T13:00"),
    ],
)
def test_the_stroke_of_the_hour_belongs_to_the_hour_that_begins(aware: str, latest: str) -> None:
    assert germany(aware)[0] == at(latest)


@pytest.mark.parametrize(
    ("aware", "full"),
    [
        # Thursday is whole once it is the first day of the period, and Friday is the second.
        ("2026-11-25T22:59:59", "2026-11-28T23:00"),
        ("2026-11-25T23:00:00", "2026-11-29T00:00"),
        ("2026-11-25T23:00:01", "2026-11-29T00:00"),
        ("2026-11-26T00:00:00", "2026-12-01T00:00"),  # Thursday has lost its first hour: Friday and Monday
    ],
)
def test_which_day_is_a_whole_one(aware: str, full: str) -> None:
    assert germany(aware)[2] == at(full)


@pytest.mark.parametrize(
    ("aware", "partial"),
    [
        ("2026-11-27T22:59:59", "2026-11-30T23:00"),  # Friday's last hour still counts, and Monday is touched
        ("2026-11-27T23:00:00", "2026-12-02T00:00"),  # the first hour is Saturday's: Monday, then Tuesday
        ("2026-11-27T23:00:01", "2026-12-02T00:00"),
    ],
)
def test_which_day_is_a_part_of_one(aware: str, partial: str) -> None:
    assert germany(aware)[1] == at(partial)


def test_a_chain_of_holidays_and_a_weekend() -> None:
    """24 December 2026 is a Thursday: Christmas, Boxing Day on a Saturday, Sunday; then Monday and Tuesday."""
    assert germany("2026-12-24T18:00") == (
        *(at("2026-12-27T19:00"), at("2026-12-29T00:00"), at("2026-12-30T00:00")),
    )


def test_the_holidays_are_those_of_the_country_and_its_part() -> None:
    def full(country: str | None) -> date:
        found = bounds(at("2026-06-02T10:00"), LIMIT, BERLIN, regulation_days(country))
        return found.full.astimezone(BERLIN).date()

    assert full("DE") == date(2026, 6, 5)  # Wednesday 3 and Thursday 4 June are whole: the bound itself
    assert full("DE-BY") == date(2026, 6, 6)  # Corpus Christi, Thursday 4 June, is a holiday in Bavaria
    assert full("AT") == date(2026, 6, 6)
    assert full(None) == date(2026, 6, 5)


def test_by_the_regulation_a_saturday_is_no_working_day_even_where_people_work_on_it() -> None:
    saturday = date(2025, 5, 17)  # worked in Hungary for the bridge day of 2 May
    assert working_days("HU")(saturday)
    assert not regulation_days("HU")(saturday)


def test_where_the_week_ends_on_friday_working_days_know() -> None:
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert not working_days("SA")(friday)
    assert working_days("SA")(sunday)


def test_hours_are_those_of_the_place_where_they_are_half_an_hour_apart() -> None:
    assert latest_bound(at("2026-11-24T10:17", KOLKATA), LIMIT, KOLKATA) == at("2026-11-27T11:00", KOLKATA)
    assert latest_bound(at("2026-11-24T10:17", KOLKATA), LIMIT, UTC) == at("2026-11-27T10:30", KOLKATA)


def test_a_midnight_that_is_skipped_and_a_day_that_never_was() -> None:
    cairo, apia = ZoneInfo("Africa/Cairo"), ZoneInfo("Pacific/Apia")
    works = regulation_days(None)
    # Summer time began on Friday 28 April 2023 at midnight: that day began at 01:00.
    found = bounds(at("2023-04-27T23:30", cairo), LIMIT, cairo, works)
    assert found.full == at("2023-05-02T00:00", cairo)  # Friday, short as it was, and Monday
    # Samoa had no Friday 30 December 2011.
    found = bounds(at("2011-12-29T10:00", apia), LIMIT, apia, works)
    assert found.partial == found.latest == at("2012-01-02T11:00", apia)  # Thursday, and Monday from midnight
    assert found.full == at("2012-01-04T00:00", apia)


def test_a_period_of_less_than_two_days_gets_no_working_days() -> None:
    found = bounds(at("2026-11-27T18:40"), timedelta(hours=24), BERLIN, regulation_days("DE"))
    assert found.latest == found.partial == found.full == at("2026-11-28T19:00")


@given(
    st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2090-01-01")),
    st.sampled_from(sorted(available_timezones())),
    st.booleans(),
)
def test_the_deadline_never_comes_after_a_bound(wall: datetime, zone: str, second_time: bool) -> None:
    place = ZoneInfo(zone)
    aware = wall.replace(tzinfo=place, fold=int(second_time))
    due, found = due_at(aware, LIMIT), bounds(aware, LIMIT, place, regulation_days(None))
    assert due < found.latest <= due + HOUR
    assert found.latest <= found.partial <= found.full <= found.latest + timedelta(days=4)


@pytest.mark.parametrize(
    ("country", "said"),
    [("XX", "no country"), ("DE-ZZ", "no country"), ("Germany", "two capital letters"), ("", "two capital")],
)
def test_an_unknown_country_is_refused(country: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        working_days(country)


def test_a_year_whose_holidays_nobody_knows_is_not_taken_for_one_without_any() -> None:
    with pytest.raises(ValueError, match="not for 1985"):
        working_days("DE")(date(1985, 5, 1))
