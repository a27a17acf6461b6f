"""Set a part of the data apart, with facts, a role and outcomes of its own: until they are known, open ones."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.consequences import consequences
from breachbot.incident.state import Incident, evolve

MOST = 20
"""Affected sets of one incident."""


class AddSet(Command):
    """What people call it."""

    title: Annotated[str, Told("Say in a few words which data these are.", most=bounds.SET_TITLE)]


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if len(incident.sets) < MOST:
        return None
    return Obstacle(f"An incident has at most {MOST} affected sets. Open another incident.", "state_facts")


def events(incident: Incident, command: AddSet, context: Context) -> list[e.IncidentEvent]:
    if command.title.casefold() in (one.title.casefold() for one in incident.sets):
        raise Refused("There is a set of that name already.", field="title")
    name = f"set-{len(incident.sets) + 1}"
    added = e.AffectedSetAdded(at=context.now, by=context.by, affected_set=name, title=command.title)
    return [added, *consequences(evolve(incident, added), context.policy, context.now)]


ACT = Act("add_set", AddSet, "responder", "set data apart", ready, events)
