"""An answer fits its question or is refused with a sentence for the person who gave it."""

from typing import Any

import pytest

from breachbot.assessment.facts import FACTS, validate
from breachbot.errors import Refused


@pytest.mark.parametrize(
    ("fact", "given", "stored"),
    [
        ("role", "joint", "joint"),
        ("data_categories", ["contact", "name", "contact"], ["name", "contact"]),
        ("later_measures", ["none"], ["none"]),
        ("people_count", 0, 0),
        ("people_count", " 2300 ", 2300),
        ("people_count", "2,300", 2300),
        ("people_count", "1 002 300", 1002300),
        ("people_count", {"min": 2000, "max": "2500"}, {"min": 2000, "max": 2500}),
        ("what_happened", "  An export mixed up customers.\n", "An export mixed up customers."),
        ("occurred_from", "2026-11-24T10:15:00+01:00", "2026-11-24T09:15:00+00:00"),
        ("recipient", None, None),
    ],
)
def test_what_is_stored(fact: str, given: Any, stored: Any) -> None:
    assert validate(fact, given) == stored
    assert validate(fact, stored) == stored, "storing it again changes nothing"


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        ("role", "boss"),
        ("role", ["joint"]),
        ("role", ""),
        ("role", 1),
        ("role", True),
        ("data_categories", []),
        ("data_categories", "name"),
        ("data_categories", ["name", "shoe_size"]),
        ("data_categories", ["name", {}]),
        ("later_measures", ["none", "taker_stopped"]),
        ("later_measures", ["returned_unopened", "found_unclear"]),
        ("people_count", -1),
        ("people_count", True),
        ("people_count", 2.5),
        ("people_count", "many"),
        ("people_count", "1.200"),
        ("people_count", "1,20"),
        ("people_count", "1,2000"),
        ("people_count", 10**11),
        ("people_count", "٣"),
        ("people_count", [3]),
        ("people_count", {"min": 3}),
        ("people_count", {"min": 3, "max": 2}),
        ("people_count", {"min": 3, "max": None}),
        ("what_happened", "  "),
        ("what_happened", 7),
        ("what_happened", "x" * 3001),
        ("occurred_from", "2026-11-24T10:15:00"),
        ("occurred_from", "yesterday"),
        ("occurred_from", 3),
        ("occurred_from", "2026-02-30T00:00:00Z"),
        ("occurred_from", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_what_is_refused(fact: str, given: Any) -> None:
    with pytest.raises(Refused) as refused:
        validate(fact, given)
    assert refused.value.field == fact
    assert str(refused.value).startswith(FACTS[fact].question)


def test_an_unknown_fact_is_refused() -> None:
    with pytest.raises(Refused, match="There is no fact called “risk”"):
        validate("risk", "high")


def test_the_longest_text_fits() -> None:
    assert validate("advice", "x" * 3000) == "x" * 3000


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.id)
def test_every_question_fits_in_a_form(fact: Any) -> None:
    assert fact.question.endswith(("?", "."))
    assert len(fact.question) <= 150
    assert all(len(value) <= 75 and len(label) <= 75 for value, label in fact.options.items())
    assert bool(fact.options) == (fact.kind in ("choice", "choices"))
    assert len(fact.options) <= 100
    assert fact.label("a value of long ago") == "a value of long ago"


def test_no_fact_is_a_judgement() -> None:
    words = " ".join([fact.id + fact.question + " ".join(fact.options.values()) for fact in FACTS.values()])
    assert not [word for word in ("risk", "likely", "severe", "probab", "serious") if word in words.lower()]
