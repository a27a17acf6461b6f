"""Make this incident part of another, which goes on: they turned out to be one breach.

The earlier awareness of both counts there. Once something of either has gone out, was approved or was decided,
each goes on by itself: a merge ends, hides and delays nothing that is owed.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Blocked, Command, Context, Obstacle, Told
from breachbot.incident.linked import on_its_own, taking_in
from breachbot.incident.packs import answer
from breachbot.incident.state import Incident


class Merge(Command):
    """Which incident goes on, and why they are one breach."""

    into: Annotated[str, Told("Choose the incident that goes on.", most=bounds.SHORT)]
    reason: Annotated[
        str, Told("Say in a sentence why they are one breach.", least=bounds.SENTENCE, most=bounds.REASON)
    ]

    @property
    def other(self) -> str:
        return self.into


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    return _by_itself(incident)


def _by_itself(incident: Incident) -> Obstacle | None:
    """Why an incident and any other each go on by themselves; None where they can be put together."""
    if not on_its_own(incident):
        return None
    return Obstacle(
        f"Something of {incident.id} has gone out, was approved, or was advised or decided on. So each goes on by "
        "itself: say in both what is known of it."
    )


def events(incident: Incident, command: Merge, context: Context) -> list[e.IncidentEvent]:
    other = context.other
    if other is None or other.opened is None or other.id == incident.id:
        raise Refused("There is no such incident beside this one.", field="into")
    if other.ended:
        raise Refused(f"{other.id} has ended. Choose one that is open.", field="into")
    if len(other.sets) + len(incident.sets) - 1 > bounds.SETS:
        raise Refused(f"Together they have more than {bounds.SETS} affected sets.", field="into")
    if found := _by_itself(other) or _denied_there(incident, other):
        raise Blocked(found)
    return [e.IncidentMerged(at=context.now, by=context.by, into=other.id, reason=command.reason)]


def _denied_there(incident: Incident, other: Incident) -> Obstacle | None:
    """A law that somebody said does not apply to the other one, of which nobody has said anything here: that word would
    speak for these data too."""
    denied = {one.regime for one in other.regimes if not one.applies}
    for regime in sorted(denied):
        said = answer(other, regime)
        if said and not said.applies and answer(incident, regime) is None:
            why = f"For {other.id} somebody said that {regime} does not apply. Say first whether it applies here."
            return Obstacle(why, "confirm_regime")
    return None


def beside(incident: Incident, command: Merge, context: Context) -> list[e.IncidentEvent]:
    """What follows in the incident that goes on."""
    assert context.other is not None, "`events` was asked"
    return taking_in(incident, context.other, command.reason, context)


ACT = Act("merge", Merge, "approver", "make it part of another incident", ready, events, beside=beside)
