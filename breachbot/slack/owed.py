"""What is owed, in a line each: the outcome of each duty, why, and what is done."""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.incident.events import MAIN
from breachbot.incident.guidance import Owed
from breachbot.incident.state import Incident
from breachbot.slack.kit.words import listed, utc

NAMES: dict[str, str] = {
    "document": "Register (Art. 33(5))",
    "notify_authority": "Authority (Art. 33(1))",
    "communicate": "People affected (Art. 34)",
    "notify_controller": "Controller (Art. 33(2))",
}
OUTCOMES = {"required": "required", "not_required": "not required", "undetermined": "open"}


def owed_lines(incident: Incident, duties: Sequence[Owed]) -> list[str]:
    """The duties with their outcome and why; those of which the same is to be said share a line."""
    lines: dict[str, list[str]] = {}
    for owed in duties:
        if owed.affected_set != MAIN and owed.outcome == "not_required":
            continue
        said = _standing(incident, owed) + (f": {owed.because}" if owed.because else "")
        lines.setdefault(said, []).append(_name(incident, owed))
    return [f"{listed(names)} – {said}" for said, names in lines.items()]


def _standing(incident: Incident, owed: Owed) -> str:
    """The outcome, and what is done."""
    if owed.obligation == "notify_authority" and incident.filings:
        kind = {"initial": "an initial", "follow_up": "a follow-up", "complete": "the complete"}
        return f"{OUTCOMES[owed.outcome]}, {kind[incident.filings[-1].phase]} notice is filed"
    if owed.outcome == "undetermined" and not owed.because:
        return "open, so treat it as required"
    return OUTCOMES[owed.outcome] + (" ✓ done" if owed.met and owed.outcome == "required" else "")


def _name(incident: Incident, owed: Owed) -> str:
    """The duty; of that to controllers, which set where there are several, and by when a contract wants it."""
    one = incident.affected_set(owed.affected_set)
    if owed.obligation != "notify_controller":
        return NAMES[owed.obligation]
    of = f", {one.title}" if one and len(incident.sets) > 1 else ""
    by = f", by {utc(owed.due_at)}" if owed.due_at and not owed.met else ""
    return NAMES[owed.obligation] + of + by
