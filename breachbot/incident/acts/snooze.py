"""Have the newest reminder come to oneself once more, later. It stops nothing: not the next one, and no escalation."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle
from breachbot.incident.reach import still_open
from breachbot.incident.snoozed import Wait, last_moment, moments, recipients, waits_for
from breachbot.incident.state import Incident


class Snooze(Command):
    """How long to wait, and the number of the reminder that was read; None for whichever is the newest."""

    wait: Wait
    reminder: int | None = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    found = still_open(incident, context.policy)
    if found is None:
        return Obstacle("No reminder waits for an answer.")
    if context.by not in recipients(incident, found, context.team):
        return Obstacle("That reminder did not come to you.")
    if found.raised.everybody:
        return Obstacle("So little time is left that this reminder cannot be put off.")
    if waiting := waits_for(incident, context.by, context.team, context.policy):
        return Obstacle(f"You are reminded of it again at {waiting.until:%Y-%m-%d %H:%M} UTC.")
    if not moments(incident, context):
        return Obstacle(_too_late(incident, context))
    return None


def _too_late(incident: Incident, context: Context) -> str:
    last = last_moment(incident, context)
    until = f" than {last:%Y-%m-%d %H:%M} UTC" if last else ""
    return f"This reminder can wait no longer{until}, which is too soon to put it off."


def events(incident: Incident, command: Snooze, context: Context) -> list[e.IncidentEvent]:
    found = still_open(incident, context.policy)
    assert found is not None, "ready says so"
    if command.reminder not in (None, found.number):
        raise Refused("A newer reminder has come since. Read that one, and press its button.")
    until = moments(incident, context).get(command.wait)
    if until is None:
        raise Refused(f"{_too_late(incident, context)} Choose less.", field="wait")
    return [e.ReminderSnoozed(at=context.now, by=context.by, reminder=found.number, until=until)]


ACT = Act("snooze", Snooze, "responder", "be reminded of it later", ready, events)
