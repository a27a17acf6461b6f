"""How long a text may be, where no act bounds it: taken at its bound, and refused one character beyond.

The texts of acts are bounded by their commands: `test_acts.py` holds each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from breachbot.assessment.answers import LONGEST_TEXT
from breachbot.errors import Refused
from breachbot.incident import bounds, reports, signal
from breachbot.incident.acts.report import Report
from breachbot.incident.bounds import too_short
from breachbot.incident.signal import Signal
from breachbot.incident.state import AffectedSet
from tests.incident import cast
from tests.incident.cast import ENGINEER, NOON, REPORTER, TEAM


@dataclass(frozen=True)
class Field:
    """A text: what decides on it, how long it may be, and beside which input a refusal stands."""

    decide: Callable[[str], object]
    most: int
    beside: str


def keeping(title: str) -> object:
    command = Report.of(title=title, detected_at=NOON)
    return reports.keep("sig-new00001", command, reports.TOO_MANY, by=REPORTER, now=NOON)


def dismissing(reason: str) -> object:
    command = Report(title="Laptop", detected_at=NOON)
    received = reports.keep("sig-new00001", command, reports.TOO_MANY, by=REPORTER, now=NOON)
    found = signal.evolve_signal(Signal("sig-new00001"), received)
    return signal.dismiss(found, TEAM, reason=reason, count=1, by=ENGINEER, now=NOON)


def stating(text: str) -> object:
    return cast.stating(cast.aware(), what_happened=text)


FIELDS = {
    "title of a report that is kept": Field(keeping, bounds.TITLE, "title"),
    "dismissal": Field(dismissing, bounds.REASON, "reason"),
    "fact": Field(stating, LONGEST_TEXT, "what_happened"),
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_it_is_taken_at_its_bound_and_refused_beyond(field: Field) -> None:
    assert field.decide(cast.typed(field.most))
    assert field.decide(f"  {cast.typed(field.most)}\n")
    for length in (field.most + 1, 100_000):
        with pytest.raises(Refused) as error:
            field.decide(cast.typed(length))
        assert error.value.field == field.beside
        assert f"{field.most:,}" in str(error.value) or str(field.most) in str(error.value)
        assert len(str(error.value)) < 300


def test_a_set_of_data_called_the_longest_fits_its_menu() -> None:
    assert len(AffectedSet("set-2", "x" * bounds.SET_TITLE).title) <= 75


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("a" * 80, True),
        ("x " * 40, True),
        ("abcdefg" * 9, True),
        ("abcdefgh" * 9, False),
        ("日本語の説明がここに書かれています" * 3, False),
    ],
)
def test_a_key_held_down_is_no_sentence(text: str, short: bool) -> None:
    assert too_short(text, 40) is short
    assert not too_short("aaaaaaaaaa", 10)
