"""A change of the team in one line of the log: when, who, what, why, and who typed it."""

from __future__ import annotations

from functools import singledispatch

from breachbot.incident import events as e
from breachbot.incident.changes.parts import NAMES


def change_line(event: e.Happened) -> str:
    """All that is on record of a change."""
    operator, reason = getattr(event, "operator", None), getattr(event, "reason", None)
    typed = f" (typed by {operator})" if operator else ""
    why = f" Why: {reason}" if reason else ""
    return f"{event.at:%Y-%m-%d %H:%M} UTC, {event.by}{typed}: {_what(event)}.{why}"


@singledispatch
def _what(event: e.Happened) -> str:
    return f"{type(event).__name__}, which only a newer version shows"


@_what.register
def _(event: e.RolesChanged) -> str:
    deputies, responders = ", ".join(event.deputies) or "none", ", ".join(event.responders) or "none"
    return f"the settings name DPO {event.dpo or 'none'}, deputies {deputies}, responders {responders}"


@_what.register
def _(event: e.PartGiven) -> str:
    return f"{event.person} is {NAMES[event.part]}"


@_what.register
def _(event: e.PartEnded) -> str:
    return f"{event.person} is no longer {NAMES[event.part]}"


@_what.register
def _(event: e.DpoProposed) -> str:
    return f"{event.person} is proposed as the DPO"


@_what.register
def _(event: e.DpoConfirmed) -> str:
    return f"{event.person} is the DPO, as change {event.proposal} proposed"


@_what.register
def _(event: e.HabitsSet) -> str:
    quiet = f", quiet from {event.quiet_from} to {event.quiet_until}" if event.quiet_from else ""
    return (
        f"{event.person} is reached by {', '.join(event.ways)}{quiet}, {event.zone or 'zone of the company'}"
    )


@_what.register
def _(event: e.AwayStated) -> str:
    return f"{event.person} is away until {event.until:%Y-%m-%d %H:%M} UTC, {event.substitute} in their place"


@_what.register
def _(event: e.BackStated) -> str:
    return f"{event.person} is back"


@_what.register
def _(event: e.RotaSet) -> str:
    if not event.people:
        return "there is no rota"
    turns = f"a {event.every} each from {event.hour} {event.zone}, first on {event.first}"
    return f"the rota is {', '.join(event.people)}, {turns}"


@_what.register
def _(event: e.GroupSet) -> str:
    return f"the user group is {event.group}" if event.group else "there is no user group"


@_what.register
def _(event: e.GroupRead) -> str:
    return f"{event.group} has the members {', '.join(event.members)}"
