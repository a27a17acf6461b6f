"""What lists and clocks ask for, kept beside the events in the same transaction and rebuilt from them at any time."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from breachbot.deadlines.reminders import next_rung
from breachbot.deadlines.stretches import next_stretch
from breachbot.incident.act import Context
from breachbot.incident.burst import over_at
from breachbot.incident.duties import open_duties, to_remind
from breachbot.incident.guidance import steps
from breachbot.incident.ladders import ladder, reminded
from breachbot.incident.late_measures import onward
from breachbot.incident.policy import Policy
from breachbot.incident.reach import next_step, still_open
from breachbot.incident.reminded import due_by_law
from breachbot.incident.reports import SOURCE as REPORT
from breachbot.incident.signal import Signal, asked, replay_signal
from breachbot.incident.snoozed import waiting as put_off
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import team_of
from breachbot.incident.times import clock, stopped
from breachbot.playbook.obligation import Kind
from breachbot.usecases.ports.lists import DeadlineRow, IncidentRow, PendingRow
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.signals import BurstRow
from breachbot.usecases.ports.store import Transaction

PROJECTIONS = 11
"""The version of what is written here. Raise it with any change of that: the next start writes every row again."""
LATE = "late"
"""What the row of follow-up measures is kept under that go on to others."""
SNOOZED = "snoozed"
"""What the row of one that somebody has put off is kept under, before who."""
UNANSWERED = "unanswered"
"""What the row of a reminder that waits for an answer is kept under."""


def project_incident(tx: Transaction, incident: Incident, policy: Policy, now: datetime) -> None:
    """Write the row of an incident and those of its deadlines as they follow, at `now`, from its events."""
    if incident.opened is None:
        tx.save_deadlines(incident.id, [])
        return
    urgency, pressing_at = pressing(incident, policy)
    tx.save_incident(
        IncidentRow(
            id=incident.id,
            phase=incident.phase,
            opened_at=incident.opened.at,
            aware_at=incident.aware_at,
            due_at=clock(incident, policy),
            channel=incident.channel,
            urgency=urgency,
            pressing_at=pressing_at,
        )
    )
    team = team_of(tx.events(STREAM))
    tx.save_pending(incident.id, waiting(incident, Context("", team, policy, now)))
    tx.save_deadlines(
        incident.id, [*deadlines(incident, policy, now), *_unanswered(tx, incident, team, policy, now)]
    )


def card_at(incident: Incident, policy: Policy, now: datetime) -> datetime | None:
    """When the card that is shown now is to be shown again, since time has passed; None while no clock runs."""
    due = clock(incident, policy)
    if due is None or incident.ended or stopped(incident, policy):
        return None
    return next_stretch(due, now)


def waiting(incident: Incident, context: Context) -> list[PendingRow]:
    """One row for each step and each person for whom it waits."""
    pairs = [(step.act, user) for step in steps(incident, context) if step.act for user in step.holders]
    return [PendingRow(incident.id, n, act, user) for n, (act, user) in enumerate(pairs)]


def pressing(incident: Incident, policy: Policy) -> tuple[int, datetime] | tuple[None, None]:
    """Its place among the open ones: first a clock that runs, by its end; then what nobody has judged; then what is
    filed, each by age. None once it is over."""
    if incident.ended or incident.opened is None:
        return None, None
    running = [due for due in (clock(incident, policy),) if due and not stopped(incident, policy)]
    running += [one.due_at for one in open_duties(incident, policy) if one.kind is Kind.RECORD and one.due_at]
    if running:
        return 0, min(running)
    return (2 if incident.filings else 1), incident.opened.at


def deadlines(incident: Incident, policy: Policy, now: datetime) -> list[DeadlineRow]:
    """One row for each duty that still needs reminders."""
    rows = []
    for owed in to_remind(incident, policy):
        if steps := ladder(owed, policy, now):
            span = reminded(incident, owed, steps, now)
            due = next_rung(steps, span.start, owed.due_at, span.after).at
            rows.append(DeadlineRow(incident.id, owed.key, due_by_law(owed), due, span.counted_to))
    return rows


def _unanswered(
    tx: Transaction, incident: Incident, team: Team, policy: Policy, now: datetime
) -> list[DeadlineRow]:
    """The rows of a reminder that nobody has answered: when it is looked at for the next person, and when it comes
    again to whoever has put it off; after the end the one of late follow-up measures. A message that goes out later
    than this is written only makes that look come to nothing, and the row is written again."""
    if still_open(incident, policy) is None:
        late = [one.at for one in onward(incident, team, policy)]
        return [DeadlineRow(incident.id, LATE, None, min(late), None)] if late else []
    step = next_step(incident, team, policy, tx.receipts(incident.id), now)
    passing = [DeadlineRow(incident.id, UNANSWERED, None, step.at, None)] if step else []
    wishes = put_off(incident, team, policy)
    return [
        *passing,
        *(DeadlineRow(incident.id, f"{SNOOZED}@{one.by}", None, one.until, None) for one in wishes),
    ]


def project_signal(tx: Transaction, signal: Signal, policy: Policy, now: datetime) -> None:
    """Write the state of a signal at `now`; how often it came is counted from its deliveries."""
    if signal.received is None:
        return
    waits = asked(signal, policy.regimes.escalation.steps, now)
    tx.save_signal(
        signal.id,
        source=signal.received.source,
        series=signal.received.series,
        verdict=signal.verdict,
        phase=signal.phase,
        incident=signal.incident,
        claimed_by=signal.claimed_by,
        next_escalation_at=waits.next_at if waits else None,
        counted_to=waits.counted_to if waits else None,
        burst=signal.burst.id if signal.burst else None,
        steps_asked=signal.steps_asked,
        gravity=signal.gravity,
        split=bool(signal.splits),
        rules=signal.rules,
    )
    _project_burst(tx, signal, policy)


def _project_burst(tx: Transaction, signal: Signal, policy: Policy) -> None:
    """Write the burst that a signal came in, unless something came to it later."""
    if signal.received is None or signal.burst is None or signal.news_at is None:
        return
    known, burst = tx.burst(signal.burst.id), signal.burst
    if known and (known.last_at > signal.news_at or (known.last_at == signal.news_at and burst.own_card)):
        return
    ends = None if burst.own_card else over_at(burst.began_at, signal.news_at, policy.triage.storm)
    reports = signal.received.source == REPORT
    tx.save_burst(BurstRow(burst.id, reports, burst.began_at, signal.news_at, ends))


def rebuild(tx: Transaction, policy: Policy, now: datetime) -> None:
    """Throw the projections away and write them again from the events. What was erased has none."""
    tx.clear_projections()
    for stream in (*tx.streams("pdb-"), *tx.streams("sig-")):
        with suppress(Erased):
            project(tx, stream, policy, now)


def project(tx: Transaction, stream: str, policy: Policy, now: datetime) -> None:
    """Write the rows of one incident or signal again from its events."""
    tx.hold_log()
    events = tx.events(stream)
    if stream.startswith("pdb-"):
        project_incident(tx, replay(stream, events), policy, now)
    else:
        project_signal(tx, replay_signal(stream, events), policy, now)
