"""Messages that say something else after what happened: each is edited in place, and nobody is notified. Those are the
direct ones, and the reminders in the channel.

A message is about the event whose number it carries. Once a newer one has come the older says so, and what it was about
is marked as done in the newest.
"""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident import reminded
from breachbot.incident.act import Context
from breachbot.incident.behalf import on_behalf, unsigned
from breachbot.incident.documents import waiting
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.effect import Effect
from breachbot.incident.effects import note_again, reminder_again
from breachbot.incident.policy import Policy
from breachbot.incident.reach import asked_to_take
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.incident.told import told_directly


def shown_again(before: Incident, incident: Incident, team: Team, policy: Policy) -> list[Effect]:
    """The messages to edit, now that what came after `before` is on record."""
    return [
        *_reminders(before, incident, team, policy),
        *_decisions(before, incident, team, policy),
        *_signatures(before, incident),
        *_hand_overs(before, incident, team, policy),
    ]


def _signatures(before: Incident, incident: Incident) -> Iterator[Effect]:
    """The messages that asked somebody for a signature which they have given or refused."""
    for one in unsigned(before):
        if on_behalf(incident)[one.number - 1].answer:
            yield note_again(incident, one.seq, one.taken.person)


def _hand_overs(before: Incident, incident: Incident, team: Team, policy: Policy) -> Iterator[Effect]:
    """The message that asked somebody to take over, once that is answered or no longer asked."""
    asked = asked_to_take(before, team, policy)
    if asked and asked_to_take(incident, team, policy) != asked:
        yield note_again(incident, asked.number, asked.event.to)


def _reminders(before: Incident, incident: Incident, team: Team, policy: Policy) -> Iterator[Effect]:
    for owner in dict.fromkeys(one.owner for one in before.reminders):
        number = reminded.newest(before, owner)
        overtaken = reminded.newest(incident, owner) != number
        answered = owner is None and before.answers != incident.answers
        if owner is None and number is not None and before.snoozed != incident.snoozed:
            yield from _again(incident, number, team, incident.snoozed[-1].by)
        left = reminded.left(before, owner, policy), reminded.left(incident, owner, policy)
        if overtaken or answered or left[0] != left[1]:
            yield from _again(incident, number, team)
            if owner is None and number is not None:
                yield reminder_again(incident, number)


def _decisions(before: Incident, incident: Incident, team: Team, policy: Policy) -> Iterator[Effect]:
    if not before.drafted_at or not any(before.undecided(one) for one in AUDIENCES):
        return
    number = before.drafted_at[-1]
    if incident.drafted_at[-1] != number:
        yield from _again(incident, number, team)
        return
    for user in told_directly(before.drafts[-1], team):
        if _waits(before, user, team, policy) != _waits(incident, user, team, policy):
            yield note_again(incident, number, user)


def _waits(incident: Incident, user: str, team: Team, policy: Policy) -> object:
    assert incident.last_at is not None, "something was drafted"
    return waiting(incident, Context(user, team, policy, incident.last_at))


def _again(incident: Incident, number: int | None, team: Team, only: str | None = None) -> Iterator[Effect]:
    """The messages about an event, to everybody who was told of it or to one of them."""
    assert number is not None, "people were told of it"
    numbered = zip(incident.reminded_at, incident.reminders, strict=True)
    drafted = zip(incident.drafted_at, incident.drafts, strict=False)
    about = dict(numbered) | dict(drafted)
    shown = [(number, user) for user in told_directly(about[number], team)]
    for seq, one in zip(incident.passed_on_at, incident.passed_on, strict=True):
        if one.reminder == number:
            shown += [(seq, user) for user in told_directly(one, team)]
    yield from (note_again(incident, seq, user) for seq, user in shown if only in (None, user))
