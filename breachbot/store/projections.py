"""What lists and clocks ask for. Written with the events in one transaction; may be emptied and written again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update

from breachbot.store.database import insert_new
from breachbot.store.tables import deadline, delivery, incident, signal
from breachbot.store.tables import pending as pending_
from breachbot.usecases.ports import DeadlineRow, IncidentRow, PendingRow, SignalRow


def save_incident(conn: Connection, row: IncidentRow) -> None:
    """Write the row of an incident, or write it anew."""
    values = {name: getattr(row, name) for name in IncidentRow.__slots__}
    new = insert_new(conn, incident).values(values)
    conn.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))


def save_deadlines(conn: Connection, incident_id: str, rows: Sequence[DeadlineRow]) -> None:
    """Replace the deadlines of an incident."""
    conn.execute(delete(deadline).where(deadline.c.incident == incident_id))
    if rows:
        conn.execute(
            deadline.insert(), [{name: getattr(row, name) for name in DeadlineRow.__slots__} for row in rows]
        )


def save_pending(conn: Connection, incident_id: str, rows: Sequence[PendingRow]) -> None:
    """Replace what waits for a decision in an incident."""
    conn.execute(delete(pending_).where(pending_.c.incident == incident_id))
    if rows:
        conn.execute(
            pending_.insert(), [{name: getattr(row, name) for name in PendingRow.__slots__} for row in rows]
        )


def pending(conn: Connection) -> list[PendingRow]:
    """Everything that waits for a decision."""
    wanted = select(pending_).order_by(pending_.c.incident, pending_.c.number)
    return [PendingRow(**row._asdict()) for row in conn.execute(wanted)]


def incidents(conn: Connection) -> list[IncidentRow]:
    """Every incident, oldest first."""
    wanted = select(incident).order_by(incident.c.opened_at, incident.c.id)
    return [IncidentRow(**row._asdict()) for row in conn.execute(wanted)]


NEXT = (deadline.c.next_reminder_at, deadline.c.incident, deadline.c.obligation)
"""The order of duties: the next reminder first."""


def deadlines(conn: Connection) -> list[DeadlineRow]:
    """Duties that still want a reminder, the next one first."""
    return deadline_rows(conn, select(deadline).order_by(*NEXT))


def deadline_of(conn: Connection, incident_id: str, obligation: str) -> DeadlineRow | None:
    """The row of one duty."""
    found = deadline_rows(conn, select(deadline).filter_by(incident=incident_id, obligation=obligation))
    return found[0] if found else None


def deadline_rows(conn: Connection, wanted: Select[Any]) -> list[DeadlineRow]:
    """The rows of a query on duties."""
    return [DeadlineRow(**row._asdict()) for row in conn.execute(wanted)]


def save_signal(conn: Connection, signal_id: str, stands: dict[str, Any]) -> None:
    """Write how a signal stands. Its counts stay, to which each delivery adds; a new row is given them once."""
    there = conn.execute(update(signal).where(signal.c.id == signal_id).values(stands))
    if there.rowcount:
        return
    counts = select(
        func.count().label("count"),
        func.min(delivery.c.received_at).label("first_seen"),
        func.max(delivery.c.received_at).label("last_seen"),
    )
    counted = conn.execute(counts.where(delivery.c.signal == signal_id)).one()._asdict()
    new = insert_new(conn, signal).values(id=signal_id, **stands, **counted)
    conn.execute(new.on_conflict_do_update(index_elements=["id"], set_=stands))


def signal_where(conn: Connection, **equals: str) -> SignalRow | None:
    """The one signal with these values."""
    found = signal_rows(conn, select(signal).filter_by(**equals))
    return found[0] if found else None


def signals(conn: Connection) -> list[SignalRow]:
    """Every signal, by id."""
    return signal_rows(conn, select(signal).order_by(signal.c.id))


def signal_rows(conn: Connection, wanted: Select[Any]) -> list[SignalRow]:
    """The rows of a query on signals."""
    names = SignalRow.__slots__
    return [SignalRow(**{name: getattr(row, name) for name in names}) for row in conn.execute(wanted)]


def clear(conn: Connection) -> None:
    """Empty them all."""
    for table in (incident, deadline, pending_, signal):
        conn.execute(delete(table))
