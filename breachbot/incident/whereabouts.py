"""Where the data are, for a notice: which questions do not arise, which wait for an answer, and what is still out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from breachbot.assessment.vocabulary import ACTS
from breachbot.notices.fields import StillOut
from breachbot.notices.forms import FORM

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

AWAITED: Mapping[str, frozenset[str]] = {
    "data_categories": frozenset({"payment"}),
    "deletion_confirmed": frozenset({"asked"}),
    "restore": frozenset({"not_yet"}),
}
"""The answers that say no more than that the answer is to come."""

_SEEN = frozenset({"access_seen", "exfiltration_seen", "logs_erasable"})
_WITH_STRANGERS = frozenset({"unknown", "public", "hostile"})
_WITH_SOMEBODY = frozenset({"known", "several_known", "staff_outside_task"})
_BACK = frozenset({"returned_unopened", "found_unclear"})
_GIVEN_UP = frozenset({"came_back", "in_writing"})


def not_asked(known: Mapping[str, Any]) -> frozenset[str]:
    """The facts that nobody has stated and that do not arise after what is known."""
    found = [
        names
        for answers, names in _DOES_NOT_ARISE
        if all(known.get(fact) == value for fact, value in answers.items())
    ]
    return frozenset().union(*found) - known.keys()


def in_keeping(known: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of one set without what its other answers overtake: proof that the data came back answers what was
    asked for, and whom nobody knows, nobody can have asked or stopped."""
    said = {
        name: value for name, value in known.items() if name not in ("deletion_confirmed", "later_measures")
    }
    if deleted := _deletion(known):
        said["deletion_confirmed"] = deleted
    if later := known.get("later_measures"):
        said["later_measures"] = [one for one in later if one != "taker_stopped" or not _nobody(known)] or [
            "none"
        ]
    return said


def _deletion(known: Mapping[str, Any]) -> Any:
    said = known.get("deletion_confirmed")
    if said != "in_writing" and not _BACK.isdisjoint(known.get("later_measures", ())):
        return "came_back"
    if said == "not_possible":
        return None if _nobody(known) and still_out(known) == "nothing_out" else said
    return said if said == "came_back" or ("recipient" in known and not _nobody(known)) else None


def _nobody(known: Mapping[str, Any]) -> bool:
    return known.get("recipient") == "none_known" or known.get("confidentiality") == "no"


def awaited(known: Mapping[str, Any]) -> frozenset[str]:
    """The facts of one set that were answered with a “not yet”."""
    return frozenset(
        fact for fact, answers in AWAITED.items() if not answers.isdisjoint(_given(known.get(fact)))
    )


def _given(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def still_out(known: Mapping[str, Any], form: int = FORM) -> StillOut:
    """Whether others still have the data. A word of theirs that they deleted them leaves it open, and so does that
    nobody is known to have got them."""
    recipient, deleted = known.get("recipient"), known.get("deletion_confirmed")
    later, given_up = known.get("later_measures", ()), deleted in _GIVEN_UP
    less_sure = form > 3 and ("taker_stopped" in later or deleted == "said_so")
    if known.get("confidentiality") == "no" or "returned_unopened" in later:
        return "nothing_out"
    if recipient in _WITH_STRANGERS:
        return "unclear" if given_up or less_sure else "out"
    if recipient in _WITH_SOMEBODY and not given_up:
        return "out" if deleted in ("asked", "not_possible") and not less_sure else "unclear"
    if form < 3:
        return "unclear" if recipient is None else "nothing_out"
    inside = _nobody_got_them(known) if recipient == "none_known" else given_up
    return "nothing_out" if recipient and inside else "unclear"


def _nobody_got_them(known: Mapping[str, Any]) -> bool:
    """Whether that is shown: by logs of the whole time, or because nobody outside could. An attacker was not kept out,
    and a trace of access, or one that may have been erased, says otherwise."""
    evidence = known.get("access_evidence")
    kept_out = known.get("could_reach") == "nobody_outside" and known.get("cause") not in ACTS
    return evidence == "complete_logs_show_none" or (kept_out and evidence not in _SEEN)
