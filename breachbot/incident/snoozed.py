"""A reminder that somebody has asked to have again later: for them alone, and never past the next one.

Nor is it put off into the last hours of what the law sets a time for, in which reminders go to everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from breachbot.deadlines.local import next_morning
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.duties import to_remind
from breachbot.incident.ladders import next_reminder
from breachbot.incident.policy import Policy
from breachbot.incident.reach import Open, still_open
from breachbot.incident.reminded import due_by_law
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.incident.told import told_directly

Wait = Literal["1h", "4h", "tomorrow"]
HOURS: Mapping[Wait, int] = {"1h": 1, "4h": 4}
MORNING = 9
"""The hour of the next day at which “tomorrow” is, on the person's clocks."""


def recipients(incident: Incident, found: Open, team: Team) -> frozenset[str]:
    """Who has a copy of the newest reminder in a direct message."""
    own = [one for one in incident.passed_on if one.reminder == found.number and one.channel == "slack"]
    return frozenset((*told_directly(found.raised, team), *(user for one in own for user in one.to)))


def last_moment(incident: Incident, context: Context) -> datetime | None:
    """Before what the newest reminder has to come again, in UTC: the next one, and the last hours of each deadline."""
    found, policy = still_open(incident, context.policy), context.policy
    if found is None:
        return None
    owed = to_remind(incident, policy)
    following = [at for one in owed if (at := next_reminder(incident, one, policy, context.now))]
    hours = timedelta(hours=max(policy.regimes.escalation.reminders.to_everybody, default=0))
    pressing = [due - hours for one in found.owed if (due := due_by_law(one))]
    return min([*following, *pressing], default=None)


def moments(incident: Incident, context: Context) -> Mapping[Wait, datetime]:
    """For how long this person can have the newest reminder wait, and when it would come again, in UTC."""
    last = last_moment(incident, context)
    if last is None:
        return {}
    made: dict[Wait, datetime] = {name: context.now + timedelta(hours=n) for name, n in HOURS.items()}
    zone = context.team.zone(context.by, context.policy.templates.zone)
    made["tomorrow"] = next_morning(context.now, MORNING, zone)
    return {name: at for name, at in made.items() if at < last}


def waits_for(incident: Incident, user: str, team: Team, policy: Policy) -> e.ReminderSnoozed | None:
    """What somebody asked for that has not come yet; None where nothing has to."""
    return next((one for one in waiting(incident, team, policy) if one.by == user), None)


def waiting(incident: Incident, team: Team, policy: Policy) -> list[e.ReminderSnoozed]:
    """What is still to come again of the newest reminder, the last wish of each person who is still on the team."""
    found = still_open(incident, policy)
    if found is None:
        return []
    newest = {one.by: one for one in incident.snoozed if one.reminder == found.number}
    return [one for one in newest.values() if team.role(one.by) and not _came(incident, one)]


def _came(incident: Incident, wish: e.ReminderSnoozed) -> bool:
    return any(
        one.why == "snoozed" and one.reminder == wish.reminder and wish.by in one.to and one.at >= wish.until
        for one in incident.passed_on
    )


def come_again(incident: Incident, team: Team, policy: Policy, now: datetime) -> Iterator[e.ReminderPassedOn]:
    """The reminders whose time has come again, each to the one person who asked for it."""
    for one in waiting(incident, team, policy):
        if one.until <= now:
            yield e.ReminderPassedOn(
                at=now, by=e.SYSTEM, reminder=one.reminder, to=(one.by,), channel="slack", why="snoozed"
            )
