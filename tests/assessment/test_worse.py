"""Which answer is worse than which: an order without circles, and outcomes that follow it."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.assessment.facts import FACTS
from tests.assessment.test_assess import (
    ASKED,
    HEIGHT,
    SOME_FACTS,
    answers_of,
    clash,
    outcomes,
    patient,
)
from tests.assessment.worse import is_worse


@pytest.mark.parametrize(
    ("fact", "worse", "milder"),
    [
        ("encryption", "none", "key_safe"),
        ("recipient", "unknown", "trusted_bound"),
        ("cause", "stolen", "lost"),
        ("people_count", 101, 100),
        ("people_count", {"min": 101, "max": 150}, {"min": 50, "max": 100}),
        ("data_categories", ["name", "health"], ["name"]),
        ("later_measures", ["none"], ["taker_stopped"]),
        ("later_measures", ["taker_stopped"], ["taker_stopped", "access_worthless"]),
    ],
)
def test_one_is_worse(fact: str, worse: Any, milder: Any) -> None:
    assert is_worse(FACTS[fact], worse, milder)
    assert not is_worse(FACTS[fact], milder, worse)


@pytest.mark.parametrize(
    ("fact", "one", "other"),
    [
        ("role", "processor", "controller"),
        ("cause", "stolen", "intrusion"),
        ("recipient", "none_known", "trusted_bound"),
        ("data_categories", ["health"], ["payment"]),
        ("people_count", {"min": 50, "max": 150}, 100),
        ("people_count", 100, 100),
        ("encryption", "none", "an answer of long ago"),
        ("what_happened", "This.", "That."),
    ],
)
def test_neither_is_worse(fact: str, one: Any, other: Any) -> None:
    assert not is_worse(FACTS[fact], one, other)
    assert not is_worse(FACTS[fact], other, one)


@pytest.mark.parametrize("fact", [fact for fact in ASKED if fact.kind == "choice"], ids=lambda fact: fact.id)
def test_the_order_has_no_circles(fact: Any) -> None:
    for one, two, three in permutations([*fact.options, *fact.options], 3):
        if is_worse(fact, one, two) and is_worse(fact, two, three):
            assert is_worse(fact, one, three)
        assert not (is_worse(fact, one, two) and is_worse(fact, two, one))


@patient
@given(SOME_FACTS, st.sampled_from(ASKED), st.data())
def test_a_worse_fact_never_lowers_an_outcome(facts: dict[str, Any], fact: Any, data: Any) -> None:
    if fact.id not in facts:
        return
    worse = facts | {fact.id: data.draw(answers_of(fact))}
    if not is_worse(fact, worse[fact.id], facts[fact.id]) or clash(facts) or clash(worse):
        return
    before, after = outcomes(facts), outcomes(worse)
    assert not [duty for duty in before if HEIGHT[after[duty]] < HEIGHT[before[duty]]]
