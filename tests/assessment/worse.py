"""Which of two answers to the same question is worse for the people affected, where answers can be compared.

A choice is compared on its ladder. Of a count more is worse. A list is worse if it holds all of the other and more;
of what has been achieved since, if it holds less. Who decides on the data (`role`) is not compared at all.
"""

from collections.abc import Mapping

from pydantic import JsonValue

from breachbot.assessment.facts import FACTS, Fact
from breachbot.assessment.vocabulary import ACCIDENTS, ACTS

Ladder = tuple[tuple[str, ...], ...]
"""Steps, each worse than the one before; answers on one step, or on none, are not compared."""


def _ladder(fact: Fact) -> Ladder:
    """That of its options, which run from the harmless to the harmful."""
    if fact.id == "role":
        return ()
    if fact.id == "cause":
        return (tuple(ACCIDENTS), tuple(ACTS))
    return tuple((option,) for option in fact.options if option not in APART.get(fact.id, ()))


APART: Mapping[str, tuple[str, ...]] = {
    # That nobody is known to have them may still turn out to be anybody; and whether colleagues, or one who pried, are
    # worse than a stranger outside hangs on the data.
    "recipient": ("none_known", "several_colleagues", "staff_outside_task"),
    # A hash says all to who can match it, and nothing to others.
    "encryption": ("hashed_matchable",),
}
"""Answers that are on no ladder."""
LADDERS: Mapping[str, Ladder] = {
    fact.id: _ladder(fact) for fact in FACTS.values() if fact.kind == "choice" and fact.for_rules
}
FEWER_IS_WORSE = frozenset({"later_measures"})


def is_worse(fact: Fact, value: JsonValue, than: JsonValue) -> bool:
    """Whether one answer is worse than another. False as well where the two cannot be compared."""
    if fact.kind == "choices":
        one, other = _items(value), _items(than)
        return one < other if fact.id in FEWER_IS_WORSE else one > other
    if fact.kind == "count":
        return _ends(value)[0] > _ends(than)[1]
    return _step(fact, value) > _step(fact, than)


def _step(fact: Fact, value: JsonValue) -> float:
    """The step of an answer; what is on none is neither above nor below any."""
    return next((n for n, step in enumerate(LADDERS.get(fact.id, ())) if value in step), float("nan"))


def _items(value: JsonValue) -> frozenset[str]:
    """The items of a list; “none of these” is none."""
    return frozenset(str(one) for one in value if one != "none") if isinstance(value, list) else frozenset()


def _ends(value: JsonValue) -> tuple[float, float]:
    """The least and the most of a count."""
    low, high = (value.get("min"), value.get("max")) if isinstance(value, dict) else (value, value)
    if isinstance(low, int) and isinstance(high, int):
        return low, high
    return float("nan"), float("nan")
