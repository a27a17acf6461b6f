"""What the newest assessment says of an obligation, and when its hours end."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from breachbot.deadlines.clock import due_at
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident

Outcome = Literal["required", "not_required", "undetermined"]


def outcome(incident: Incident, obligation: str) -> Outcome:
    """The newest ruling on an obligation; undetermined before the first assessment."""
    rulings = incident.assessed.rulings if incident.assessed else ()
    return next((ruling.outcome for ruling in rulings if ruling.obligation == obligation), "undetermined")


def clock(incident: Incident, policy: Policy) -> datetime | None:
    """`aware_at` + the hours of Art. 33(1), in UTC; None while nobody is aware."""
    obligation = policy.playbook.obligation("notify_authority")
    if incident.aware_at is None or obligation is None or obligation.within is None:
        return None
    return due_at(incident.aware_at, obligation.within)
