"""Record that a person did elsewhere what an obligation asks, such as a report to another authority."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future
from breachbot.incident.duties import to_record
from breachbot.incident.state import Incident
from breachbot.incident.times import first_end
from breachbot.incident.twice import on_record


class RecordDuty(Command):
    """Which obligation was met, when, where and under which reference; why so late, if it was."""

    obligation: str
    done_at: e.Utc
    channel: Annotated[str, Told("Say where it was done: the portal, the address.", most=bounds.SHORT)]
    reference: Annotated[str, Told("Give the reference, or 'none given'.", most=bounds.SHORT)]
    delay_reasons: Annotated[str | None, Told("", least=0, most=bounds.REASON)] = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        return Obstacle("Nobody has stated awareness yet.", "become_aware")
    if to_record(incident, context.policy):
        return None
    return Obstacle("No duty is left to record here.")


def events(incident: Incident, command: RecordDuty, context: Context) -> list[e.IncidentEvent]:
    """Once for each obligation: what is on record stays."""
    owed = next((o for o in to_record(incident, context.policy) if o.id == command.obligation), None)
    if done := incident.record(command.obligation):
        raise Refused(f"That is on record already, {on_record(done)}.", field="obligation")
    if owed is None:
        raise Refused("There is nothing to record about this duty.", field="obligation")
    refuse_future(command.done_at, context.now, field="done_at")
    due = first_end(incident, owed)
    if due and command.done_at > due and not command.delay_reasons:
        raise Refused(f"It is later than {owed.hours}. Say why.", field="delay_reasons")
    return [e.DutyRecorded(at=context.now, by=context.by, **command.model_dump())]


ACT = Act("record_duty", RecordDuty, "responder", "record that a duty was met", ready, events)
