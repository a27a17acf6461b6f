"""Decide under Art. 34(3) that people need not be told directly. A decision with reasons, never a bare box."""

from __future__ import annotations

from typing import Annotated, Literal

from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle
from breachbot.incident.acts.advise import REASON
from breachbot.incident.outcome import outcome
from breachbot.incident.stale import stale_now
from breachbot.incident.state import Incident, evolve
from breachbot.incident.twice import refuse_same_waiver


class Waive(Command):
    """Which ground of Art. 34(3), and why."""

    ground: Literal["a", "b", "c"]
    reason: Annotated[str, REASON]


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        return Obstacle("Nobody has stated awareness yet.", "become_aware")
    if outcome(incident, context.policy.regimes.communication.id) != "not_required":
        return None
    return Obstacle("The assessment asks for no communication, so there is nothing to decide.")


def events(incident: Incident, command: Waive, context: Context) -> list[e.IncidentEvent]:
    refuse_same_waiver(incident, ground=command.ground, reason=command.reason)
    waived = e.CommunicationWaived(
        at=context.now, by=context.by, ground=command.ground, reason=command.reason
    )
    return [waived, *stale_now(evolve(incident, waived), context.policy, context.now)]


ACT = Act("waive", Waive, "approver", "decide that people need not be told directly", ready, events)
