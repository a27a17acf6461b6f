"""What lists and clocks ask for, kept beside the events in the same transaction and rebuilt from them at any time."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from breachbot.deadlines.reminders import next_rung
from breachbot.incident.duties import UNDECIDED, Owed, to_remind
from breachbot.incident.outcome import clock
from breachbot.incident.pending import pending
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal, next_escalation, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.playbook.types import Ladder
from breachbot.usecases.ports import DeadlineRow, Erased, IncidentRow, PendingRow, Transaction

FOLLOW_UP = Ladder(every=timedelta(hours=24))
"""How often an initial notice asks to be completed: Art. 33(4) gives no hours, only 'without undue further delay'."""


BY_CONTRACT = Ladder(hours_left=(48, 24, 12, 6, 3, 1), overdue_every=timedelta(hours=1))
"""The reminders of a duty for which a contract gives hours (Art. 33(2)); those before awareness never come."""


def project_incident(tx: Transaction, incident: Incident, policy: Policy) -> None:
    """Write the row of an incident and those of its deadlines as they follow from its events."""
    if incident.opened is None:
        return
    urgency, pressing_at = pressing(incident, policy)
    tx.save_incident(
        IncidentRow(
            id=incident.id, phase=incident.phase, opened_at=incident.opened.at, aware_at=incident.aware_at,
            due_at=clock(incident, policy), channel=incident.channel, urgency=urgency, pressing_at=pressing_at,
        )
    )  # fmt: skip
    waiting = enumerate(pending(incident, policy))
    tx.save_pending(incident.id, [PendingRow(incident.id, n, one.kind, one.by) for n, one in waiting])
    tx.save_deadlines(incident.id, deadlines(incident, policy))


def pressing(incident: Incident, policy: Policy) -> tuple[int, datetime] | tuple[None, None]:
    """Its place among the open ones: first a clock that runs, by its end; then what nobody has judged; then what is
    filed, each by age. None once it is over."""
    if incident.ended or incident.opened is None:
        return None, None
    due = clock(incident, policy)
    if due is not None and not incident.filings:
        return 0, due
    return (2 if incident.filings else 1), incident.opened.at


def deadlines(incident: Incident, policy: Policy) -> list[DeadlineRow]:
    """One row for each duty that still wants a reminder."""
    rows = []
    for owed in to_remind(incident, policy):
        if due := next_reminder(incident, owed, policy):
            rows.append(
                DeadlineRow(
                    incident=incident.id,
                    obligation=owed.key,
                    due_at=still_due(owed),
                    next_reminder_at=due,
                )
            )
    return rows


def ladder(owed: Owed, policy: Policy) -> Ladder | None:
    """The reminders of a duty: the playbook's, or those of a contract, or, once an initial notice is filed, those for
    completing it."""
    if owed.obligation == UNDECIDED:
        return Ladder(every=policy.playbook.escalation.undecided_every)
    if owed.stopped:
        return FOLLOW_UP
    obligation = policy.playbook.obligation(owed.obligation)
    if owed.due_at and obligation and obligation.within is None:
        return BY_CONTRACT
    return obligation.reminders if obligation else None


def still_due(owed: Owed) -> datetime | None:
    """The end of a duty's hours while it matters: who filed in time is not late with completing it."""
    return None if owed.stopped else owed.due_at


def next_reminder(incident: Incident, owed: Owed, policy: Policy) -> datetime | None:
    """When the next reminder of a duty is due, in UTC."""
    steps = ladder(owed, policy)
    if steps is None:
        return None
    return next_rung(steps, since(incident, owed), owed.due_at, last_reminded(incident, owed)).at


def since(incident: Incident, owed: Owed) -> datetime:
    """From when a duty's intervals count: awareness, or later where something made it open anew."""
    if owed.since is not None:
        return owed.since
    assert incident.aware_at is not None, "only asked for incidents that somebody is aware of"
    return incident.aware_at


def last_reminded(incident: Incident, owed: Owed) -> datetime:
    """The moment up to which reminders are accounted for: rungs before the statement of awareness never came due."""
    raised = incident.reminded(owed.key)
    moments = [since(incident, owed), *(stated.at for stated in incident.awareness)]
    return max([*moments, raised.at] if raised else moments)


def project_signal(tx: Transaction, signal: Signal, policy: Policy) -> None:
    """Write how a signal stands; how often it came is counted from its deliveries."""
    if signal.received is None:
        return
    tx.save_signal(
        signal.id, source=signal.received.source, series=signal.received.series, verdict=signal.verdict,
        phase=signal.phase, incident=signal.incident, claimed_by=signal.claimed_by,
        next_escalation_at=next_escalation(signal, policy.playbook.escalation.steps),
    )  # fmt: skip


def rebuild(tx: Transaction, policy: Policy) -> None:
    """Throw the projections away and write them anew from the events. What was erased has none."""
    tx.clear_projections()
    for stream in (*tx.streams("pdb-"), *tx.streams("sig-")):
        with suppress(Erased):
            _project(tx, stream, policy)


def _project(tx: Transaction, stream: str, policy: Policy) -> None:
    events = tx.events(stream)
    if stream.startswith("pdb-"):
        project_incident(tx, replay(stream, events), policy)
    else:
        project_signal(tx, replay_signal(stream, events), policy)
