"""Who is on call: hand-overs at the same local time all year, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.deadlines.rota import Rota
from tests.deadlines.test_quiet import HOURS, MOMENTS, SECOND, ZONES

A, B, C = "U0A", "U0B", "U0C"
WEEKLY = Rota((A, B, C), 7, time(9), ZoneInfo("Europe/Berlin"), date(2026, 3, 23))
ROTAS = st.builds(
    Rota,
    st.lists(st.sampled_from([A, B, C, "U0D"]), min_size=1, max_size=6).map(tuple),
    st.sampled_from([1, 7]),
    HOURS,
    ZONES,
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
HANDS_OVER = datetime(2026, 3, 30, 7, tzinfo=UTC)
"""09:00 in Berlin, on the day after clocks were set forward."""


@pytest.mark.parametrize(
    ("moment", "who"),
    [
        (datetime(2026, 3, 23, 8, tzinfo=UTC) - SECOND, C),
        (datetime(2026, 3, 23, 8, tzinfo=UTC), A),
        (HANDS_OVER - SECOND, A),
        (HANDS_OVER, B),
        (HANDS_OVER + SECOND, B),
        (HANDS_OVER + timedelta(days=7), C),
        (HANDS_OVER + timedelta(days=14), A),
    ],
)
def test_each_is_on_call_for_a_week_to_the_second(moment: datetime, who: str) -> None:
    assert WEEKLY.on_call(moment) == who


def test_the_week_of_a_change_of_clocks_is_an_hour_shorter() -> None:
    begins = datetime(2026, 3, 23, 8, tzinfo=UTC)
    assert WEEKLY.until(begins) == HANDS_OVER == begins + timedelta(days=7, hours=-1)


def test_those_who_follow_come_in_their_order() -> None:
    assert WEEKLY.in_turn(HANDS_OVER) == (B, C, A)


@given(ROTAS, MOMENTS)
def test_there_is_one_turn_at_each_moment_and_it_ends_when_the_next_begins(
    rota: Rota, moment: datetime
) -> None:
    turn, until = rota.turn(moment), rota.until(moment)
    assert moment < until
    assert rota.turn(until - timedelta(microseconds=1)) == turn
    assert rota.turn(until) == turn + 1
    assert until - moment <= timedelta(days=rota.days, hours=2)


@given(ROTAS, MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)))
def test_time_never_gives_a_turn_back(rota: Rota, moment: datetime, later: timedelta) -> None:
    assert rota.turn(moment) <= rota.turn(moment + later)


@given(ROTAS, MOMENTS)
def test_whoever_is_on_call_is_the_first_in_turn_and_everybody_is_there_once(
    rota: Rota, moment: datetime
) -> None:
    found = rota.in_turn(moment)
    assert found[0] == rota.on_call(moment)
    assert sorted(found) == sorted(set(rota.people))
