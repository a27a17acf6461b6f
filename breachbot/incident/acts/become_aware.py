"""State awareness: since when the company is reasonably certain of a breach. It starts the clock at once.

An unusual moment, about which an edge asks first whether it is meant, waits for the DPO's word while the clock runs.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future
from breachbot.incident.consequences import consequences
from breachbot.incident.plausible import unusual
from breachbot.incident.state import Incident, evolve
from breachbot.incident.twice import on_record


class BecomeAware(Command):
    """Since when, and what the certainty rests on. The past is allowed, the future refused."""

    aware_at: e.Utc
    basis: Annotated[str, Told("Say what the certainty is based on.", least=10, most=bounds.BASIS)]


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        return None
    why = (
        f"The clock is already running: aware since {incident.aware_at:%Y-%m-%d %H:%M} UTC, "
        f"{on_record(incident.awareness_of(e.MAIN)[-1])}. If it was earlier, correct the moment of "
        "awareness. Only the DPO or a deputy can move it to a later one."
    )
    return Obstacle(why, "move_awareness")


def events(incident: Incident, command: BecomeAware, context: Context) -> list[e.IncidentEvent]:
    aware = stated(incident, command, context)
    return [aware, *consequences(evolve(incident, aware), context.policy, context.now)]


def stated(
    incident: Incident, command: BecomeAware, context: Context, affected_set: str = e.MAIN
) -> e.BecameAware:
    """The statement that starts the clock of a set. Raises Refused for a moment in the future."""
    refuse_future(command.aware_at, context.now, field="aware_at")
    odd = unusual(incident, context.policy, command.aware_at, context.now)
    return e.BecameAware(
        at=context.now,
        by=context.by,
        aware_at=command.aware_at,
        basis=command.basis,
        unusual=odd,
        to_confirm=bool(odd) and context.by not in context.team.approvers,
        affected_set=affected_set,
    )


ACT = Act("become_aware", BecomeAware, "responder", "state awareness", ready, events)
