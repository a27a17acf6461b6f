"""The JSON Schema of a facts file, made from the vocabulary."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from breachbot.assessment.answers import LONGEST_TEXT, MOST_PEOPLE
from breachbot.assessment.fact import Fact
from breachbot.assessment.vocabulary import FACTS
from breachbot.playbook.catalogue import Category
from breachbot.playbook.words import Outcome

MARKS = ["checked", "unchecked-H", "unchecked-M", "unchecked-L"]
_NUMBER = {"type": "integer", "minimum": 0, "maximum": MOST_PEOPLE}


def facts_schema(own: Iterable[Category] = ()) -> dict[str, Any]:
    """What `breachbot assess` reads: the facts of a breach, or of each of its affected sets; `own`: the product's own
    names for kinds of data."""
    facts = {"$ref": "#/$defs/facts"}
    outcome = {"enum": list(get_args(Outcome))}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts of a personal data breach",
        "type": "object",
        "additionalProperties": False,
        "oneOf": [{"required": ["facts"]}, {"required": ["sets"]}],
        "properties": {
            "title": {"type": "string"},
            "source": {"type": "string"},
            "mark": {"enum": MARKS},
            "published": {"type": "object", "additionalProperties": outcome},
            "facts": facts,
            "sets": {"type": "object", "minProperties": 1, "additionalProperties": facts},
        },
        "$defs": {"facts": _facts(own)},
    }


def _facts(own: Iterable[Category]) -> dict[str, Any]:
    names = {category.id: category.title for category in own}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            fact.id: _said(
                fact, {**fact.worst_first, **names} if fact.id == "data_categories" else fact.worst_first
            )
            for fact in FACTS.values()
        },
    }


def _said(fact: Fact, options: Mapping[str, str]) -> dict[str, Any]:
    """An answer alone, with its author and weight, or several of different authors. Null: not known."""
    value = {"anyOf": [_value(fact, options), {"type": "null"}]}
    full = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value"],
        "properties": {
            "value": value,
            "by": {"type": "string"},
            "source": {"enum": ["alert", "person", "document"]},
            "confirmed": {"enum": ["yes", "no"]},
            "at": {"type": "string", "format": "date-time"},
            "mark": {"enum": MARKS},
        },
    }
    return {"description": fact.question, "anyOf": [value, full, {"type": "array", "items": full}]}


def _value(fact: Fact, options: Mapping[str, str]) -> dict[str, Any]:
    match fact.kind:
        case "choice":
            return _one_of(options)
        case "choices":
            return {"type": "array", "items": _one_of(options), "minItems": 1, "uniqueItems": True}
        case "count":
            ends = {"min": _NUMBER, "max": _NUMBER}
            span = {"type": "object", "additionalProperties": False, "properties": ends, "required": [*ends]}
            return {"anyOf": [_NUMBER, span]}
        case "instant":
            return {"type": "string", "format": "date-time"}
        case "text":
            return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}


def _one_of(options: Mapping[str, str]) -> dict[str, Any]:
    return {"oneOf": [{"const": value, "title": label} for value, label in options.items()]}
