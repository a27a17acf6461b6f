"""Make this incident part of another, which goes on: they turned out to be one breach.

The earlier awareness of both counts there. Once something of both has gone out, they are kept apart unless the DPO
gives a reason.
"""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.linked import gone_out, taking_in
from breachbot.incident.state import Incident


class Merge(Command):
    """Which incident goes on, why they are one breach, and why although something of both has gone out already."""

    into: Annotated[str, Told("Choose the incident that goes on.", most=bounds.SHORT)]
    reason: Annotated[
        str, Told("Say in a sentence why they are one breach.", least=bounds.SENTENCE, most=bounds.REASON)
    ]
    both_out: Annotated[str | None, Told("", least=0, most=bounds.REASON)] = None

    @property
    def other(self) -> str:
        return self.into


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if gone_out(incident) and context.by != context.team.dpo:
        return Obstacle("Something of it has gone out already, so only the DPO can make it part of another.")
    return None


def events(incident: Incident, command: Merge, context: Context) -> list[e.IncidentEvent]:
    other = context.other
    if other is None or other.opened is None or other.id == incident.id:
        raise Refused("There is no such incident beside this one.", field="into")
    if other.ended:
        raise Refused(f"{other.id} has ended. Choose one that is open.", field="into")
    if len(other.sets) + len(incident.sets) - 1 > bounds.SETS:
        raise Refused(f"Together they have more than {bounds.SETS} affected sets.", field="into")
    merged = {
        "into": other.id,
        "reason": command.reason,
        "both_out": _why_both(incident, other, command),
    }
    return [e.IncidentMerged(at=context.now, by=context.by, **merged)]


def _why_both(incident: Incident, other: Incident, command: Merge) -> str | None:
    """The DPO's reason where something of both has gone out; None where it is not needed. Raises Refused where the
    one that would end is the only one of which somebody outside knows."""
    if not gone_out(incident):
        return None
    if not gone_out(other):
        raise Refused(
            f"Something of {incident.id} has gone out already, and nothing of {other.id}. Make that one part of "
            "this one instead.",
            field="into",
        )
    if command.both_out is None or bounds.too_short(command.both_out, bounds.SENTENCE):
        asks = "Something of both has gone out already. Say in a sentence why they are put together nevertheless."
        raise Refused(asks, field="both_out")
    return command.both_out


def beside(incident: Incident, command: Merge, context: Context) -> list[e.IncidentEvent]:
    """What follows in the incident that goes on."""
    assert context.other is not None, "`events` was asked"
    return taking_in(incident, context.other, command.reason, context)


ACT = Act("merge", Merge, "approver", "make it part of another incident", ready, events, beside=beside)
