"""What makes sense now in an incident: the buttons to offer, and what is owed in a line each."""

from __future__ import annotations

from breachbot.incident.duties import Owed, duties, open_duties, untold
from breachbot.incident.events import MAIN
from breachbot.incident.known import processor_sets
from breachbot.incident.outcome import because, outcome, ruling_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.words import listed, utc

NAMES: dict[str, str] = {
    "document": "Register (Art. 33(5))",
    "notify_authority": "Authority (Art. 33(1))",
    "communicate": "People affected (Art. 34)",
    "notify_controller": "Controller (Art. 33(2))",
}
OUTCOMES = {"required": "required", "not_required": "not required", "undetermined": "open"}


def offers(incident: Incident, policy: Policy) -> list[Act]:
    """The buttons that make sense now. Whoever may not use one is told so."""
    if incident.ended or incident.opened is None:
        return []
    told_outside = bool(incident.filings or incident.published)
    if incident.aware_at is None:
        return [Act.AWARE, Act.FACTS, Act.OUTLOOK, Act.NO_BREACH]
    wanted = {
        Act.FACTS: True,
        Act.OUTLOOK: True,
        Act.DRAFT: not told_outside and _may_need_notice(incident),
        Act.REDRAFT: told_outside,
        Act.FILE: bool(incident.approvals_of("authority")),
        Act.TELL: outcome(incident, "communicate") != "not_required",
        Act.WAIVE: outcome(incident, "communicate") != "not_required",
        Act.ADVISE: _ours_to_decide(incident),
        Act.DECIDE: _ours_to_decide(incident),
        Act.CONTROLLERS: bool(processor_sets(incident)),
        Act.MESSAGES: any(untold(incident, one) for one in processor_sets(incident)),
        Act.CONTROLLER: outcome(incident, "notify_controller") != "not_required",
        Act.WITHDRAW: bool(incident.published) and incident.published[-1].state != "withdrawal",
        Act.CONFIRM_AWARE: incident.unconfirmed is not None,
        Act.MOVE: True,
        Act.NO_BREACH: not told_outside,
        Act.CLOSE: not open_duties(incident, policy) and incident.unconfirmed is None,
    }
    return [act for act, sensible in wanted.items() if sensible]


def _ours_to_decide(incident: Incident) -> bool:
    return bool(incident.assessments) and len(processor_sets(incident)) < len(incident.sets)


def _may_need_notice(incident: Incident) -> bool:
    return any(outcome(incident, duty) != "not_required" for duty in ("notify_authority", "communicate"))


def owed_lines(incident: Incident, policy: Policy) -> list[str]:
    """The duties with their outcome and why; those of which the same is to be said share a line."""
    lines: dict[str, list[str]] = {}
    for owed in duties(incident, policy):
        if owed.affected_set != MAIN and owed.outcome == "not_required":
            continue
        why = _why(incident, owed)
        said = _standing(incident, owed) + (f": {why}" if why else "")
        lines.setdefault(said, []).append(_name(incident, owed))
    return [f"{listed(names)} – {said}" for said, names in lines.items()]


def _standing(incident: Incident, owed: Owed) -> str:
    """The outcome, and what is done."""
    if owed.obligation == "notify_authority" and incident.filings:
        kind = {"initial": "an initial", "follow_up": "a follow-up", "complete": "the complete"}
        return f"{OUTCOMES[owed.outcome]}, {kind[incident.filings[-1].phase]} notice is filed"
    if owed.outcome == "undetermined" and not _why(incident, owed):
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


def _why(incident: Incident, owed: Owed) -> str:
    if owed.obligation != "notify_controller":
        return next(iter(because(incident, owed.obligation)), "")
    ruling = ruling_of(incident, owed.obligation, owed.affected_set)
    return ruling.because[0] if ruling and ruling.because else ""
