"""Record a direct communication to the people affected (Art. 34(1)): when, how, to how many."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future
from breachbot.incident.stale import stale_now
from breachbot.incident.state import Incident, evolve
from breachbot.incident.twice import refuse_same_telling


class TellPeople(Command):
    """The number is of those who had not been told before. version: of the approved mail that went out; 0 for other
    words; None where there is none to choose."""

    told_at: e.Utc
    channel: Annotated[
        str, Told("Say how they were told: e-mail, letter, message in the product.", most=bounds.SHORT)
    ]
    number: int
    version: int | None = None


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    """What was done outside is recorded whatever the outcome says: the truth is never refused."""
    if incident.aware_at is not None:
        return None
    return Obstacle(
        "Whoever tells people is aware of a breach, and nobody has stated awareness yet.", "become_aware"
    )


def events(incident: Incident, command: TellPeople, context: Context) -> list[e.IncidentEvent]:
    refuse_future(command.told_at, context.now, field="told_at")
    if incident.opened and command.told_at < incident.opened.detected_at.replace(second=0, microsecond=0):
        raise Refused("That is before the incident was detected.", field="told_at")
    if command.number < 1:
        raise Refused("Say how many people were told; at least one.", field="number")
    if command.version not in (None, 0, *(one.event.version for one in incident.approvals_of("mail"))):
        raise Refused("Choose the approved text that went out, or other words.", field="version")
    refuse_same_telling(incident, told_at=command.told_at, channel=command.channel, number=command.number)
    told = e.PeopleTold(
        at=context.now,
        by=context.by,
        told_at=command.told_at,
        channel=command.channel,
        number=command.number,
        version=command.version,
    )
    return [told, *stale_now(evolve(incident, told), context.policy, context.now)]


ACT = Act("tell_people", TellPeople, "responder", "record a communication", ready, events)
