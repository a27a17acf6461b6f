"""Answer whether one takes over what somebody else has. No clock stops, and the next reminder comes all the same."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle
from breachbot.incident.reach import asked_to_take
from breachbot.incident.state import Incident


class TakeOver(Command):
    """Whether they take it over."""

    accepted: bool


def ready(incident: Incident, context: Context) -> Obstacle | None:
    asked = asked_to_take(incident, context.team, context.policy)
    if asked is None or asked.event.to != context.by:
        return Obstacle("Nobody asks you to take anything over, or no longer.")
    return None


def events(incident: Incident, command: TakeOver, context: Context) -> list[e.IncidentEvent]:
    asked = asked_to_take(incident, context.team, context.policy)
    assert asked is not None, "ready says so"
    about = {"at": context.now, "by": context.by}
    answered = e.HandOverAnswered(**about, asked=asked.number, accepted=command.accepted, of=asked.event.by)
    if not command.accepted:
        return [answered]
    return [answered, e.ReminderAnswered(**about, reminder=asked.event.reminder)]


ACT = Act("take_over", TakeOver, "responder", "answer whether they take it over", ready, events)
