"""Which of two answers to the same question is worse for the people affected, where answers can be compared.

A choice is compared on its ladder. Of a count more is worse. A list is worse if it holds all of the other and more;
of what has been achieved since, if it holds less. Who decides on the data (`role`) is not compared at all.
"""

from collections.abc import Mapping

from pydantic import JsonValue

from breachbot.assessment import words
from breachbot.assessment.vocabulary import FACTS, Fact

Ladder = tuple[tuple[str, ...], ...]
"""Steps, each worse than the one before; answers on one step, or on none, are not compared."""


def _rising(fact: str, leave_out: str = "") -> Ladder:
    return tuple((option,) for option in FACTS[fact].options if option != leave_out)


NO_YES: Ladder = (("no",), ("yes",))

LADDERS: Mapping[str, Ladder] = {
    "personal_data": NO_YES,
    "confidentiality": NO_YES,
    "integrity": NO_YES,
    "availability": NO_YES,
    "cause": (words.ACCIDENTS, words.ACTS),
    "volume": _rising("volume"),
    "identifiability": _rising("identifiability"),
    "reachable": (("all",), ("some",), ("none",)),
    "encryption": _rising("encryption"),
    # That nobody is known to have them may still turn out to be anybody.
    "recipient": _rising("recipient", leave_out="none_known"),
    "access_evidence": _rising("access_evidence"),
    "deletion_confirmed": _rising("deletion_confirmed"),
    "restore": _rising("restore"),
    "loss_effect": _rising("loss_effect"),
    "harm_seen": NO_YES,
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
