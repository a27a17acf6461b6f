"""What time itself asks for. The tick calls these; the database says what is due, so nothing is lost in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from breachbot.deadlines.reminders import CLOCK_CORRECTED, Rung, rungs_between
from breachbot.errors import BreachbotError
from breachbot.incident.act import Context
from breachbot.incident.duties import to_remind
from breachbot.incident.effect import Effect
from breachbot.incident.events import SYSTEM, IncidentEvent, ReminderRaised
from breachbot.incident.ladders import ladder, reminded
from breachbot.incident.late_measures import went_on
from breachbot.incident.measures import open_measures
from breachbot.incident.policy import Policy
from breachbot.incident.reach import answers_of, passed_on
from breachbot.incident.reminded import due_by_law, points, still_due
from breachbot.incident.signal import escalate, replay_signal
from breachbot.incident.snoozed import come_again
from breachbot.incident.state import Incident, replay
from breachbot.incident.told import told_directly
from breachbot.usecases.house import House, commit, commit_signal, context, team, write
from breachbot.usecases.ports.lists import DeadlineRow
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.signals import SignalRow
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.rewriting import look_again

BATCH = 100


class StillDue(BreachbotError):
    """Nothing came of a row that is due, although it was written again from the events."""


def due_reminders(house: House, after: DeadlineRow | None = None) -> list[DeadlineRow]:
    """Duties whose next reminder has come, the oldest first; the next portion of them `after` the last one."""
    return house.store.read(lambda tx: tx.due_reminders(house.now(), BATCH, after))


def remind(
    house: House, row: DeadlineRow, idle: timedelta | None = None, hold: timedelta | None = None
) -> int:
    """Raise the reminder of one duty if it is still due, and what else is due of its incident, so that people are told
    of all of it in one message; gives how many. After a pause each says what was missed. Where none is due, one that
    reached nobody, or that nobody answered, goes to the next person.

    idle: for how long nobody had asked what is due; None where that is not known. hold: for how long at most the
    messages to people wait for `let_go`, so that what is raised together goes out together; None: not at all.

    A row that nothing comes of is put right. Raises StillDue where that does not help.
    """
    if raised := write(house, partial(_remind, house=house, stream=row.incident, idle=idle, hold=hold)):
        return raised
    if house.store.read(lambda tx: tx.deadline(row.incident, row.obligation)) != row:
        return 0  # it came together with another one
    return _put_right(house, row.incident, row.obligation)


def let_go(house: House) -> None:
    """Have what was raised sent: all of it is on record."""
    write(house, lambda tx: tx.release_reminders())


def _remind(
    tx: Transaction, *, house: House, stream: str, idle: timedelta | None, hold: timedelta | None
) -> int:
    incident, people, now = replay(stream, tx.events(stream)), team(tx), house.now()
    keys = [owed.key for owed in to_remind(incident, house.policy)]
    found = [raised for key in keys if (raised := reminder_due(incident, key, house.policy, now))]
    news = _together(found, idle) or [
        *come_again(incident, people, house.policy, now),
        *passed_on(incident, people, house.policy, tx.receipts(stream), now),
        *went_on(incident, people, house.policy, now),
    ]
    commit(tx, house, incident, news)
    if news and hold:
        tx.hold_reminders(stream, hold)
    return len(news)


def _together(raised: Sequence[ReminderRaised], idle: timedelta | None) -> list[IncidentEvent]:
    """Reminders that fall together share their messages: what goes to everybody takes the others along."""
    known = {
        "everybody": any(one.everybody for one in raised),
        "idle_minutes": None if idle is None else idle // timedelta(minutes=1),
    }
    return [one.model_copy(update=known) for one in raised]


def reminder_due(incident: Incident, obligation: str, policy: Policy, now: datetime) -> ReminderRaised | None:
    """The one reminder for all rungs that came since the last one, or None if none did.

    After the clock was set back there always is one: it tells how long is really left, and makes plain on record that
    the reminders raised for a time to come do not count.
    """
    owed = next((o for o in to_remind(incident, policy) if o.key == obligation), None)
    steps = ladder(owed, policy, now) if owed else None
    if owed is None or steps is None:
        return None
    span = reminded(incident, owed, steps, now)
    rungs = rungs_between(steps, span.start, owed.due_at, span.after, now)
    if not rungs and not span.ahead:
        return None
    *before, rung = rungs or [Rung(now, CLOCK_CORRECTED)]
    # What had come before another incident became part of this one is no delay: it is said once more, for both.
    missed = [one for one in before if span.anew is None or one.at > span.anew]
    first = min([*missed, rung]).at
    late = now - (max(first, span.anew) if span.anew else first)
    owner = next((one.owner for one in open_measures(incident) if one.key == obligation), None)
    wide = {f"{hours}h_left" for hours in policy.regimes.escalation.reminders.to_everybody}
    answer = next(iter(answers_of(incident)), None)
    return ReminderRaised(
        at=now,
        by=SYSTEM,
        obligation=obligation,
        rung=rung.name,
        due_at=still_due(owed),
        missed=tuple(m.name for m in missed),
        late_minutes=late // timedelta(minutes=1),
        owner=owner,
        everybody=owner is None and not wide.isdisjoint(one.name for one in (*before, rung)),
        has_it=answer.by if answer and owner is None else None,
    )


MOST_TOGETHER = 100
"""Incidents in one message to a person; the others come in the next."""
MOST_BEHIND = 1000
"""Reminders to a person among which those that press most are found."""


@dataclass(frozen=True)
class Part:
    """What one message says of one incident: the reminder as the effect with this key asked for it, and the incident as
    the person of the context may see it now."""

    key: str
    incident: Incident
    raised: ReminderRaised
    context: Context


def fallen_together(house: House, effect: ClaimedEffect) -> list[Part]:
    """What goes into one message with a reminder to a person, itself included, each of another incident: what waits
    behind it, or where it was shown before, what that message held."""

    def work(tx: Transaction) -> list[Part]:
        found: Sequence[ClaimedEffect | Effect]
        if "again" in effect.args:
            found = tx.together(effect.stream, effect.kind, effect.slot)
        else:
            found = [effect, *(one for one in tx.behind(effect, MOST_BEHIND) if "reminder" in one.args)]
        parts: dict[str, Part] = {}
        for one in found:
            if one.stream not in parts and (part := _part(tx, house, one)):
                parts[one.stream] = part
        first, others = [*parts.values()][:1], [*parts.values()][1:]
        return sorted([*first, *sorted(others, key=_ends)[: MOST_TOGETHER - 1]], key=_ends)

    return house.store.read(work)


def _ends(part: Part) -> datetime:
    """When the first hours end of what it is about; what has none by law comes last."""
    owed = [one.owed for one in points(part.incident, part.raised.owner, part.context.policy) if one.owed]
    return min((due for one in owed if (due := due_by_law(one))), default=datetime.max.replace(tzinfo=UTC))


def _part(tx: Transaction, house: House, effect: ClaimedEffect | Effect) -> Part | None:
    """None where the person is not told of it by the roles of now, or it was erased."""
    seq, user = int(effect.args["seq"]), effect.args["user"]
    try:
        events = tx.events(effect.stream)
    except Erased:
        return None
    raised = events[seq - 1]
    if not isinstance(raised, ReminderRaised) or user not in told_directly(raised, team(tx)):
        return None
    return Part(effect.key, replay(effect.stream, events), raised, context(tx, house, user))


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
