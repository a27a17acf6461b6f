"""State the moment from which the time of a law counts: when it was classified, when a remedy was there, and so on.

What the incident knows by itself (awareness, detection, a report that was recorded) needs no statement; one for
awareness or detection says that for this law the moment was another. A later statement replaces an earlier one.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future, refuse_slip
from breachbot.incident.packs import statable
from breachbot.incident.state import Incident
from breachbot.playbook.timing import Anchor


class StateMoment(Command):
    """Of which law, which moment, when it was, and how that is known."""

    regime: str
    anchor: Anchor
    moment: e.Utc
    basis: Annotated[str, Told("Say how that moment is known.", least=10, most=bounds.BASIS)]


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if statable(incident, context.policy):
        return None
    return Obstacle("No law that applies here counts from a moment that has to be stated.")


def events(incident: Incident, command: StateMoment, context: Context) -> list[e.IncidentEvent]:
    known = {(law.book.id, limit.anchor) for law, limit in statable(incident, context.policy)}
    if (command.regime, command.anchor) not in known:
        raise Refused("Nothing is counted from that moment here.", field="anchor")
    refuse_future(command.moment, context.now, field="moment")
    refuse_slip(command.moment, field="moment")
    return [e.MomentStated(at=context.now, by=context.by, **command.model_dump())]


ACT = Act("state_moment", StateMoment, "responder", "state from when a law counts", ready, events)
