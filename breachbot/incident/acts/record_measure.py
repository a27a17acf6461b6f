"""A follow-up measure was carried out: its owner, the DPO or a deputy records it, also long after the end."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.measures import Measure, measures, open_measures, recordable
from breachbot.incident.state import Incident
from breachbot.incident.twice import on_record


class RecordMeasure(Command):
    """Which of them, and what was done."""

    number: int
    note: Annotated[str, Told("Say in a sentence what was done.", least=10, most=bounds.REASON)]


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if not open_measures(incident):
        return Obstacle("No follow-up measure is open.")
    if not recordable(incident, context.team, context.by):
        return Obstacle("Only the owner of a follow-up measure, the DPO or a deputy can record it as done.")
    return None


def to_record(incident: Incident, number: int, context: Context) -> Measure:
    """The measure with this number. Raises Refused unless this person may record it as done now."""
    one = next((one for one in measures(incident) if one.number == number), None)
    if one is None:
        raise Refused("There is no such follow-up measure.")
    if one.done:
        raise Refused(f"That measure is done, {on_record(one.done)}.")
    if one not in recordable(incident, context.team, context.by):
        raise Refused("Only its owner, the DPO or a deputy can record this measure as done.")
    return one


def events(incident: Incident, command: RecordMeasure, context: Context) -> list[e.IncidentEvent]:
    one = to_record(incident, command.number, context)
    return [e.MeasureDone(at=context.now, by=context.by, number=one.number, note=command.note)]


ACT = Act(
    "record_measure",
    RecordMeasure,
    "anybody",
    "record a follow-up measure as done",
    ready,
    events,
    afterwards=True,
)
