"""Follow-up measures whose day is over: their reminders go on from the owner to others until somebody records them.

Worked out each time from the events, like the way of a reminder of duties (reach.py). Nobody says of a measure that
they have it: it is done, or it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.measures import Measure, open_measures
from breachbot.incident.policy import Policy
from breachbot.incident.reach import people_of
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.playbook.escalation import MeasureStep


@dataclass(frozen=True)
class Onward:
    """To whom a reminder goes, by which channel and from when on. reminder: the number of its event."""

    at: datetime
    reminder: int
    to: str
    step: MeasureStep


def onward(incident: Incident, team: Team, policy: Policy) -> list[Onward]:
    """Where the newest reminder of each measure whose day is over still goes."""
    return [
        Onward(at, number, to, step)
        for one in open_measures(incident)
        if (newest := _newest(incident, one))
        for number, raised in (newest,)
        for step in policy.regimes.escalation.late_measures
        for at in (max(one.due_at + step.after, raised.at),)
        for to in people_of(step, team, policy, at)
        if not _went(incident, number, step, to)
    ]


def went_on(incident: Incident, team: Team, policy: Policy, now: datetime) -> Iterator[e.ReminderPassedOn]:
    """What is due of it."""
    for one in onward(incident, team, policy):
        if one.at <= now:
            yield e.ReminderPassedOn(
                at=now, by=e.SYSTEM, reminder=one.reminder, to=(one.to,), channel=one.step.by, why="overdue"
            )


def measure_of(incident: Incident, number: int) -> Measure | None:
    """The open measure that a message goes on about, by the number of the event that says to whom; None where it is
    about none, it is done, or it was reminded of again since."""
    passed = dict(zip(incident.passed_on_at, incident.passed_on, strict=True)).get(number)
    newest = {one.key: _newest(incident, one) for one in open_measures(incident)}
    return next(
        (
            one
            for one in open_measures(incident)
            if passed and (found := newest[one.key]) and found[0] == passed.reminder
        ),
        None,
    )


def _newest(incident: Incident, one: Measure) -> tuple[int, e.ReminderRaised] | None:
    """The newest reminder of a measure and its number, if it came once its day was over."""
    numbered = zip(incident.reminded_at, incident.reminders, strict=True)
    found = [(number, raised) for number, raised in numbered if raised.obligation == one.key]
    return found[-1] if found and found[-1][1].at >= one.due_at else None


def _went(incident: Incident, number: int, step: MeasureStep, to: str) -> bool:
    return any(
        (one.reminder, one.channel) == (number, step.by) and to in one.to for one in incident.passed_on
    )


def outside_words(one: Measure, codename: str, now: datetime) -> str:
    """The line of a message by another channel: the codename, that it is a measure, and for how long it is late."""
    late = now - one.due_at
    days = late.days
    since = f"by {days} {'day' if days == 1 else 'days'}" if days else "since today"
    return f"{codename}: A follow-up measure is overdue {since}"
