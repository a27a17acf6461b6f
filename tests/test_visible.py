"""Text from outside in a message: seen for what it is, and short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breachbot.errors import LONGEST, BadFile
from breachbot.visible import CUT, quoted, visible


def test_what_acts_is_shown_and_does_not_act() -> None:
    assert visible("a\x1b[2J\nb\r\u202ec\ud800") == "a\\x1b[2J\\nb\\r\\u202ec\\ud800"
    assert visible("1\u202f000 Ärzte \u00a0") == "1 000 Ärzte  "


def test_what_is_long_is_cut() -> None:
    assert visible("abc", 3) == "abc"
    assert visible("abcd", 3) == "abc…"
    assert quoted("k" * 10**6) == f"“{'k' * CUT}…”"


@given(st.text(st.characters()), st.text(st.characters()))
def test_a_bad_file_is_one_printable_line(path: str, what: str) -> None:
    said = str(BadFile(path, what, line=3, field=what[:50]))
    assert said.isprintable()
    assert str(BadFile("f", "x" * 10**6)) == f"f: {'x' * LONGEST}…"
