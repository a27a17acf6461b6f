"""The DPO's word on an unusual moment of awareness. The clock runs by it from the start, whatever is said later."""

from __future__ import annotations

from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import BASIS
from breachbot.incident.decide import require_open, require_reason
from breachbot.incident.state import Incident
from breachbot.incident.team import Team


def confirm_awareness(
    incident: Incident, team: Team, *, aware_at: datetime, reason: str, by: str, now: datetime
) -> list[e.IncidentEvent]:
    """Confirm the stated moment, which is the one that was shown. To correct it is `decide.move_awareness`."""
    require_open(incident)
    team.require_approver(by, "confirm the moment of awareness")
    refuse_settled(incident)
    if incident.aware_at != aware_at:
        raise Refused("The moment of awareness was corrected meanwhile. Look at it again.")
    reason = require_reason(reason, "Say what shows that this moment is right.", most=BASIS, field="reason")
    return [e.AwarenessConfirmed(at=now, by=by, aware_at=aware_at, reason=reason)]


def refuse_settled(incident: Incident) -> None:
    """Raise Refused unless a stated moment waits for the DPO."""
    if incident.unconfirmed is None:
        raise Refused("No moment of awareness waits to be confirmed. One that is wrong can be corrected.")
