"""The JSON Schema of a facts file, made from the vocabulary."""

from typing import Any

from breachbot.assessment.answers import LONGEST_TEXT, MOST_PEOPLE
from breachbot.assessment.vocabulary import FACTS, Fact
from breachbot.playbook.types import Duty

MARKS = ["checked", "unchecked-H", "unchecked-M", "unchecked-L"]
_NUMBER = {"type": "integer", "minimum": 0, "maximum": MOST_PEOPLE}


def facts_schema() -> dict[str, Any]:
    """What `breachbot assess` reads: the facts of a breach, or of each of its affected sets."""
    facts = {"$ref": "#/$defs/facts"}
    outcome = {"enum": ["required", "not_required", "undetermined"]}
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
            "published": {"type": "object", "properties": {duty.value: outcome for duty in Duty}},
            "facts": facts,
            "sets": {"type": "object", "minProperties": 1, "additionalProperties": facts},
        },
        "$defs": {"facts": _facts()},
    }


def _facts() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.id: _said(fact) for fact in FACTS.values()},
    }


def _said(fact: Fact) -> dict[str, Any]:
    """An answer alone, with its author and weight, or several of different authors. Null: not known."""
    value = {"anyOf": [_value(fact), {"type": "null"}]}
    full = {
        "type": "object",
        "additionalProperties": False,
        "required": ["value"],
        "properties": {
            "value": value,
            "by": {"type": "string"},
            "source": {"enum": ["alert", "person", "document"]},
            "confirmed": {"enum": ["yes", "no"]},
            "mark": {"enum": MARKS},
        },
    }
    return {"description": fact.question, "anyOf": [value, full, {"type": "array", "items": full}]}


def _value(fact: Fact) -> dict[str, Any]:
    match fact.kind:
        case "choice":
            return _options(fact)
        case "choices":
            return {"type": "array", "items": _options(fact), "minItems": 1, "uniqueItems": True}
        case "count":
            ends = {"min": _NUMBER, "max": _NUMBER}
            span = {"type": "object", "additionalProperties": False, "properties": ends, "required": [*ends]}
            return {"anyOf": [_NUMBER, span]}
        case "instant":
            return {"type": "string", "format": "date-time"}
        case "text":
            return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}


def _options(fact: Fact) -> dict[str, Any]:
    return {"oneOf": [{"const": value, "title": label} for value, label in fact.options.items()]}
