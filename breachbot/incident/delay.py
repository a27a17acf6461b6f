"""Until when a reminder to one person waits in their quiet hours, and by which ways it comes to them first.

Only what can wait does: with 24 hours left or less (of the time for the decision, with six) a reminder comes at once,
and none waits beyond that moment. No clock waits, and the channel of the incident is told at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from breachbot.incident import events as e
from breachbot.incident.duties import Owed
from breachbot.incident.policy import Policy
from breachbot.incident.reminded import points, still_due
from breachbot.incident.state import Incident
from breachbot.incident.team import Team

Reminder = e.ReminderRaised | e.ReminderPassedOn


def waits_until(
    incident: Incident, event: Reminder, user: str, team: Team, policy: Policy
) -> datetime | None:
    """Until when the message about a reminder to somebody waits, in UTC; None where it goes out at once, as it does at
    the time that they chose themselves."""
    at_once = event.everybody if isinstance(event, e.ReminderRaised) else event.why == "snoozed"
    if at_once or user not in team.habits:
        return None
    owner = event.owner if isinstance(event, e.ReminderRaised) else None
    owed = [one.owed for one in points(incident, owner, policy) if one.owed]
    return undisturbed_until(user, event.at, presses_from(owed, policy), team, policy)


def undisturbed_until(
    user: str, at: datetime, presses: datetime | None, team: Team, policy: Policy
) -> datetime | None:
    """When the quiet hours end in which somebody is at a moment, or before that what presses; None where they are in
    none, or it presses already."""
    quiet = team.quiet(user, policy.templates.zone)
    ends = quiet.ends(at) if quiet else None
    if ends is None or (presses and presses <= at):
        return None
    return min(ends, presses) if presses else ends


def presses_from(owed: Iterable[Owed], policy: Policy) -> datetime | None:
    """From when on the first of these things waits for nobody's morning; None where none of them ever does."""
    found = [due - last_hours(one, policy) for one in owed if (due := still_due(one))]
    return min(found, default=None)


def last_hours(owed: Owed, policy: Policy) -> timedelta:
    """With how much of its time left something comes to everybody at once."""
    hours = max(policy.regimes.escalation.reminders.to_everybody, default=0)
    return of_a_decision(owed, timedelta(hours=hours), policy)


def of_a_decision(owed: Owed, left: timedelta, policy: Policy) -> timedelta:
    """What is left when something presses: of the time for a decision less than of what the law sets a time for."""
    rule = policy.regimes.investigation
    return min(left, rule.beyond) if owed.gap == "breach" and rule else left


def first_ways(event: e.ReminderRaised, user: str, team: Team, policy: Policy) -> tuple[e.Way, ...]:
    """By which ways a reminder comes to somebody at first: those that they chose, as far as they lead to them. What is
    for everybody is always in Slack as well, and so is a follow-up measure, which goes on by mail once it is late."""
    if event.owner:
        return ("slack",)
    mailed = policy.reached_by.get("mail", frozenset())
    found = tuple(way for way in team.ways(user) if way == "slack" or user in mailed)
    return found if "slack" in found or (found and not event.everybody) else ("slack", *found)
