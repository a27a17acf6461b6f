"""Correct a moment of awareness. Earlier: any responder. Later: the DPO or a deputy, since it gains time."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future, the_set
from breachbot.incident.consequences import consequences
from breachbot.incident.plausible import unusual
from breachbot.incident.state import Incident, evolve


class MoveAwareness(Command):
    """The right moment, what it rests on, and whose clock it is: the incident's, or that of a set. The old moment stays
    on record."""

    aware_at: e.Utc
    basis: Annotated[str, Told("Say what the right moment is based on.", least=10, most=bounds.BASIS)]
    affected_set: str = e.MAIN


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    return Obstacle("Nobody has stated awareness yet.", "become_aware") if incident.aware_at is None else None


def events(incident: Incident, command: MoveAwareness, context: Context) -> list[e.IncidentEvent]:
    was, now = incident.aware_since(_clock(incident, command)), context.now
    assert was is not None, "there is an awareness to move: `ready` was asked"
    if command.aware_at > was:
        context.team.require_approver(context.by, "move the moment of awareness to a later time")
    refuse_future(command.aware_at, now, field="aware_at")
    _refuse_later_than_a_part(incident, command)
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
        affected_set=command.affected_set,
    )
    return [moved, *consequences(evolve(incident, moved), context.policy, now)]


def _clock(incident: Incident, command: MoveAwareness) -> str:
    """The set whose clock it is. Raises Refused for one that shares the incident's."""
    one = the_set(incident, command.affected_set)
    if incident.clock_of(one.id) != one.id:
        why = "These data share the incident's awareness. Correct that one."
        raise Refused(why, field="affected_set")
    return one.id


def _refuse_later_than_a_part(incident: Incident, command: MoveAwareness) -> None:
    """Raise Refused where the incident's clock would begin after that of one that became part of it: by then the
    company was aware of this breach."""
    for part in incident.taken_in:
        if command.affected_set == e.MAIN and part.aware_at and command.aware_at > part.aware_at:
            raise Refused(
                f"{part.incident} is part of this, with awareness since {part.aware_at:%Y-%m-%d %H:%M} UTC. "
                "Give that moment or an earlier one.",
                field="aware_at",
            )


ACT = Act("move_awareness", MoveAwareness, "responder", "correct awareness", ready, events)
