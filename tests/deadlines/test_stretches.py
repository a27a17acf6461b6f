"""The stretches in which the time that is left is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from breachbot.deadlines.stretches import LONGEST, next_stretch, stretch

DUE = datetime(2026, 11, 27, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
moments = st.timedeltas(min_value=timedelta(days=-40), max_value=timedelta(days=40)).map(lambda at: DUE + at)


@given(moments)
def test_the_next_one_begins_where_its_name_changes(now: datetime) -> None:
    following = next_stretch(DUE, now)
    assert now < following <= now + LONGEST
    assert stretch(DUE, following) != stretch(DUE, now)
    assert stretch(DUE, following - SECOND) in (stretch(DUE, now), stretch(DUE, following - 2 * SECOND))
    assert next_stretch(DUE, max(now, following - SECOND)) == following


@given(moments, moments)
def test_two_moments_in_one_stretch_have_the_same_next_one(one: datetime, other: datetime) -> None:
    same = stretch(DUE, one) == stretch(DUE, other)
    assert same == (next_stretch(DUE, one) == next_stretch(DUE, other))


def test_the_end_of_the_hours_and_the_last_three_begin_one() -> None:
    for begins in (DUE, DUE - timedelta(hours=3), DUE + timedelta(hours=3), DUE + timedelta(days=3)):
        before, at, after = (stretch(DUE, begins + n * SECOND) for n in (-1, 0, 1))
        assert before != at == after
        assert next_stretch(DUE, begins - SECOND) == begins
