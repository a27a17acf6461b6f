"""Words, times and durations as Slack shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.slack.kit.words import (
    chunks,
    clean,
    code,
    escape,
    left,
    listed,
    many,
    person,
    room,
    span,
    spoken,
    when,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_an_instant_is_shown_in_the_readers_time_with_utc_to_fall_back_on() -> None:
    vienna = datetime(2026, 11, 24, 13, tzinfo=timezone(timedelta(hours=1)))
    assert (
        when(vienna) == when(NOON) == "<!date^1795521600^{date_long_pretty} at {time}|2026-11-24 12:00 UTC>"
    )


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h 0 min"),
        (72 * 60, "72 h 0 min"),
        (96 * 60 - 1, "95 h 59 min"),
        (96 * 60, "4 d 0 h"),
        (-61, "1 h 1 min"),
    ],
)
def test_a_duration_reads_short(minutes: int, shown: str) -> None:
    assert span(timedelta(minutes=minutes)) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(-60, "1 min left"), (0, "0 min left"), (60, "overdue by 1 min")]
)
def test_the_deadline_itself_is_not_overdue(seconds: int, shown: str) -> None:
    assert left(NOON, NOON + timedelta(seconds=seconds)) == shown


def test_a_sentence_of_ours_shows_its_people_and_its_moments_as_slack_does_and_nothing_else_acts() -> None:
    said = "Until 2026-11-24 12:00 UTC, recorded by <@U0DPO>: <!channel> at 12:00 UTC, 2026-11-24 12:00 CET"
    shown = "Until {}, recorded by <@U0DPO>: &lt;!channel&gt; at 12:00 UTC, 2026-11-24 12:00 CET"
    assert spoken(said) == shown.format(when(NOON))


def test_only_ids_of_slack_become_mentions() -> None:
    assert person("U0DPO") == "<@U0DPO>"
    assert room("C0TRIAGE") == "<#C0TRIAGE>"
    for other in ("breachbot", "U1> <!channel", "!channel", ""):
        assert "<" not in person(other)
        assert "<" not in room(other)


def test_a_value_from_outside_stays_in_its_quotes() -> None:
    assert code("a`b\n<!here>") == "`a'b &lt;!here&gt;`"
    assert code("") == "`?`"
    assert len(code("x" * 500)) == 122


def test_one_and_many() -> None:
    assert [many(n, "person", "people") for n in (0, 1, 2300, 12000)] == [
        "0 people",
        "1 person",
        "2300 people",
        "12,000 people",
    ]


@given(st.text())
def test_nothing_that_starts_something_in_slack_is_left(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert clean(escaped) == escaped
    escaped.encode()


@given(st.text(alphabet="ab &\n<", max_size=200), st.integers(10, 40))
def test_pieces_are_short_and_hold_every_mark_of_the_text(text: str, most: int) -> None:
    pieces = chunks(escape(text), most)
    assert all(len(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(escape(text).split())
    for piece in pieces:
        assert piece.replace("&amp;", "").replace("&lt;", "").count("&") == 0


def test_names_are_listed_as_people_say_them() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
