"""Correct the moment of awareness. Earlier: any responder. Later: the DPO or a deputy, since it gains time."""

from __future__ import annotations

from typing import Annotated

from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future
from breachbot.incident.consequences import consequences
from breachbot.incident.plausible import unusual
from breachbot.incident.state import Incident, evolve


class MoveAwareness(Command):
    """The right moment, and why it changes. The old one stays on record."""

    aware_at: e.Utc
    basis: Annotated[str, Told("Say why the moment of awareness changes.", least=10, most=bounds.BASIS)]


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    return Obstacle("Nobody has stated awareness yet.", "become_aware") if incident.aware_at is None else None


def events(incident: Incident, command: MoveAwareness, context: Context) -> list[e.IncidentEvent]:
    was, now = incident.aware_at, context.now
    assert was is not None, "there is an awareness to move: `ready` was asked"
    if command.aware_at > was:
        context.team.require_approver(context.by, "move the moment of awareness to a later time")
    refuse_future(command.aware_at, now, field="aware_at")
    if command.aware_at == was:
        return []
    odd = unusual(incident, context.policy, command.aware_at, now)
    moved = e.AwarenessMoved(
        at=now,
        by=context.by,
        was=was,
        aware_at=command.aware_at,
        reason=command.basis,
        unusual=odd,
        to_confirm=bool(odd) and context.by not in context.team.approvers,
    )
    return [moved, *consequences(evolve(incident, moved), context.policy, now)]


ACT = Act("move_awareness", MoveAwareness, "responder", "correct awareness", ready, events)
