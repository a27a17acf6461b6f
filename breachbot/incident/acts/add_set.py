"""Set a part of the data apart, with facts, a role and outcomes of its own: until they are known, open ones.

Whether it belongs to the same breach is a person's word. A set of another breach has awareness and hours of its own.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Blocked, Command, Context, Obstacle, Told
from breachbot.incident.acts.become_aware import BecomeAware, stated
from breachbot.incident.consequences import consequences
from breachbot.incident.state import Incident, evolve, next_set


class AddSet(Command):
    """What people call it, and whether it shares the clock of the incident; if not, since when the company is aware of
    it, and what that rests on."""

    title: Annotated[str, Told("Say in a few words which data these are.", most=bounds.SET_TITLE)]
    breach: e.Breach
    aware_at: e.Utc | None = None
    basis: Annotated[str | None, Told("", least=0, most=BecomeAware.most("basis"))] = None


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if len(incident.sets) < bounds.SETS:
        return None
    return Obstacle(
        f"An incident has at most {bounds.SETS} affected sets. Open another incident.", "state_facts"
    )


def events(incident: Incident, command: AddSet, context: Context) -> list[e.IncidentEvent]:
    if command.title.casefold() in (one.title.casefold() for one in incident.sets):
        raise Refused("There is already a set with that name.", field="title")
    name = next_set(incident)
    added = e.AffectedSetAdded(
        at=context.now, by=context.by, affected_set=name, title=command.title, breach=command.breach
    )
    incident = evolve(incident, added)
    started = _clock(incident, command, context, name)
    for one in started:
        incident = evolve(incident, one)
    return [added, *started, *consequences(incident, context.policy, context.now)]


def _clock(incident: Incident, command: AddSet, context: Context, name: str) -> list[e.BecameAware]:
    """The statement that starts the set's own clock; none for a set of the same breach."""
    if command.breach == "same":
        if command.aware_at or command.basis:
            why = "Data of the same breach share the incident's awareness: leave this empty."
            raise Refused(why, field="aware_at" if command.aware_at else "basis")
        return []
    if incident.aware_at is None:
        why = "Nobody has stated awareness of this incident yet, so no other clock can start beside it."
        raise Blocked(Obstacle(why, "become_aware"))
    if command.aware_at is None:
        raise Refused(
            "Say since when the company has been aware of the breach of these data.", field="aware_at"
        )
    statement = BecomeAware.of(aware_at=command.aware_at, basis=command.basis or "")
    return [stated(incident, statement, context, name)]


ACT = Act("add_set", AddSet, "responder", "set data apart", ready, events)
