"""Record that one controller was told about one set (Art. 33(2)), and by which message."""

from __future__ import annotations

from typing import Annotated

from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future, the_set
from breachbot.incident.acts.name_controllers import NAME
from breachbot.incident.outcome import outcome
from breachbot.incident.state import Incident
from breachbot.incident.twice import refuse_same_controller


class TellController(Command):
    """Which controller was told, when and how."""

    told_at: e.Utc
    controller: Annotated[str, Told("Say which controller was told.", most=NAME.most)]
    channel: Annotated[str, Told("Say how the controller was told.", most=bounds.SHORT)]
    affected_set: str = e.MAIN


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        why = "Whoever tells a controller is aware of a breach, and nobody has stated awareness yet."
        return Obstacle(why, "become_aware")
    if outcome(incident, context.policy.regimes.controllers.id) != "not_required":
        return None
    return Obstacle("According to the facts, the company is the controller of all these data.", "state_facts")


def events(incident: Incident, command: TellController, context: Context) -> list[e.IncidentEvent]:
    one = the_set(incident, command.affected_set)
    refuse_future(command.told_at, context.now, field="told_at")
    same = (name for name in one.controllers if name.casefold() == command.controller.casefold())
    named = next(same, command.controller)
    refuse_same_controller(
        incident, told_at=command.told_at, controller=named, channel=command.channel, affected_set=one.id
    )
    sent = incident.controller_draft(one.id, named)
    told = e.ControllerTold(
        at=context.now,
        by=context.by,
        told_at=command.told_at,
        controller=named,
        channel=command.channel,
        affected_set=one.id,
        sha256=sent.sha256 if sent else None,
    )
    return [told]


ACT = Act("tell_controller", TellController, "responder", "record what a controller was told", ready, events)
