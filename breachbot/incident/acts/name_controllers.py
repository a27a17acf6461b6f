"""Name the controllers whose data a set holds, where the company is processor (Art. 33(2))."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, the_set
from breachbot.incident.known import processor_sets
from breachbot.incident.state import Incident

MOST = 500
"""Controllers of one set."""
NAME = Told("", least=0, most=bounds.SHORT)


class NameControllers(Command):
    """The list replaces the one before; who was told already stays on it."""

    controllers: tuple[Annotated[str, NAME], ...]
    affected_set: str = e.MAIN


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if processor_sets(incident):
        return None
    why = "According to the facts, the company is the processor of none of these data."
    return Obstacle(why, "state_facts")


def events(incident: Incident, command: NameControllers, context: Context) -> list[e.IncidentEvent]:
    one = the_set(incident, command.affected_set)
    wanted = [name for name in command.controllers if name]
    told = [t.controller for t in incident.controllers_told if t.affected_set == one.id]
    names = {name.casefold(): name for name in (*wanted, *told)}
    if not names:
        raise Refused("Name at least one controller.", field="controllers")
    if len(names) > MOST:
        raise Refused(f"At most {MOST} controllers in one set.", field="controllers")
    named = tuple(names.values())
    if named == one.controllers:
        return []
    return [e.ControllersNamed(at=context.now, by=context.by, affected_set=one.id, controllers=named)]


ACT = Act("name_controllers", NameControllers, "responder", "name controllers", ready, events)
