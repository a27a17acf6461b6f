"""Quiet hours over midnight, over changes of clocks, and in zones far apart."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.deadlines.quiet import Quiet

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Quiet(BERLIN, time(22), time(7))
SECOND = timedelta(seconds=1)
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati"]
).map(ZoneInfo)
HOURS = st.times().map(lambda one: one.replace(second=0, microsecond=0))
MOMENTS = st.integers(0, 10 * 366 * 24 * 3600).map(
    lambda s: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        (local("2026-11-30T22:00") - SECOND, None),
        (local("2026-11-30T22:00"), local("2026-12-01T07:00")),
        (local("2026-12-01T00:00"), local("2026-12-01T07:00")),
        (local("2026-12-01T07:00") - SECOND, local("2026-12-01T07:00")),
        (local("2026-12-01T07:00"), None),
        (local("2026-12-01T12:00"), None),
    ],
)
def test_the_night_begins_and_ends_to_the_second(moment: datetime, ends: datetime | None) -> None:
    assert NIGHT.ends(moment) == ends


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 8), ("2026-03-29", 9), ("2026-10-24", 10)])
def test_the_night_of_a_change_of_clocks_is_an_hour_shorter_or_longer(day: str, hours: int) -> None:
    begins = local(f"{day}T22:00")
    assert NIGHT.ends(begins) == begins + timedelta(hours=hours)


def test_of_an_end_that_comes_twice_it_is_the_next_one() -> None:
    quiet = Quiet(BERLIN, time(1), time(2, 30))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in summer time
    assert quiet.ends(first - timedelta(minutes=1)) == first
    assert quiet.ends(first) is None
    assert quiet.ends(datetime(2026, 10, 25, 1, 10, tzinfo=UTC)) == first + timedelta(hours=1)


@given(ZONES, HOURS, HOURS, MOMENTS)
def test_what_waits_waits_a_day_at_most_and_until_a_moment_that_is_not_quiet(
    zone: ZoneInfo, begins: time, until: time, moment: datetime
) -> None:
    if begins == until:
        return
    quiet = Quiet(zone, begins, until)
    ends = quiet.ends(moment)
    assert (ends is not None) == quiet.holds(moment)
    if ends:
        assert moment < ends <= moment + timedelta(hours=25)
        assert not quiet.holds(ends) or ends.astimezone(zone).time() != until


@given(ZONES, HOURS, HOURS, MOMENTS)
def test_whatever_waits_until_the_same_end_is_let_go_together(
    zone: ZoneInfo, begins: time, until: time, moment: datetime
) -> None:
    quiet = Quiet(zone, begins, until)
    ends = quiet.ends(moment) if begins != until else None
    if ends and quiet.holds(ends - SECOND):
        assert quiet.ends(ends - SECOND) == ends
