"""A set that was held to be of the same breach turns out to be another one: it gets awareness and hours of its own.

What was held before stays on record, with the reason. A notice filed before speaks of these data as of the same breach,
so the hours of another one run until the authority has a notice that tells them apart.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, the_set
from breachbot.incident.acts.become_aware import BecomeAware, stated
from breachbot.incident.consequences import after_all, consequences
from breachbot.incident.state import AffectedSet, Incident


class TellApart(Command):
    """Which set, why it is another breach, since when the company is aware of that, and what the awareness rests on."""

    affected_set: str
    reason: Annotated[
        str,
        Told(
            "Say why it is another breach: another cause, kind of data or time.", least=20, most=bounds.BASIS
        ),
    ]
    aware_at: e.Utc
    basis: Annotated[str, Told("Say what the certainty is based on.", least=10, most=bounds.BASIS)]


def sharing(incident: Incident) -> tuple[AffectedSet, ...]:
    """The sets beside the first that go by the incident's clock."""
    return tuple(one for one in incident.sets if one.id != e.MAIN and one.aware_at is None)


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        why = "Nobody has stated awareness of this incident yet, so no other clock can start beside it."
        return Obstacle(why, "become_aware")
    if not sharing(incident):
        return Obstacle("No set of data shares the clock of the incident. Set data apart first.", "add_set")
    return None


def events(incident: Incident, command: TellApart, context: Context) -> list[e.IncidentEvent]:
    one = the_set(incident, command.affected_set)
    if one not in sharing(incident):
        why = "These data do not share the clock of the incident. If the moment is wrong, correct awareness."
        raise Refused(why, field="affected_set")
    apart = e.BreachToldApart(
        at=context.now, by=context.by, affected_set=one.id, was=one.breach, reason=command.reason
    )
    statement = BecomeAware.of(aware_at=command.aware_at, basis=command.basis)
    aware = stated(incident, statement, context, one.id)
    after = after_all(incident, [apart, aware])
    return [apart, aware, *consequences(after, context.policy, context.now)]


ACT = Act("tell_apart", TellApart, "responder", "give data a clock of their own", ready, events)
