"""Open a second incident out of this one: part of its data, or of its signals, turned out to be another matter."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.acts.report import refuse_personal
from breachbot.incident.consequences import consequences
from breachbot.incident.linked import opened_out_of
from breachbot.incident.state import AffectedSet, Incident, evolve


class SplitOff(Command):
    """Which sets and which further signals go, what the new incident is called, and why it is another matter."""

    title: Annotated[str, Told("Say in a few words what happened.", most=bounds.TITLE)]
    reason: Annotated[
        str, Told("Say in a sentence why it is another matter.", least=bounds.SENTENCE, most=bounds.REASON)
    ]
    affected_sets: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if separable(incident) or further_signals(incident):
        return None
    return Obstacle(
        "It has one set of data and nothing that could go by itself: set data apart first.", "add_set"
    )


def separable(incident: Incident) -> tuple[AffectedSet, ...]:
    """The sets that can go: all but the first, which the incident is about."""
    return incident.sets[1:]


def further_signals(incident: Incident) -> tuple[str, ...]:
    """The signals that can go: all but the one that it began with."""
    return incident.signals[1:]


def events(incident: Incident, command: SplitOff, context: Context) -> list[e.IncidentEvent]:
    refuse_personal(command.title)
    _sets(incident, command)
    if not (command.affected_sets or command.signals):
        raise Refused("Choose what goes into the new incident.", field="affected_sets")
    if not set(command.signals) <= set(further_signals(incident)):
        raise Refused("That signal is none of this incident that could go.", field="signals")
    parted = e.PartOpened(
        at=context.now,
        by=context.by,
        incident=context.fresh,
        affected_sets=command.affected_sets,
        signals=command.signals,
        reason=command.reason,
    )
    return [parted, *consequences(evolve(incident, parted), context.policy, context.now)]


def _sets(incident: Incident, command: SplitOff) -> tuple[AffectedSet, ...]:
    """The sets that go. Raises Refused for one that cannot."""
    found = {one.id: one for one in separable(incident)}
    if not set(command.affected_sets) <= set(found):
        raise Refused("Those data are no set of this incident that could go.", field="affected_sets")
    return tuple(found[one] for one in command.affected_sets)


def beside(incident: Incident, command: SplitOff, context: Context) -> list[e.IncidentEvent]:
    """What the new incident begins with."""
    sets = _sets(incident, command)
    return opened_out_of(incident, command.title, sets, command.signals, command.reason, context)


ACT = Act(
    "split_off", SplitOff, "approver", "open a second incident out of one", ready, events, beside=beside
)
