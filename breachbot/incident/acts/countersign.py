"""Countersign what an operator did on one's word, or say that it was not one's word."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.behalf import OnBehalf, on_behalf, unsigned_by
from breachbot.incident.state import Incident
from breachbot.incident.twice import on_record

REMARK = Told("Say what is not so; the DPO is told.", least=10, most=bounds.BASIS)


class Countersign(Command):
    """Which of the times, from 1; whether it was this person's word; and if it was not, what is not so."""

    number: int
    theirs: bool
    remark: Annotated[str | None, Told("", least=0, most=REMARK.most)] = None


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if unsigned_by(incident, context.by):
        return None
    return Obstacle("Nothing that was recorded on your behalf waits for your signature.")


def to_sign(incident: Incident, number: int, context: Context) -> OnBehalf:
    """The time with this number. Raises Refused unless it waits for this person's word."""
    one = next((one for one in on_behalf(incident) if one.number == number), None)
    if one is None or one.taken.person != context.by:
        raise Refused("That was not recorded on your behalf.")
    if one.answer:
        raise Refused(f"You have answered that already, {on_record(one.answer)}.")
    return one


def events(incident: Incident, command: Countersign, context: Context) -> list[e.IncidentEvent]:
    """What others recorded since stays. An approval that was nobody's word is void at once."""
    one = to_sign(incident, command.number, context)
    if not command.theirs and bounds.too_short(command.remark or "", REMARK.least):
        raise Refused(REMARK.ask, field="remark")
    said = e.Countersigned(
        at=context.now,
        by=context.by,
        number=one.number,
        theirs=command.theirs,
        remark=command.remark or None,
    )
    return [said] if command.theirs else [said, *_void(incident, one.taken, context)]


def _void(incident: Incident, taken: e.TakenForSomebody, context: Context) -> list[e.IncidentEvent]:
    """The approvals that were recorded with it and still hold."""
    given = (one.event for one in incident.approvals if one.void is None)
    return [
        e.ApprovalVoided(
            at=context.now,
            by=e.SYSTEM,
            audience=one.audience,
            version=one.version,
            reason="It was recorded on somebody's behalf who says that it was not their word.",
        )
        for one in given
        if (one.by, one.at) == (taken.person, taken.at)
    ]


ACT = Act(
    "countersign",
    Countersign,
    "anybody",
    "countersign what was recorded on their behalf",
    ready,
    events,
    afterwards=True,
)
