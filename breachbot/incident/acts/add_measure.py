"""A follow-up measure that somebody thinks of after the end: the DPO or a deputy adds it."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.act import Act, Context, Obstacle
from breachbot.incident.acts.close import FollowUp, require_day
from breachbot.incident.measures import open_measures
from breachbot.incident.state import Incident

MOST_OPEN = 10
"""Follow-up measures of one incident that are open at a time."""


class AddMeasure(FollowUp):
    """What is to be done, by whom, and by the end of which day."""


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if not isinstance(incident.ended, e.IncidentClosed):
        return Obstacle("Follow-up measures are named when an incident is closed, or after that.", "close")
    if len(open_measures(incident)) >= MOST_OPEN:
        return Obstacle("Ten follow-up measures are open: record first what was done.", "record_measure")
    return None


def events(_incident: Incident, command: AddMeasure, context: Context) -> list[e.IncidentEvent]:
    require_day(command.until, context, field="until")
    agreed = e.Measure(what=command.what, owner=command.owner, until=command.until)
    return [e.MeasureAdded(at=context.now, by=context.by, measure=agreed)]


ACT = Act("add_measure", AddMeasure, "approver", "add a follow-up measure", ready, events, afterwards=True)
