"""What is due by the lists, which streams are put off meanwhile, and for how long.

What is due follows the domain's clock; the pauses are real time, by the database's clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Subquery,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union,
)

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.store.database import Part, insert_new, real_time
from breachbot.store.home import kept
from breachbot.store.projections import deadline_rows, signal_rows
from breachbot.store.tables import Instant, burst, deadline, incident, signal, stalled
from breachbot.usecases.ports.due import StalledRow
from breachbot.usecases.ports.lists import DeadlineRow
from breachbot.usecases.ports.signals import SignalRow

LAST = datetime(9999, 12, 31, tzinfo=UTC)
"""Sorts behind every moment."""
NOW, LATEST, LATEST_CARD = (bindparam(name, type_=Instant) for name in ("now", "latest", "latest_card"))


def _any(
    column: ColumnElement[datetime], latest: ColumnElement[datetime] | None = None
) -> ColumnElement[bool]:
    """Whether a moment in this column has come, or, after a clock was set back, lies after `latest`."""
    there = exists().where(column <= NOW)
    return there if latest is None else or_(there, exists().where(column > latest))


ANYTHING = select(
    or_(
        _any(deadline.c.next_reminder_at),
        exists().where(deadline.c.counted_to > LATEST),
        _any(signal.c.next_escalation_at),
        exists().where(signal.c.counted_to > LATEST),
        _any(incident.c.card_at, LATEST_CARD),
        _any(burst.c.over_at),
        exists(select(stalled.c.stream)),
        exists().where(deadline.c.due_at < NOW),
    )
)
"""One question, put together once: to ask about each kind of row takes a tick most of its time."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


class Due(Part):
    """What is due by the lists, and which streams are put off meanwhile."""

    def anything_due(self, now: datetime, latest_card: datetime) -> bool:
        asked = {"now": now, "latest": now + CLOCKS_DIFFER, "latest_card": latest_card}
        return bool(self._conn.execute(ANYTHING, asked).scalar_one())

    def stalled(self) -> list[StalledRow]:
        return stalled_rows(self._conn)

    def overdue(self, now: datetime) -> int:
        return self._conn.execute(
            select(func.count()).select_from(deadline).where(deadline.c.due_at < now)
        ).scalar_one()

    def due_reminders(self, now: datetime, limit: int, after: DeadlineRow | None = None) -> list[DeadlineRow]:
        due = _either(
            deadline, deadline.c.next_reminder_at <= now, deadline.c.counted_to > now + CLOCKS_DIFFER
        )
        order = (due.c.next_reminder_at, due.c.incident, due.c.obligation)
        wanted = select(due).where(_workable(self._conn, due.c.incident))
        if after is not None:
            last = (literal(after.next_reminder_at, Instant), after.incident, after.obligation)
            wanted = wanted.where(tuple_(*order) > tuple_(*last))
        return deadline_rows(self._conn, wanted.order_by(*order).limit(limit))

    def due_escalations(self, now: datetime, limit: int, after: SignalRow | None = None) -> list[SignalRow]:
        due = _either(signal, signal.c.next_escalation_at <= now, signal.c.counted_to > now + CLOCKS_DIFFER)
        order = (func.coalesce(due.c.next_escalation_at, literal(LAST, Instant)), due.c.id)
        wanted = select(due).where(_workable(self._conn, due.c.id))
        if after is not None:
            last = (literal(after.next_escalation_at or LAST, Instant), after.id)
            wanted = wanted.where(tuple_(*order) > tuple_(*last))
        return signal_rows(self._conn, wanted.order_by(*order).limit(limit))

    def due_cards(self, now: datetime, latest: datetime, limit: int) -> list[str]:
        due = or_(incident.c.card_at <= now, incident.c.card_at > latest)
        running = and_(incident.c.urgency == 0, incident.c.due_at.is_not(None), kept(incident))
        wanted = select(incident.c.id).where(due, running, _workable(self._conn, incident.c.id))
        return list(self._conn.execute(wanted.order_by(incident.c.card_at).limit(limit)).scalars())

    def oldest_due(self, now: datetime, *, put_off: bool) -> datetime | None:
        found = []
        for at, stream in (
            (deadline.c.next_reminder_at, deadline.c.incident),
            (signal.c.next_escalation_at, signal.c.id),
        ):
            wanted = select(func.min(at)).where(at <= now)
            if not put_off:
                wanted = wanted.where(stream.not_in(select(stalled.c.stream)))
            found.append(self._conn.execute(wanted).scalar_one())
        return min((moment for moment in found if moment is not None), default=None)

    def has_clock(self, stream: str) -> bool:
        duty = select(deadline.c.incident).where(deadline.c.incident == stream)
        waits = select(signal.c.id).where(signal.c.id == stream, signal.c.next_escalation_at.is_not(None))
        return self._conn.execute(union(duty, waits).limit(1)).first() is not None

    def put_off(self, stream: str, why: str) -> StalledRow:
        """Leave a stream for a pause that doubles with each try."""
        now = real_time(self._conn)
        before = self._conn.execute(select(stalled).where(stalled.c.stream == stream)).one_or_none()
        tries = before.tries + 1 if before else 1
        pause = min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)
        values = {"tries": tries, "not_before": now + pause, "why": why}
        new = insert_new(self._conn, stalled).values(stream=stream, since=now, **values)
        self._conn.execute(new.on_conflict_do_update(index_elements=["stream"], set_=values))
        return StalledRow(stream, tries, before.since if before else now, why)

    def resume(self, stream: str | None) -> None:
        every = delete(stalled)
        self._conn.execute(every if stream is None else every.where(stalled.c.stream == stream))

    def stalled_to_try(self) -> list[str]:
        over = select(stalled.c.stream).where(stalled.c.not_before <= real_time(self._conn))
        return list(self._conn.execute(over.order_by(stalled.c.stream)).scalars())


def _either(table: Table, one: ColumnElement[bool], other: ColumnElement[bool]) -> Subquery:
    """The rows for which one of two conditions holds, each looked up in an index of its own. Joined by OR, they would
    make SQLite walk through the whole table in the order that is asked for."""
    return union(select(table).where(one), select(table).where(other)).subquery("due")


def stalled_rows(conn: Connection) -> list[StalledRow]:
    """Every stream that is put off, the oldest first."""
    wanted = select(stalled).order_by(stalled.c.since, stalled.c.stream)
    return [StalledRow(row.stream, row.tries, row.since, row.why) for row in conn.execute(wanted)]


def _workable(conn: Connection, stream: ColumnElement[str]) -> ColumnElement[bool]:
    paused = select(stalled.c.stream).where(stalled.c.not_before > real_time(conn))
    return stream.not_in(paused)
