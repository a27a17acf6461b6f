"""A reminder of duties until somebody answers it: who has it, and to whom it goes next, by which channel and when.

Worked out each time from the events and from what the outbox has delivered; nothing is remembered here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from breachbot.deadlines.clock import in_hours
from breachbot.incident import events as e
from breachbot.incident.delay import first_ways, of_a_decision, presses_from, undisturbed_until, waits_until
from breachbot.incident.duties import Owed
from breachbot.incident.policy import Policy
from breachbot.incident.reminded import newest, points, still_due
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.incident.told import told_directly
from breachbot.playbook.escalation import Channel, MeasureStep, ReminderStep
from breachbot.playbook.obligation import Kind

Why = Literal["undelivered", "unanswered"]
DIRECTOR = "director"
OPERATORS = "operators"
"""Whom the web hook pages, and who is told when breachbot itself is ill."""


@dataclass(frozen=True)
class Receipt:
    """What became of one message about a reminder.

    number: of the event that it is about. to: a user id, `director` or `operators`. asked_at, sent_at: real time, UTC;
    sent_at None where it has not reached them.
    """

    number: int
    to: str
    channel: str
    asked_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class Open:
    """The newest reminder of duties, of which something is still missing, with those before it that nobody answered
    either while they were on their way from person to person.

    number: of its event. owed: what is missing, the most pressing first. since: when the first of them came. passed_on:
    how they went on. numbers: of all these events; own: of those of the newest one alone.
    """

    number: int
    raised: e.ReminderRaised
    owed: tuple[Owed, ...]
    since: datetime
    passed_on: tuple[e.ReminderPassedOn, ...]
    numbers: tuple[int, ...]
    own: tuple[int, ...]


@dataclass(frozen=True)
class Next:
    """To whom it goes next, from when on, and why."""

    at: datetime
    to: tuple[str, ...]
    channel: Channel
    why: Why


def still_open(incident: Incident, policy: Policy) -> Open | None:
    """The newest reminder of duties while something of it is missing; None otherwise.

    A newer reminder, as of another duty, does not begin again with the first person: it goes on from where the one
    before had come, so that two ladders beside each other do not keep a reminder from the last persons of the way.
    """
    number = newest(incident, None)
    if number is None:
        return None
    owed = tuple(one.owed for one in points(incident, None, policy) if one.owed)
    if not owed:
        return None
    newest_one = incident.reminders[incident.reminded_at.index(number)]
    answered = max((one.reminder for one in incident.answers if one.reminder < number), default=0)
    earliest = newest_one.at - _whole_way(policy)
    series = {
        n: one
        for n, one in zip(incident.reminded_at, incident.reminders, strict=True)
        if one.owner is None and answered < n <= number and one.at > earliest
    }
    passed = {
        n: one
        for n, one in zip(incident.passed_on_at, incident.passed_on, strict=True)
        if one.reminder in series and one.at > earliest and one.why != "snoozed"
    }
    own = (number, *(n for n, one in passed.items() if one.reminder == number))
    since = min((one.at for one in series.values()), default=newest_one.at)
    return Open(number, newest_one, owed, since, tuple(passed.values()), (*series, *passed), own)


def _whole_way(policy: Policy) -> timedelta:
    """How long a reminder takes that nobody answers, from the first person to the last."""
    steps = policy.regimes.escalation.reminders.steps
    return sum((one.unanswered for one in steps if one.unanswered), timedelta())


def answers_of(incident: Incident) -> tuple[e.ReminderAnswered, ...]:
    """What was answered to the newest reminder of duties, the last word first."""
    number = newest(incident, None)
    return tuple(one for one in reversed(incident.answers) if one.reminder == number)


def who_has_it(incident: Incident, team: Team, now: datetime) -> e.ReminderAnswered | None:
    """Who has what the newest reminder of duties is about, and since when: whoever answered last. Nobody has it while
    they are off the team, or away since they said so; whoever had it before them has handed it over."""
    answer = _last_word(incident, team)
    absence = team.away(answer.by, now) if answer else None
    return None if answer and absence and absence.stated.at >= answer.at else answer


def _last_word(incident: Incident, team: Team) -> e.ReminderAnswered | None:
    last = next(iter(answers_of(incident)), None)
    return last if last and team.role(last.by) else None


@dataclass(frozen=True)
class HandOver:
    """That somebody was asked to take it over. number: of its event."""

    number: int
    event: e.HandOverAsked


def asked_to_take(incident: Incident, team: Team, policy: Policy) -> HandOver | None:
    """Who is asked to take over what the newest reminder is about and has not answered; None where nobody is, or once
    another reminder has come or somebody else has it."""
    found, answer = still_open(incident, policy), _last_word(incident, team)
    if found is None or answer is None or not incident.hand_overs:
        return None
    number, asked = incident.hand_overs_at[-1], incident.hand_overs[-1]
    answered = any(one.asked == number for one in incident.hand_overs_answered)
    stands = (asked.reminder, asked.by) == (found.number, answer.by) and answer.at <= asked.at
    return HandOver(number, asked) if stands and not answered and team.role(asked.to) else None


def reached(found: Open, receipts: Iterable[Receipt]) -> bool:
    """Whether any person was reached with the newest reminder."""
    return any(one.sent_at and one.number in found.own for one in receipts)


def next_step(
    incident: Incident, team: Team, policy: Policy, receipts: Collection[Receipt], now: datetime
) -> Next | None:
    """To whom the newest reminder goes next; None where somebody has it, or nobody is left."""
    found = still_open(incident, policy)
    if found is None or who_has_it(incident, team, now):
        return None
    why: Why = "unanswered" if reached(found, receipts) else "undelivered"
    last = found.passed_on[-1] if found.passed_on else None
    first = told_directly(found.raised, team)
    since = max(
        last.at if last else found.since, _comes_at(incident, last or found.raised, first, team, policy)
    )
    told = {(user, one.channel) for one in found.passed_on for user in one.to}
    told |= {(user, way) for user in first for way in first_ways(found.raised, user, team, policy)}
    presses = presses_from(found.owed, policy)
    for step in policy.regimes.escalation.reminders.steps:
        at = _when(step, why, since, found, policy)
        if at is None:
            continue
        to = tuple(user for user in people_of(step, team, policy, at) if (user, step.by) not in told)
        if to:
            quiet = [undisturbed_until(user, at, presses, team, policy) or at for user in to]
            return Next(min(quiet), to, step.by, why)
    return None


def _comes_at(
    incident: Incident,
    last: e.ReminderRaised | e.ReminderPassedOn,
    first: Iterable[str],
    team: Team,
    policy: Policy,
) -> datetime:
    """When the last message reaches the first of those to whom it went: later than its event where all of them are in
    their quiet hours."""
    users = last.to if isinstance(last, e.ReminderPassedOn) else first
    return min(
        (waits_until(incident, last, user, team, policy) or last.at for user in users), default=last.at
    )


def passed_on(
    incident: Incident, team: Team, policy: Policy, receipts: Collection[Receipt], now: datetime
) -> list[e.IncidentEvent]:
    """The step that is due, if one is."""
    found, step = still_open(incident, policy), next_step(incident, team, policy, receipts, now)
    if found is None or step is None or step.at > now:
        return []
    return [
        e.ReminderPassedOn(
            at=now, by=e.SYSTEM, reminder=found.number, to=step.to, channel=step.channel, why=step.why
        )
    ]


def people_of(step: ReminderStep | MeasureStep, team: Team, policy: Policy, at: datetime) -> tuple[str, ...]:
    """Those of a step who can be reached by its channel, or who stands in for them then."""
    roles: dict[str, tuple[str, ...]] = {
        "dpo": (team.dpo,) if team.dpo else (),
        "deputies": team.deputies,
        "director": (*team.directors, DIRECTOR),
        "operators": (OPERATORS, *team.operators),
    }
    wanted = team.instead(roles[step.to], at)
    if step.by == "slack":
        return wanted
    return tuple(user for user in wanted if user in policy.reached_by.get(step.by, ()))


def _when(step: ReminderStep, why: Why, since: datetime, found: Open, policy: Policy) -> datetime | None:
    """From when on a step is due; for what is only unanswered None before its time. A moment that is asked for is asked
    for again another day, and of nobody else."""
    if why == "undelivered":
        return since + step.undelivered
    pressing = [one for one in found.owed if one.gap != "anchor"]
    if step.unanswered is None or not pressing:
        return None
    at = since + step.unanswered
    if step.left is None:
        return at
    last = [due - of_a_decision(one, step.left, policy) for one in pressing if (due := still_due(one))]
    return max(at, min(last)) if last else None


# --- the words for other channels: a codename, what kind of thing it is, how long is left, and nothing else ------

_NEUTRAL = {
    Kind.FILING: "A filing",
    Kind.COMMUNICATION: "A communication",
    Kind.CONTROLLERS: "A message to others",
    Kind.RECORD: "A record",
    None: "A decision",
}


def outside_words(found: Open, codename: str, now: datetime) -> tuple[str, tuple[str, ...]]:
    """The subject of a message that goes by another channel, and a line for each thing that is due."""
    said = [f"{codename}: {one}" for one in dict.fromkeys(_neutral(one, now) for one in found.owed)]
    return said[0], tuple(f"{one}." for one in said)


def minutes_left(found: Open, now: datetime) -> int | None:
    """Until the first end of hours, less than zero once it is over; None where no hours end."""
    ends = [due for one in found.owed if (due := still_due(one))]
    return (min(ends) - now) // timedelta(minutes=1) if ends else None


def _neutral(owed: Owed, now: datetime) -> str:
    due, what = still_due(owed), _NEUTRAL.get(owed.kind, "A duty")
    if due is None:
        return f"{what} is open"
    if due <= now:
        return f"{what} is overdue by {in_hours(now - due)}, since {due:%Y-%m-%d %H:%M} UTC"
    return f"{what} is due in {in_hours(due - now)}, until {due:%Y-%m-%d %H:%M} UTC"
