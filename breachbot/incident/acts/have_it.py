"""Somebody has it: they work on what the newest reminder is about. It stops asking further people, and no clock."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle
from breachbot.incident.reach import still_open, who_has_it
from breachbot.incident.state import Incident


class HaveIt(Command):
    """reminder: the number of the one that was read; None for whichever is the newest."""

    reminder: int | None = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if still_open(incident, context.policy) is None:
        return Obstacle("No reminder waits for an answer.")
    answer = who_has_it(incident, context.team, context.now)
    if answer and answer.by == context.by:
        return Obstacle("You have it already. The next reminder comes all the same.")
    return None


def events(incident: Incident, command: HaveIt, context: Context) -> list[e.IncidentEvent]:
    found = still_open(incident, context.policy)
    assert found is not None, "ready says so"
    if command.reminder not in (None, found.number):
        raise Refused("A newer reminder has come since. Read that one, and press its button.")
    return [e.ReminderAnswered(at=context.now, by=context.by, reminder=found.number)]


ACT = Act("have_it", HaveIt, "responder", "say that they have it", ready, events)
