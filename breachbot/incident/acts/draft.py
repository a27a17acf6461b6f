"""Draft the notices that are needed, leaving alone each that still says what is known."""

from __future__ import annotations

from typing import Annotated

from breachbot.incident import bounds, drafting
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.state import Incident


class Draft(Command):
    """What a correction changes, in a sentence that its readers see; None while nothing is out."""

    change: Annotated[str | None, Told("", least=0, most=bounds.CHANGE)] = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if incident.aware_at is None:
        return Obstacle("Before awareness there is nothing to notify.", "become_aware")
    if drafting.needed(incident, context.policy):
        return None
    if any(drafting.wanted(incident, one, context.policy) for one in drafting.AUDIENCES):
        why = "Every draft already says what is known. State new facts, or turn a draft down."
        return Obstacle(why, "state_facts")
    why = "The assessment asks for no notice. The register keeps its reasons."
    return Obstacle(why)


def events(incident: Incident, command: Draft, context: Context) -> list[e.IncidentEvent]:
    audiences = drafting.needed(incident, context.policy)
    return [event for one in audiences for event in drafting.drafted(incident, one, context, command.change)]


ACT = Act("draft", Draft, "responder", "draft notices", ready, events)
