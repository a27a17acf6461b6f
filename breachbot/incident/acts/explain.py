"""Explain what is on record and seldom true together: why it is so here. Where it is not so, an answer is corrected."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle
from breachbot.incident.acts.advise import REASON
from breachbot.incident.doubts import open_doubts
from breachbot.incident.state import Incident


class Explain(Command):
    """Which combination, by the key under which it was shown, and why it is so."""

    doubt: str
    reason: Annotated[str, REASON]


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    return None if open_doubts(incident) else Obstacle("Nothing that is on record has to be explained.")


def events(incident: Incident, command: Explain, context: Context) -> list[e.IncidentEvent]:
    found = next((one for one in open_doubts(incident) if one.key == command.doubt), None)
    if found is None:
        raise Refused(
            "What is on record has changed, or was explained meanwhile. Look at it again.", field="doubt"
        )
    given = e.DoubtExplained(
        at=context.now,
        by=context.by,
        doubt=found.id,
        affected_set=found.affected_set,
        said=found.words,
        reason=command.reason,
    )
    return [given]


ACT = Act("explain", Explain, "responder", "explain what seldom goes together", ready, events)
