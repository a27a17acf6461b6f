"""Where the data are, for a notice: which questions do not arise, which wait for an answer, and what is still out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from breachbot.assessment.vocabulary import ACTS
from breachbot.notices.fields import StillOut
from breachbot.notices.forms import FORM
from breachbot.notices.values import NOT_APPLICABLE, Absent
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

_AWAITED: Mapping[str, frozenset[str]] = {
    "data_categories": frozenset({"payment"}),
    "deletion_confirmed": frozenset({"asked"}),
    "restore": frozenset({"not_yet"}),
}
"""The answers that say no more than that the answer is to come."""

_SEEN = frozenset({"access_seen", "exfiltration_seen", "logs_erasable"})
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


def awaited(known: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, ...]:
    """The facts of a notice that were answered with a “not yet”."""
    return tuple(
        fact
        for fact, answers in _AWAITED.items()
        if fact in model.model_fields and not answers.isdisjoint(_given(known.get(fact)))
    )


def _given(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def still_out(known: Mapping[str, Any], form: int = FORM) -> StillOut:
    """Whether others still have the data. A word of theirs that they deleted them leaves it open, and so does that
    nobody is known to have got them."""
    recipient, deleted = known.get("recipient"), known.get("deletion_confirmed")
    unopened = "returned_unopened" in known.get("later_measures", ())
    if known.get("confidentiality") == "no" or unopened:
        return "nothing_out"
    if recipient in _WITH_STRANGERS:
        return "unclear" if deleted == "in_writing" else "out"
    if recipient in _WITH_SOMEBODY and deleted != "in_writing":
        return "out" if deleted in ("asked", "not_possible") else "unclear"
    if form < 3:
        return "unclear" if recipient is None else "nothing_out"
    inside = _nobody_got_them(known) if recipient == "none_known" else deleted == "in_writing"
    return "nothing_out" if recipient and inside else "unclear"


def _nobody_got_them(known: Mapping[str, Any]) -> bool:
    """Whether that is shown: by logs of the whole time, or because nobody outside could. An attacker was not kept out,
    and a trace of access, or one that may have been erased, says otherwise."""
    evidence = known.get("access_evidence")
    kept_out = known.get("could_reach") == "nobody_outside" and known.get("cause") not in ACTS
    return evidence == "complete_logs_show_none" or (kept_out and evidence not in _SEEN)


def told_to_people(known: Mapping[str, Any], words: Wording) -> dict[str, str | Absent]:
    """Who has the data, who could have got them, whether they are deleted and what they reveal, in sentences for the
    people affected. That a list reveals nothing is not worth a sentence."""
    said = {
        fact: sentences[known[fact]]
        for fact, sentences in words.to_people.items()
        if known.get(fact) in sentences
    }
    return {"reveals": NOT_APPLICABLE} | said
