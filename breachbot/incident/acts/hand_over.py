"""Ask somebody else to take over what the newest reminder is about. Until they accept, the first one has it."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.reach import asked_to_take, still_open, who_has_it
from breachbot.incident.state import Incident


class HandOver(Command):
    """Who is to have it, a Slack user id."""

    to: Annotated[str, Told("Choose who is to have it.", most=bounds.SHORT)]


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if still_open(incident, context.policy) is None:
        return Obstacle("No reminder waits for an answer.")
    answer = who_has_it(incident, context.team, context.now)
    if answer is None or answer.by != context.by:
        return Obstacle("Only whoever has it can hand it over.", "have_it")
    if asked := asked_to_take(incident, context.team, context.policy):
        return Obstacle(f"<@{asked.event.to}> has not answered yet.", "take_over")
    if context.team.everyone == (context.by,):
        return Obstacle("There is nobody else on the response team.")
    return None


def events(incident: Incident, command: HandOver, context: Context) -> list[e.IncidentEvent]:
    found = still_open(incident, context.policy)
    assert found is not None, "ready says so"
    if command.to == context.by:
        raise Refused("You have it already. Choose somebody else.", field="to")
    if context.team.role(command.to) is None:
        raise Refused("They are not on the response team. Choose somebody who is.", field="to")
    return [e.HandOverAsked(at=context.now, by=context.by, reminder=found.number, to=command.to)]


ACT = Act("hand_over", HandOver, "responder", "hand it over", ready, events)
