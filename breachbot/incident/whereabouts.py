"""Where the data are, for a notice: which questions about them do not arise, and whether they are still out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breachbot.notices.fields import StillOut
from breachbot.notices.words import Wording

_DOES_NOT_ARISE: tuple[tuple[Mapping[str, str], frozenset[str]], ...] = (
    (
        {"confidentiality": "no"},
        frozenset(
            {
                "could_reach",
                "exposed_for",
                "recipient",
                "access_evidence",
                "deletion_confirmed",
                "later_measures",
            }
        ),
    ),
    ({"recipient": "none_known"}, frozenset({"deletion_confirmed"})),
    ({"integrity": "no", "availability": "no"}, frozenset({"restore", "loss_effect"})),
)
"""What is not asked once the answers before it are known."""

_WITH_STRANGERS = frozenset({"unknown", "public", "hostile"})
_WITH_SOMEBODY = frozenset({"known", "several_known", "staff_outside_task"})


def not_asked(known: Mapping[str, Any]) -> frozenset[str]:
    """The facts that nobody has stated and that do not arise after what is known."""
    found = [
        names
        for answers, names in _DOES_NOT_ARISE
        if all(known.get(fact) == value for fact, value in answers.items())
    ]
    return frozenset().union(*found) - known.keys()


def still_out(known: Mapping[str, Any]) -> StillOut:
    """Whether others still have the data. A word of theirs that they deleted them leaves it open."""
    recipient, deleted = known.get("recipient"), known.get("deletion_confirmed")
    unopened = "returned_unopened" in known.get("later_measures", ())
    if known.get("confidentiality") == "no" or unopened:
        return "nothing_out"
    if recipient in _WITH_STRANGERS:
        return "unclear" if deleted == "in_writing" else "out"
    if recipient in _WITH_SOMEBODY and deleted != "in_writing":
        return "out" if deleted in ("asked", "not_possible") else "unclear"
    return "unclear" if recipient is None else "nothing_out"


def told_to_people(known: Mapping[str, Any], words: Wording) -> dict[str, str]:
    """Who has the data, who could have got them and whether they are deleted, in sentences for the people affected."""
    return {
        fact: sentences[known[fact]]
        for fact, sentences in words.to_people.items()
        if known.get(fact) in sentences
    }
