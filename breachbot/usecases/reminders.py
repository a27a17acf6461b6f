"""What time itself asks for. The tick calls these; the database says what is due, so nothing is lost in between."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from breachbot.deadlines.reminders import rungs_between
from breachbot.incident.duties import to_remind
from breachbot.incident.events import SYSTEM, ReminderRaised
from breachbot.incident.policy import Policy
from breachbot.incident.signal import escalate, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House, commit, commit_signal, team, write
from breachbot.usecases.ports import DeadlineRow, SignalRow, Transaction
from breachbot.usecases.projections import ladder, last_reminded, since, still_due

BATCH = 100


def due_reminders(house: House) -> list[DeadlineRow]:
    """Duties whose next reminder has come, the oldest first."""
    return house.store.read(lambda tx: tx.due_reminders(house.now(), BATCH))


def remind(house: House, row: DeadlineRow) -> int:
    """Raise the reminder of one duty if it is still due; gives 1 or 0. After a pause it says what was missed."""
    return write(house, partial(_remind, house=house, row=row))


def _remind(tx: Transaction, *, house: House, row: DeadlineRow) -> int:
    incident = replay(row.incident, tx.events(row.incident))
    reminder = reminder_due(incident, row.obligation, house.policy, house.now())
    if reminder:
        commit(tx, house, incident, [reminder])
    return int(reminder is not None)


def reminder_due(incident: Incident, obligation: str, policy: Policy, now: datetime) -> ReminderRaised | None:
    """The one reminder that stands for every rung that came since the last, or None if none did."""
    owed = next((o for o in to_remind(incident, policy) if o.key == obligation), None)
    steps = ladder(owed, policy) if owed else None
    if owed is None or steps is None:
        return None
    rungs = rungs_between(steps, since(incident, owed), owed.due_at, last_reminded(incident, owed), now)
    if not rungs:
        return None
    *missed, rung = rungs
    return ReminderRaised(
        at=now, by=SYSTEM, obligation=obligation, rung=rung.name, due_at=still_due(owed),
        missed=tuple(m.name for m in missed), late_minutes=(now - rungs[0].at) // timedelta(minutes=1),
    )  # fmt: skip


def due_escalations(house: House) -> list[SignalRow]:
    """Candidate signals that nobody claimed in time, the oldest first."""
    return house.store.read(lambda tx: tx.due_escalations(house.now(), BATCH))


def pass_on(house: House, row: SignalRow) -> int:
    """Ask the next person about one of them if it still waits; gives 1 or 0."""
    return write(house, partial(_pass_on, house=house, signal_id=row.id))


def _pass_on(tx: Transaction, *, house: House, signal_id: str) -> int:
    signal = replay_signal(signal_id, tx.events(signal_id))
    steps = house.policy.playbook.escalation.steps
    news = escalate(signal, team(tx), steps=steps, now=house.now())
    commit_signal(tx, house, signal, news)
    return len(news)
