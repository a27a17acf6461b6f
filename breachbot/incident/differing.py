"""What a notice says of where the data are if affected sets differ: each answer, for the data of which it holds.

Of several sets the most harmful answer counts for the rules. A notice that gave that one alone would hide what is
asked or awaited of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import BaseModel

from breachbot.incident.known import facts_of, told_of
from breachbot.incident.state import Incident
from breachbot.incident.whereabouts import AWAITED, awaited, in_keeping, not_asked, still_out
from breachbot.notices.fields import StillOut
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN, Absent
from breachbot.notices.words import Wording

Sets = Sequence[Mapping[str, Any]]
"""What is known and confirmed of each set of which a notice tells."""

_ORDER: tuple[StillOut, ...] = ("nothing_out", "unclear", "out")


def by_set(incident: Incident, known: Mapping[str, Any], form: int) -> Sets:
    """Each set by itself. Before form 4 they were read as one: `known` of all together."""
    if form < 4:
        return [known]
    return [
        in_keeping({name: one.value for name, one in facts_of(incident, name_of_set).items() if one.firm})
        for name_of_set in told_of(incident)
    ]


def whereabouts(sets: Sets, model: type[BaseModel], words: Wording) -> dict[str, Any]:
    """The fields of a notice that differ by set, in the words of an authority."""
    said: dict[str, Any] = {
        fact: _each(sets, fact, partial(words.answer, fact), words)
        for fact in ("could_reach", "recipient", "deletion_confirmed", "restore")
        if fact in model.model_fields
    }
    if "later_measures" in model.model_fields:
        said["later_measures"] = _achieved(sets, words)
    return said | _span(sets)


def to_people(sets: Sets, words: Wording) -> dict[str, Any]:
    """Who could reach the data, who got them and whether they are deleted, in sentences for the people affected."""

    def say(fact: str, value: str) -> str:
        return words.to_people[fact].get(value) or words.answer(fact, value)

    return {
        fact: _each(sets, fact, partial(say, fact), words)
        for fact in ("could_reach", "recipient", "deletion_confirmed")
    }


def _span(sets: Sets) -> dict[str, Any]:
    """From the earliest beginning of any set to the latest end; not to an end while any goes on."""
    begun, ended = (
        [one[name] for one in sets if name in one] for name in ("occurred_from", "occurred_until")
    )
    goes_on = any(one.get("ongoing") == "yes" for one in sets)
    return {
        "occurred_from": min(begun, key=datetime.fromisoformat, default=None),
        "occurred_until": None if goes_on else max(ended, key=datetime.fromisoformat, default=None),
    }


def all_awaited(sets: Sets, model: type[BaseModel]) -> tuple[str, ...]:
    """The facts of a notice for which any set was answered with a “not yet”."""
    found = frozenset[str]().union(*map(awaited, sets))
    return tuple(fact for fact in AWAITED if fact in found and fact in model.model_fields)


def all_still_out(sets: Sets, form: int) -> StillOut:
    """Whether others still have any of the data."""
    return max((still_out(one, form) for one in sets), key=_ORDER.index)


def _each(sets: Sets, fact: str, say: Callable[[str], str], words: Wording) -> str | Absent:
    """The answer of all, or each answer if they differ; unknown while one of them is."""
    asked = [one for one in sets if fact not in not_asked(one)]
    if not asked:
        return NOT_APPLICABLE
    if not all(fact in one for one in asked):
        return UNKNOWN
    said = [*dict.fromkeys(say(one[fact]) for one in asked)]
    return said[0] if len(said) == 1 else "\n\n".join(words.of_some.format(said=each) for each in said)


def _achieved(sets: Sets, words: Wording) -> tuple[str, ...] | Absent:
    """The same of what later measures achieved: several for one set, and “none” only where nothing was."""
    asked = [one for one in sets if "later_measures" not in not_asked(one)]
    if not asked:
        return NOT_APPLICABLE
    if not all("later_measures" in one for one in asked):
        return UNKNOWN
    found = [*dict.fromkeys(item for one in asked for item in one["later_measures"])]
    achieved = [item for item in found if item != "none"] or found
    return tuple(
        said if all(item in one["later_measures"] for one in asked) else words.of_some.format(said=said)
        for item in achieved
        for said in (words.answer("later_measures", item),)
    )
