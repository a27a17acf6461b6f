"""Answers that cannot be true together."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from breachbot.assessment.statements import Settled
from breachbot.assessment.vocabulary import FACTS

_CLASHES: tuple[tuple[str, frozenset[str], str, frozenset[str] | None], ...] = (
    ("personal_data", frozenset({"no"}), "data_categories", None),
    ("personal_data", frozenset({"no"}), "people_kinds", None),
    (
        "confidentiality",
        frozenset({"no"}),
        "access_evidence",
        frozenset({"access_seen", "exfiltration_seen"}),
    ),
    (
        "confidentiality",
        frozenset({"no"}),
        "recipient",
        frozenset({"trusted_bound", "known", "several_known", "unknown", "public", "hostile"}),
    ),
    ("recipient", frozenset({"none_known"}), "access_evidence", frozenset({"exfiltration_seen"})),
    ("recipient", frozenset({"public"}), "deletion_confirmed", frozenset({"in_writing", "said_so"})),
    ("harm_seen", frozenset({"yes"}), "later_measures", frozenset({"returned_unopened", "taker_stopped"})),
)
"""Pairs of answers that exclude each other; None stands for any answer at all."""


def contradictions(facts: Mapping[str, Settled]) -> list[str]:
    """One sentence for each pair of known facts that cannot both be so; empty when all fit together."""
    known = {name: one.value for name, one in facts.items() if one.value is not None}
    found = [
        f"“{_said(first, known[first])}” and “{_said(second, known[second])}” cannot both be so."
        for first, these, second, those in _CLASHES
        if first in known and second in known
        if _has(known[first], these) and (those is None or _has(known[second], those))
    ]
    return found + _times(known) + _people(known)


def _has(value: JsonValue, wanted: frozenset[str]) -> bool:
    return any(one in wanted for one in (value if isinstance(value, list) else [value]))


def _said(name: str, value: JsonValue) -> str:
    parts = value if isinstance(value, list) else [value]
    return f"{FACTS[name].question} {', '.join(FACTS[name].label(str(part)) for part in parts)}"


def _times(known: Mapping[str, JsonValue]) -> list[str]:
    begun, ended = known.get("occurred_from"), known.get("occurred_until")
    found = []
    both = isinstance(begun, str) and isinstance(ended, str)
    if both and datetime.fromisoformat(str(ended)) < datetime.fromisoformat(str(begun)):
        found.append("It cannot have ended before it began.")
    if ended is not None and known.get("ongoing") == "yes":
        found.append("It cannot have ended and still be going on.")
    return found


def _people(known: Mapping[str, JsonValue]) -> list[str]:
    none_affected = known.get("people_count") == 0
    if none_affected and "people_kinds" in known:
        return ["There cannot be kinds of people affected when nobody is affected."]
    return []
