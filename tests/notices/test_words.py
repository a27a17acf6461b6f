"""How values read: counts, answers and instants, which are found again in a text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN, Count
from tests.notices.samples import TEMPLATES

WORDS = TEMPLATES.words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Count(min=2000), "at least 2,000"),
        (Count(max=5), "at most 5"),
        (Count(min=0, max=1234567), "at least 0 and at most 1,234,567"),
        (Count(estimate=2300), "about 2,300"),
        (Count(estimate=2300, min=2000), "about 2,300 (at least 2,000)"),
        (Count(estimate=2300, max=2500), "about 2,300 (at most 2,500)"),
        (Count(estimate=2300, min=2000, max=2500), "about 2,300 (at least 2,000, at most 2,500)"),
        (True, "yes"),
        (False, "no"),
        (UNKNOWN, "not known yet"),
        (NOT_APPLICABLE, "not applicable"),
        (("a", "b  c"), "a; b c"),
        (datetime(2026, 3, 2, 1, 5, 59, tzinfo=timezone(timedelta(hours=2))), "1 March 2026, 23:05 UTC"),
    ],
)
def test_each_kind_of_value_reads_as_one_line(value: object, said: str) -> None:
    assert WORDS.say(value) == said


def test_nothing_is_never_said() -> None:
    with pytest.raises(TypeError, match="cannot say a NoneType"):
        WORDS.say(None)


def test_an_answer_that_is_not_offered_any_more_shows_as_itself() -> None:
    assert WORDS.answer("cause", "insider") == "Somebody on the inside took or misused data"
    assert WORDS.answer("cause", "gremlins") == "gremlins"


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year > 999))
def test_an_instant_is_found_again(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    (found,) = WORDS.instants.finditer(f"From {WORDS.say(at)}, on.")
    assert WORDS.read_instant(found) == at
