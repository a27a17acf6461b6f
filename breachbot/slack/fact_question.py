"""One question of the form for facts as an input, and the answer that comes back from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import JsonValue

from breachbot.assessment.answers import LONGEST_TEXT
from breachbot.assessment.facts import Fact, Settled
from breachbot.errors import Refused
from breachbot.slack.fact_words import answer as words
from breachbot.slack.fact_words import number
from breachbot.slack.kit.blocks import Block, ask, choice, line, moment, plain
from breachbot.slack.kit.form import Answer
from breachbot.slack.kit.limits import clip

NOT_KNOWN = "?"


def asking(fact: Fact, known: Settled | None, proposed: str | None) -> Block:
    """`proposed`: what a notice says until a person says other; left as it is, it is nobody's statement."""
    firm = known.value if known and known.firm else proposed
    return ask(
        fact.id,
        fact.question,
        _ELEMENTS[fact.kind](fact, firm),
        hint=_hint(fact, known),
        optional=True,
    )


def _hint(fact: Fact, known: Settled | None) -> str:
    """What is known but not firm, so that nobody confirms it by accident; else how to answer. What an answer would
    change is shown once it is given: whoever answers is not to be steered."""
    if known and known.conflict:
        said = "; ".join(words(fact, view.value) for view in known.views if view.value is not None)
        return clip(f"Two answers differ: {said}. Until that is settled it counts as unknown.", 1900)
    if known and known.value is not None and not known.firm:
        return clip(f"Not confirmed yet: {words(fact, known.value)}", 1900)
    return "A number, or a range such as 100-250." if fact.kind == "count" else ""


def _choice(fact: Fact, value: JsonValue) -> dict[str, Any]:
    return _menu("static_select", fact, [value] if isinstance(value, str) else [])


def _choices(fact: Fact, value: JsonValue) -> dict[str, Any]:
    return _menu("multi_static_select", fact, value if isinstance(value, list) else [])


def _menu(kind: str, fact: Fact, chosen: list[Any]) -> dict[str, Any]:
    return choice(kind, {**fact.options, NOT_KNOWN: "Not known"}, chosen) | {
        "placeholder": plain("Choose", 150)
    }


def _count(_fact: Fact, value: JsonValue) -> dict[str, Any]:
    return line("" if value is None else number(value), most=30)


def _text(_fact: Fact, value: JsonValue) -> dict[str, Any]:
    return line(value if isinstance(value, str) else "", most=LONGEST_TEXT, tall=True)


def _instant(_fact: Fact, value: JsonValue) -> dict[str, Any]:
    return moment(datetime.fromisoformat(value) if isinstance(value, str) else None)


_ELEMENTS = {"choice": _choice, "choices": _choices, "count": _count, "text": _text, "instant": _instant}


def value_of(fact: Fact, answer: Answer) -> JsonValue:
    """The answer as the use-case takes it; None says that it is not known."""
    given = answer.now
    if given == NOT_KNOWN or given == [NOT_KNOWN]:
        return None
    if isinstance(given, list) and NOT_KNOWN in given:
        raise Refused("Choose “Not known” alone, without other answers.", field=fact.id)
    if fact.kind == "count" and isinstance(given, str) and "-" in given:
        low, _, high = given.partition("-")
        return {"min": low.strip(), "max": high.strip()}
    if isinstance(given, datetime):
        return given.isoformat()
    return list(given) if isinstance(given, list) else given
