"""What is owed, in a line each: the outcome of each duty, and what is done. Why is one click away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from breachbot.incident.addressees import without
from breachbot.incident.guidance import PROMISED, Owed, told_so_far
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.playbook.obligation import Kind
from breachbot.playbook.timing import ANCHORS
from breachbot.playbook.words import OUTCOMES
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import listed, many, utc

MOST_SETS, LONGEST_TITLE = 2, 28
"""Sets that are named in a line, and characters of what each is called in it."""


def owed_lines(incident: Incident, duties: Sequence[Owed], policy: Policy) -> list[str]:
    """The duties with their outcome; those of which the same is to be said share a line. Of several sets those alone
    whose controllers are still to be told, the first of them by name."""
    lines: dict[str, list[str]] = {}
    sets: Counter[str] = Counter()
    for owed in duties:
        several = _of_several(incident, owed)
        if several and (owed.outcome == "not_required" or owed.met):
            continue
        said = _standing(incident, owed)
        sets[said] += several
        if not several or sets[said] <= MOST_SETS:
            lines.setdefault(said, []).append(_name(incident, owed, policy))
    more = {said: [f"of {number - MOST_SETS} more"] for said, number in sets.items() if number > MOST_SETS}
    return [f"{listed([*names, *more.get(said, [])])} – {said}" for said, names in lines.items()]


def _of_several(incident: Incident, owed: Owed) -> bool:
    """Whether it is a duty of one set among others."""
    return owed.kind is Kind.CONTROLLERS and len(incident.sets) > 1


def _standing(incident: Incident, owed: Owed) -> str:
    """The outcome, and what is done."""
    if owed.kind is Kind.FILING and incident.filed_as:
        kind = {"initial": "an initial", "follow_up": "a follow-up", "complete": "the complete"}
        more = "" if owed.stopped else ", and data with a clock of their own are still to be notified"
        if missing := without(incident):
            more = f", {clip(listed([one.name for one in missing]), 300)} still to be notified"
        return f"{OUTCOMES[owed.outcome]}, {kind[incident.filed_as]} notice is filed{more}"
    if owed.kind is Kind.COMMUNICATION and (number := told_so_far(incident)) and not owed.met:
        treated = ", treated as required" if owed.outcome == "undetermined" else ""
        return f"{OUTCOMES[owed.outcome]}{treated}, {many(number, 'person was', 'people were')} told directly"
    if owed.met and (owed.outcome == "required" or owed.stopped):
        return f"{OUTCOMES[owed.outcome]} ✓ done"
    if owed.outcome == "undetermined":
        return f"{OUTCOMES[owed.outcome]}, treated as required"
    return OUTCOMES[owed.outcome]


def _name(incident: Incident, owed: Owed, policy: Policy) -> str:
    """The duty; of that to controllers, which set where there are several; by when, where the card shows no clock."""
    one = incident.affected_set(owed.affected_set)
    of = f" of “{clip(one.title, LONGEST_TITLE)}”" if one and _of_several(incident, owed) else ""
    counts = owed.kind is not Kind.FILING and owed.outcome != "not_required" and not owed.met
    by = f", by {utc(owed.due_at)}" if owed.due_at and counts else ""
    if owed.gap == "anchor" and owed.law:
        by = f", {owed.law.hours} from when {ANCHORS[owed.law.anchor]}"
    return (owed.law.name if owed.law else duty_of(owed.key, policy)) + of + by


def duty_of(key: str, policy: Policy) -> str:
    """The name of a duty by the key of its reminders; an update that the page promises is called that."""
    obligation, _, about = key.partition("@")
    promised = ", the update that the security page promises" if about == PROMISED else ""
    return policy.regimes.label(obligation) + promised
