"""The DPO's word on an unusual moment of awareness. The clock runs by it from the start, whatever is said later."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.state import Incident


class ConfirmAwareness(Command):
    """The moment that was shown, the set whose clock it starts, and what shows that it is right."""

    aware_at: e.Utc
    reason: Annotated[str, Told("Say what shows that this moment is right.", least=10, most=bounds.BASIS)]
    affected_set: str = e.MAIN


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if incident.unconfirmed is not None:
        return None
    why = "No moment of awareness is waiting to be confirmed. If one is wrong, correct it."
    return Obstacle(why, "move_awareness")


def events(incident: Incident, command: ConfirmAwareness, context: Context) -> list[e.IncidentEvent]:
    if incident.aware_since(command.affected_set) != command.aware_at:
        raise Refused("The moment of awareness was corrected meanwhile. Look at it again.")
    if command.affected_set not in (one.affected_set for one in incident.waiting):
        raise Refused("That moment of awareness is no longer waiting to be confirmed.")
    return [e.AwarenessConfirmed(at=context.now, by=context.by, **command.model_dump())]


ACT = Act("confirm_awareness", ConfirmAwareness, "approver", "confirm the moment of awareness", ready, events)
