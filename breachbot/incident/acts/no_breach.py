"""Judge that it is no personal data breach (Art. 4(12)): no personal data, or no breach of security."""

from __future__ import annotations

from typing import Annotated

from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.state import Incident


class NoBreach(Command):
    """Why; it is kept in the register."""

    reason: Annotated[str, Told("Say why this is not a personal data breach.", least=10, most=bounds.REASON)]


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if not incident.told_outside:
        return None
    why = (
        "The outside has been told already. Record the facts and file a follow-up that says it was no breach."
    )
    return Obstacle(why, "state_facts")


def events(incident: Incident, command: NoBreach, context: Context) -> list[e.IncidentEvent]:
    return [e.JudgedNoBreach(at=context.now, by=context.by, reason=command.reason)]


ACT = Act(
    "no_breach", NoBreach, "approver", "judge that an incident is no personal data breach", ready, events
)
