"""What is owed, in a line each: the outcome of each duty, why, and what is done."""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.incident.events import MAIN
from breachbot.incident.guidance import PROMISED, Owed
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.playbook.types import OUTCOMES, Kind
from breachbot.slack.kit.words import listed, utc


def owed_lines(incident: Incident, duties: Sequence[Owed], policy: Policy) -> list[str]:
    """The duties with their outcome and why; those of which the same is to be said share a line."""
    lines: dict[str, list[str]] = {}
    for owed in duties:
        if owed.affected_set != MAIN and owed.outcome == "not_required":
            continue
        said = _standing(incident, owed) + (f": {owed.because}" if owed.because else "")
        lines.setdefault(said, []).append(_name(incident, owed, policy))
    return [f"{listed(names)} – {said}" for said, names in lines.items()]


def _standing(incident: Incident, owed: Owed) -> str:
    """The outcome, and what is done."""
    if owed.kind is Kind.FILING and incident.filed_as:
        kind = {"initial": "an initial", "follow_up": "a follow-up", "complete": "the complete"}
        more = "" if owed.stopped else ", and data with a clock of their own are still to be notified"
        return f"{OUTCOMES[owed.outcome]}, {kind[incident.filed_as]} notice is filed{more}"
    if owed.met and (owed.outcome == "required" or owed.stopped):
        return f"{OUTCOMES[owed.outcome]} ✓ done"
    if owed.outcome == "undetermined" and not owed.because:
        return f"{OUTCOMES[owed.outcome]}, so treat it as required"
    return OUTCOMES[owed.outcome]


def _name(incident: Incident, owed: Owed, policy: Policy) -> str:
    """The duty; of that to controllers, which set where there are several; by when, where the card shows no clock."""
    one = incident.affected_set(owed.affected_set)
    of = f", {one.title}" if owed.kind is Kind.CONTROLLERS and one and len(incident.sets) > 1 else ""
    counts = owed.kind is not Kind.FILING and owed.outcome != "not_required" and not owed.met
    by = f", by {utc(owed.due_at)}" if owed.due_at and counts else ""
    return duty_of(owed.key, policy) + of + by


def duty_of(key: str, policy: Policy) -> str:
    """The name of a duty by the key of its reminders; an update that the page promises is called that."""
    obligation, _, about = key.partition("@")
    promised = ", the update that the security page promises" if about == PROMISED else ""
    return policy.regimes.label(obligation) + promised
