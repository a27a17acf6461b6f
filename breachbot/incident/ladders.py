"""When the reminders of a duty come: the ladder that it goes by now, and how far that has come."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.deadlines.reminders import next_rung
from breachbot.incident.duties import UNDECIDED, Owed
from breachbot.incident.policy import Policy
from breachbot.incident.reminded import since
from breachbot.incident.state import Incident
from breachbot.playbook.obligation import Ladder


def ladder(owed: Owed, policy: Policy, now: datetime) -> Ladder | None:
    """The reminders of a duty: the playbook's, or those of a contract, or, once an initial notice is filed, those for
    completing it."""
    regimes = policy.regimes
    obligation = owed.law or regimes.obligation(owed.obligation)
    if obligation is None:
        if owed.gap == "measure":
            return regimes.escalation.measures
        return _of_the_decision(owed, policy, now) if owed.obligation == UNDECIDED else None
    if owed.stopped and obligation.follow_up:
        return obligation.follow_up.reminders
    if owed.gap == "promise":
        return obligation.promised or obligation.reminders
    if owed.due_at and obligation.counting is None:
        return obligation.by_contract
    if owed.gap == "anchor" and obligation.anchor != "submission":
        return Ladder(every=regimes.escalation.moments_every)
    if owed.due_at is None and obligation.counting:
        return None  # it counts from another report, which has reminders of its own
    return obligation.reminders


def _of_the_decision(owed: Owed, policy: Policy, now: datetime) -> Ladder:
    """When people are reminded to say whether it is a breach. Where a clock that was wrong opened it at a time to come,
    nobody knows by when that would be: then it is asked at an interval."""
    rule = policy.regimes.investigation
    begun = owed.since is not None and owed.since <= now + CLOCKS_DIFFER
    if rule and rule.reminders and owed.due_at and begun:
        return rule.reminders
    return Ladder(every=policy.regimes.escalation.undecided_every)


class Reminded(NamedTuple):
    """How far the reminders of a duty have come, as far as can be known at a moment.

    start: from when its intervals count. after: up to when its rungs are accounted for. counted_to: the newest moment
    on record. ahead: the last reminder was raised for a time that has not come, so the clock was set back. anew: when
    another incident became part of this one, while nobody has been reminded since: the newest rung comes once more.
    """

    start: datetime
    after: datetime
    counted_to: datetime | None
    ahead: bool
    anew: datetime | None = None


def reminded(incident: Incident, owed: Owed, steps: Ladder, now: datetime) -> Reminded:
    """How far the ladder of a duty has come. Rungs before the statement of awareness never came due. What is recorded
    for a time that has not come does not count: a clock that was wrong must not use the ladder up. Nor does what was
    before another incident became part of this one: what nobody answered there must not fall silent here."""
    start, known = since(incident, owed), now + CLOCKS_DIFFER
    raised = [r.at for r in incident.reminders if r.obligation == owed.key]
    joined = max((one.at for one in incident.taken_in if one.at <= now), default=None)
    heard = [at for at in raised if at <= known and (joined is None or at >= joined)][-1:]
    said = [one.at for one in incident.awareness_of(owed.clock) if one.at <= known]
    stated = [at for at in said if joined is None or at > joined]
    counted = [*stated, *heard, *([start] if start <= known else [])]
    if start > known and steps.every:
        # Nobody knows when it began: the reminder is due now, and its intervals count from that one.
        start = heard[0] if heard else now - steps.every
    ahead = bool(raised) and raised[-1] > known
    newest = raised[-1] if ahead else max(counted, default=None)
    return Reminded(start, max(counted, default=start), newest, ahead, None if heard else joined)


def next_reminder(incident: Incident, owed: Owed, policy: Policy, now: datetime) -> datetime | None:
    """When the next reminder of a duty comes, in UTC; None where none does."""
    steps = ladder(owed, policy, now)
    if steps is None:
        return None
    span = reminded(incident, owed, steps, now)
    return next_rung(steps, span.start, owed.due_at, span.after).at
