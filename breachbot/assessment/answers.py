"""Checking one answer: does it fit the question, and how is it stored."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from pydantic import JsonValue

from breachbot.assessment.fact import Fact, Kind
from breachbot.assessment.vocabulary import FACTS
from breachbot.errors import Refused

LONGEST_TEXT = 3000
"""Characters; what a Slack text input can hold."""

MOST_PEOPLE = 10_000_000_000
"""More than there are people: a larger count is a slip of the keyboard."""

_WRITTEN_NUMBER = re.compile(r"[0-9]{1,12}|[1-9][0-9]{0,2}(?:[,' \u00a0\u202f][0-9]{3}){1,3}")
"""Digits, or groups of three as people write them. No full stop: here it groups digits, there it begins a fraction."""


def validate(fact: str, value: JsonValue) -> JsonValue:
    """The answer in its stored form; None (not known) stays None.

    A choice is one option, choices a list of options in the order of the vocabulary, a count a whole number
    or `{"min": n, "max": m}`, a text is trimmed, an instant becomes UTC. Raises Refused with a sentence that
    names the question.
    """
    if fact not in FACTS:
        raise Refused(f"There is no fact called “{fact}”.", field=fact)
    return None if value is None else _CHECKS[FACTS[fact].kind](FACTS[fact], value)


def _refuse(fact: Fact, why: str) -> Refused:
    return Refused(f"{fact.question} {why}", field=fact.id)


def _choice(fact: Fact, value: JsonValue) -> JsonValue:
    if not isinstance(value, str) or value not in fact.options:
        raise _refuse(fact, f"The answer must be one of: {', '.join(fact.options)}.")
    return value


def _choices(fact: Fact, value: JsonValue) -> JsonValue:
    if not isinstance(value, list) or not value:
        raise _refuse(fact, "The answer must be a list of at least one option.")
    for one in value:
        _choice(fact, one)
    if "none" in value and len(value) > 1:
        raise _refuse(fact, f"“{fact.label('none')}” stands alone.")
    both = [fact.label(option) for option in fact.options if option in fact.apart and option in value]
    if len(both) > 1:
        raise _refuse(fact, f"“{both[0]}” and “{both[1]}” cannot both be so.")
    return [option for option in fact.options if option in value]


def _number(fact: Fact, value: JsonValue) -> int:
    if isinstance(value, str) and _WRITTEN_NUMBER.fullmatch(value.strip()):
        value = int(re.sub(r"[^0-9]", "", value))
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_PEOPLE:
        raise _refuse(fact, "The answer must be a whole number, not below zero.")
    return value


def _count(fact: Fact, value: JsonValue) -> JsonValue:
    if not isinstance(value, dict):
        return _number(fact, value)
    if set(value) != {"min", "max"}:
        raise _refuse(fact, "A range has a min and a max.")
    low, high = _number(fact, value["min"]), _number(fact, value["max"])
    if low > high:
        raise _refuse(fact, "In a range, min comes first and max is not smaller.")
    return {"min": low, "max": high}


def _text(fact: Fact, value: JsonValue) -> JsonValue:
    if not isinstance(value, str) or not value.strip():
        raise _refuse(fact, "The answer must be a text that is not empty.")
    if len(value.strip()) > LONGEST_TEXT:
        raise _refuse(fact, f"The answer must not be longer than {LONGEST_TEXT} characters.")
    return value.strip()


def _instant(fact: Fact, value: JsonValue) -> JsonValue:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is not None and moment.utcoffset() is not None:
            return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        pass
    raise _refuse(
        fact, "The answer must be a date and time with its zone, such as 2026-11-24T09:15:00+01:00."
    )


_CHECKS: dict[Kind, Callable[[Fact, JsonValue], JsonValue]] = {
    "choice": _choice,
    "choices": _choices,
    "count": _count,
    "text": _text,
    "instant": _instant,
}
