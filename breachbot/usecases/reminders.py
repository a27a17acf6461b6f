"""What time itself asks for. The tick calls these; the database says what is due, so nothing is lost in between."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from breachbot.deadlines.reminders import CLOCK_CORRECTED, Rung, rungs_between
from breachbot.errors import BreachbotError
from breachbot.incident.duties import to_remind
from breachbot.incident.events import SYSTEM, ReminderRaised
from breachbot.incident.measures import open_measures
from breachbot.incident.policy import Policy
from breachbot.incident.reminded import still_due
from breachbot.incident.signal import escalate, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House, commit, commit_signal, team, write
from breachbot.usecases.ports import DeadlineRow, SignalRow, Transaction
from breachbot.usecases.projections import ladder, reminded
from breachbot.usecases.rewriting import look_again

BATCH = 100


class StillDue(BreachbotError):
    """Nothing came of a row that is due, although it was written again from the events."""


def due_reminders(house: House, after: DeadlineRow | None = None) -> list[DeadlineRow]:
    """Duties whose next reminder has come, the oldest first; the next portion of them `after` the last one."""
    return house.store.read(lambda tx: tx.due_reminders(house.now(), BATCH, after))


def remind(house: House, row: DeadlineRow) -> int:
    """Raise the reminder of one duty if it is still due, and what else is due of its incident, so that people are told
    of all of it in one message; gives how many. After a pause each says what was missed.

    A row that nothing comes of is put right. Raises StillDue where that does not help.
    """
    if raised := write(house, partial(_remind, house=house, stream=row.incident)):
        return raised
    if house.store.read(lambda tx: tx.deadline(row.incident, row.obligation)) != row:
        return 0  # it came together with another one
    return _put_right(house, row.incident, row.obligation)


def _remind(tx: Transaction, *, house: House, stream: str) -> int:
    incident, now = replay(stream, tx.events(stream)), house.now()
    keys = [owed.key for owed in to_remind(incident, house.policy)]
    found = [raised for key in keys if (raised := reminder_due(incident, key, house.policy, now))]
    commit(tx, house, incident, [*found])
    return len(found)


def reminder_due(incident: Incident, obligation: str, policy: Policy, now: datetime) -> ReminderRaised | None:
    """The one reminder for all rungs that came since the last one, or None if none did.

    After the clock was set back there always is one: it tells how long is really left, and makes plain on record that
    the reminders raised for a time to come do not count.
    """
    owed = next((o for o in to_remind(incident, policy) if o.key == obligation), None)
    steps = ladder(owed, policy) if owed else None
    if owed is None or steps is None:
        return None
    span = reminded(incident, owed, steps, now)
    rungs = rungs_between(steps, span.start, owed.due_at, span.after, now)
    if not rungs and not span.ahead:
        return None
    *missed, rung = rungs or [Rung(now, CLOCK_CORRECTED)]
    return ReminderRaised(
        at=now,
        by=SYSTEM,
        obligation=obligation,
        rung=rung.name,
        due_at=still_due(owed),
        missed=tuple(m.name for m in missed),
        late_minutes=(now - min([*missed, rung]).at) // timedelta(minutes=1),
        owner=next((one.owner for one in open_measures(incident) if one.key == obligation), None),
    )


def due_escalations(house: House, after: SignalRow | None = None) -> list[SignalRow]:
    """Candidate signals that nobody claimed in time, the oldest first; the next portion `after` the last one."""
    return house.store.read(lambda tx: tx.due_escalations(house.now(), BATCH, after))


def pass_on(house: House, row: SignalRow) -> int:
    """Ask the next person about one of them if it still waits; gives 1 or 0. As for `remind`, a row is put right."""
    return write(house, partial(_pass_on, house=house, signal_id=row.id)) or _put_right(house, row.id)


def _pass_on(tx: Transaction, *, house: House, signal_id: str) -> int:
    signal = replay_signal(signal_id, tx.events(signal_id))
    steps = house.policy.regimes.escalation.steps
    news = escalate(signal, team(tx), steps=steps, now=house.now())
    commit_signal(tx, house, signal, news)
    return len(news)


def _put_right(house: House, stream: str, obligation: str | None = None) -> int:
    """Write the rows of a stream again; gives 0. Raises StillDue if the row in question is due as before."""
    look_again(house, stream)
    now = house.now()

    def still_due(tx: Transaction) -> bool:
        if obligation is None:
            signal = tx.signal_row(stream)
            return bool(signal and signal.next_escalation_at and signal.next_escalation_at <= now)
        duty = tx.deadline(stream, obligation)
        return duty is not None and duty.next_reminder_at <= now

    if house.store.read(still_due):
        raise StillDue("Nothing comes of what is due.")
    return 0
