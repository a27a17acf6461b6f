"""Record that a person did elsewhere what an obligation asks, such as a report to another authority."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future, refuse_slip
from breachbot.incident.duties import duties, to_record
from breachbot.incident.packs import applying
from breachbot.incident.state import Incident
from breachbot.incident.twice import on_record


class RecordDuty(Command):
    """Which obligation was met, when, where and under which reference; why so late, if it was."""

    obligation: str
    done_at: e.Utc
    channel: Annotated[str, Told("Say where it was done: the portal, the address.", most=bounds.SHORT)]
    reference: Annotated[str, Told("Give the reference, or 'none given'.", most=bounds.SHORT)]
    delay_reasons: Annotated[str | None, Told("", least=0, most=bounds.REASON)] = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None and not applying(incident):
        return Obstacle("Nobody has stated awareness yet.", "become_aware")
    if to_record(incident, context.policy):
        return None
    return Obstacle("No duty is left to record here.")


def events(incident: Incident, command: RecordDuty, context: Context) -> list[e.IncidentEvent]:
    """Once for each obligation: what is on record stays."""
    found = duties(incident, context.policy)
    owed = next((o for o in found if o.law and o.obligation == command.obligation and not o.met), None)
    if done := incident.record(command.obligation):
        raise Refused(f"That is on record already, {on_record(done)}.", field="obligation")
    if owed is None or owed.law is None:
        raise Refused("There is nothing to record about this duty.", field="obligation")
    refuse_future(command.done_at, context.now, field="done_at")
    refuse_slip(command.done_at, field="done_at")
    if owed.due_at and command.done_at > owed.due_at and not command.delay_reasons:
        raise Refused(f"It is later than {owed.law.hours}. Say why.", field="delay_reasons")
    return [e.DutyRecorded(at=context.now, by=context.by, **command.model_dump())]


ACT = Act("record_duty", RecordDuty, "responder", "record that a duty was met", ready, events)
