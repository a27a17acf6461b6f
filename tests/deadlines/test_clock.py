"""72 hours are 72 elapsed hours, in every zone and through every change of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.deadlines.clock import due_at, is_late, time_left, utc

BERLIN = ZoneInfo("Europe/Berlin")
LIMIT = timedelta(hours=72)
SECOND = timedelta(seconds=1)


def berlin(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        pytest.param(berlin(2026, 11, 24, 10, 17), berlin(2026, 11, 27, 10, 17), id="a weekday"),
        pytest.param(berlin(2026, 11, 24, 12), berlin(2026, 11, 27, 12), id="a full hour"),
        pytest.param(berlin(2026, 11, 27, 18, 40), berlin(2026, 11, 30, 18, 40), id="the weekend counts"),
        pytest.param(berlin(2026, 10, 23, 15, 30), berlin(2026, 10, 26, 14, 30), id="summer time ends"),
        pytest.param(
            berlin(2027, 3, 25, 17, 20), berlin(2027, 3, 28, 18, 20), id="summer time starts, Easter"
        ),
        pytest.param(berlin(2020, 12, 22, 12, 17), berlin(2020, 12, 25, 12, 17), id="Christmas counts"),
    ],
)
def test_the_deadline(aware: datetime, due: datetime) -> None:
    assert due_at(aware, LIMIT) == due
    assert due_at(aware, LIMIT).tzinfo is UTC


def test_adding_to_local_time_would_be_an_hour_late_in_autumn() -> None:
    aware = berlin(2026, 10, 23, 15, 30)
    on_the_wall = aware + LIMIT
    assert on_the_wall.astimezone(UTC) - due_at(aware, LIMIT) == timedelta(hours=1)


@given(
    st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2090-01-01")),
    st.sampled_from(sorted(available_timezones())),
    st.booleans(),
)
def test_always_exactly_72_elapsed_hours(wall: datetime, zone: str, second_time: bool) -> None:
    aware = wall.replace(microsecond=0, tzinfo=ZoneInfo(zone), fold=int(second_time))
    assert due_at(aware, LIMIT).timestamp() - aware.timestamp() == 72 * 3600


def test_the_hour_that_comes_twice_is_two_instants() -> None:
    first = berlin(2026, 10, 25, 2, 30)
    assert due_at(first.replace(fold=1), LIMIT) - due_at(first, LIMIT) == timedelta(hours=1)


@pytest.mark.parametrize(("offset", "late"), [(-SECOND, False), (timedelta(0), False), (SECOND, True)])
def test_late_begins_after_the_deadline(offset: timedelta, late: bool) -> None:
    due = due_at(berlin(2026, 11, 24, 10, 17), LIMIT)
    assert is_late(due, due + offset) is late
    assert time_left(due, due + offset) == -offset


def test_time_left_across_zones() -> None:
    due = berlin(2026, 11, 27, 10, 17)
    assert time_left(due, datetime(2026, 11, 27, 8, 17, tzinfo=UTC)) == timedelta(hours=1)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 24, 10, 17)  # noqa: DTZ001  # that this is refused is the point
    aware = naive.replace(tzinfo=UTC)
    for attempt in (
        lambda: due_at(naive, LIMIT),
        lambda: time_left(naive, aware),
        lambda: time_left(aware, naive),
        lambda: utc(naive),
    ):
        with pytest.raises(ValueError, match="without a zone"):
            attempt()
