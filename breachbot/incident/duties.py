"""What an incident still owes, to whom and until when: derived from its events, never stored as a status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breachbot.incident.outcome import Outcome, clock, outcome
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident


@dataclass(frozen=True)
class Owed:
    """One obligation of one incident.

    due_at: the end of its hours, in UTC; None for a duty without hours, or while nobody is aware.
    stopped: the hours no longer matter (the authority has at least an initial notice). met: nothing is left to do.
    wants: the next step in one line; empty when met.
    """

    obligation: str
    outcome: Outcome
    due_at: datetime | None
    stopped: bool
    met: bool
    wants: str


def duties(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """The three duties that can be open, in the order in which they press."""
    return (_authority(incident, policy), _communication(incident), _controller(incident))


def open_duties(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """Those that keep the incident from being closed."""
    return tuple(duty for duty in duties(incident, policy) if not duty.met)


def _authority(incident: Incident, policy: Policy) -> Owed:
    name = "notify_authority"
    ruled = outcome(incident, name)
    filed = bool(incident.filings)
    complete = filed and incident.filings[-1].phase == "complete"
    wants = ""
    if ruled == "undetermined":
        wants = "State the facts, so that it is clear whether the authority must be notified."
    elif ruled == "required" and not filed:
        wants = "File the approved notice at the authority and record it here."
    elif ruled == "required" and not complete:
        wants = "Complete the notice: the authority has an initial one only (Art. 33(4))."
    return Owed(name, ruled, clock(incident, policy), filed, not wants, wants)


def _communication(incident: Incident) -> Owed:
    name = "communicate"
    ruled = outcome(incident, name)
    exempt = incident.waived is not None and incident.waived.ground in ("a", "b")
    wants = ""
    if ruled == "undetermined":
        wants = "State the facts, so that it is clear whether the people affected must be told."
    elif ruled == "required" and not exempt:
        wants = _next_communication(incident)
    return Owed(name, ruled, None, False, not wants, wants)


def _next_communication(incident: Incident) -> str:
    """Art. 34: the page alone does not do; a direct message, or a reasoned decision under 34(3), goes with it."""
    if not incident.published:
        return "Approve the page and have it published."
    if not incident.told and incident.waived is None:
        return "Tell the people affected directly and record it, or record why Art. 34(3) applies."
    return ""


def _controller(incident: Incident) -> Owed:
    name = "notify_controller"
    ruled = outcome(incident, name)
    wants = ""
    if ruled == "undetermined":
        wants = "State whether the company is controller or processor of these data."
    elif ruled == "required" and not incident.controllers_told:
        wants = "Tell the controller whose data these are, and record it."
    return Owed(name, ruled, None, False, not wants, wants)
