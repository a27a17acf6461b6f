"""The plain reading of a condition, to hold the compiled one against: yes, no or unknown (Kleene's strong logic).

Unknown stays unknown only as long as it matters: `all` with one no is no, whatever else is unknown.
"""

from collections.abc import Mapping
from enum import Enum

from pydantic import JsonValue

from breachbot.playbook.conditions import All, AnyOf, AtLeast, Condition, Holds, Includes, Is, Not, Only
from breachbot.playbook.rules import Concept


class Answer(Enum):
    """The three answers, in the order no < unknown < yes."""

    NO = 0
    UNKNOWN = 1
    YES = 2


Known = Mapping[str, JsonValue]
"""The facts that are known, by id. A fact that is unknown or disputed is left out."""

Concepts = Mapping[str, Concept]


def _yes(truth: bool) -> Answer:
    return Answer.YES if truth else Answer.NO


def evaluate(condition: Condition, known: Known, concepts: Concepts) -> Answer:
    """The answer to a condition. A concept's own condition is evaluated in its place."""
    match condition:
        case All():
            return min((evaluate(one, known, concepts) for one in condition.all), key=_rank)
        case AnyOf():
            return max((evaluate(one, known, concepts) for one in condition.any), key=_rank)
        case Not():
            return Answer(2 - evaluate(condition.negated, known, concepts).value)
        case Holds():
            return evaluate(concepts[condition.concept].when, known, concepts)
        case _:
            return _ask(condition, known)


def _rank(answer: Answer) -> int:
    return answer.value


def _ask(condition: Is | Includes | Only | AtLeast, known: Known) -> Answer:
    if condition.fact not in known:
        return Answer.UNKNOWN
    value = known[condition.fact]
    match condition:
        case Is():
            return _yes(value in condition.one_of)
        case Includes():
            return _yes(any(one in condition.includes for one in _items(value)))
        case Only():
            return _yes(all(one in condition.only for one in _items(value)))
        case AtLeast():
            return _reaches(value, condition.at_least)


def _items(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]


def _reaches(value: JsonValue, least: int) -> Answer:
    """A range reaches a number for certain, for certain not, or perhaps."""
    low, high = (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
    if not (isinstance(low, int) and isinstance(high, int)):
        return Answer.UNKNOWN
    if low >= least:
        return Answer.YES
    return Answer.NO if high < least else Answer.UNKNOWN


def missing(condition: Condition, known: Known, concepts: Concepts) -> set[str]:
    """The unknown facts that keep a condition open; empty once it is answered.

    Only the branches that are themselves open count: a fact beside an answered branch cannot matter here.
    """
    if evaluate(condition, known, concepts) is not Answer.UNKNOWN:
        return set()
    match condition:
        case All():
            return _union(condition.all, known, concepts)
        case AnyOf():
            return _union(condition.any, known, concepts)
        case Not():
            return missing(condition.negated, known, concepts)
        case Holds():
            return missing(concepts[condition.concept].when, known, concepts)
        case _:
            return {condition.fact}


def _union(parts: tuple[Condition, ...], known: Known, concepts: Concepts) -> set[str]:
    return set().union(*(missing(part, known, concepts) for part in parts))
