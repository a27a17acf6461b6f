"""What lists and clocks ask for. Written with the events in one transaction; may be emptied and written again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, select, union_all, update

from breachbot.store.database import Part, insert_new
from breachbot.store.tables import deadline, delivery, delivery_part, incident, pending, signal
from breachbot.usecases.ports import DeadlineRow, IncidentRow, PendingRow, SignalRow

NEXT = (deadline.c.next_reminder_at, deadline.c.incident, deadline.c.obligation)
"""The order of duties: the next reminder first."""


class Projections(Part):
    """The lists that follow from the events."""

    def save_incident(self, row: IncidentRow) -> None:
        values = _values(row)
        new = insert_new(self._conn, incident).values(values)
        self._conn.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))

    def save_deadlines(self, incident_id: str, rows: Sequence[DeadlineRow]) -> None:
        self._replace(deadline, incident_id, rows)

    def save_pending(self, incident_id: str, rows: Sequence[PendingRow]) -> None:
        self._replace(pending, incident_id, rows)

    def _replace(self, table: Table, incident_id: str, rows: Sequence[DeadlineRow | PendingRow]) -> None:
        self._conn.execute(delete(table).where(table.c.incident == incident_id))
        if rows:
            self._conn.execute(table.insert(), [_values(row) for row in rows])

    def pending(self) -> list[PendingRow]:
        wanted = select(pending).order_by(pending.c.incident, pending.c.number)
        return [PendingRow(**row._asdict()) for row in self._conn.execute(wanted)]

    def incidents(self) -> list[IncidentRow]:
        wanted = select(incident).order_by(incident.c.opened_at, incident.c.id)
        return [IncidentRow(**row._asdict()) for row in self._conn.execute(wanted)]

    def deadlines(self) -> list[DeadlineRow]:
        return deadline_rows(self._conn, select(deadline).order_by(*NEXT))

    def deadline(self, incident_id: str, obligation: str) -> DeadlineRow | None:
        wanted = select(deadline).filter_by(incident=incident_id, obligation=obligation)
        return next(iter(deadline_rows(self._conn, wanted)), None)

    def save_signal(
        self,
        signal_id: str,
        *,
        source: str,
        series: str,
        verdict: str,
        phase: str,
        incident: str | None,
        next_escalation_at: datetime | None,
        claimed_by: str | None = None,
        counted_to: datetime | None = None,
    ) -> None:
        stands = {
            "source": source,
            "series": series,
            "verdict": verdict,
            "phase": phase,
            "incident": incident,
            "next_escalation_at": next_escalation_at,
            "claimed_by": claimed_by,
            "counted_to": counted_to,
        }
        there = self._conn.execute(update(signal).where(signal.c.id == signal_id).values(stands))
        if there.rowcount:
            return
        alone = select(delivery.c.received_at).where(delivery.c.signal == signal_id)
        within = select(delivery.c.received_at).join(delivery_part, delivery_part.c.delivery == delivery.c.id)
        came = union_all(alone, within.where(delivery_part.c.signal == signal_id)).subquery("came")
        counts = select(
            func.count().label("count"),
            func.min(came.c.received_at).label("first_seen"),
            func.max(came.c.received_at).label("last_seen"),
        )
        counted = self._conn.execute(counts).one()._asdict()
        new = insert_new(self._conn, signal).values(id=signal_id, **stands, **counted)
        self._conn.execute(new.on_conflict_do_update(index_elements=["id"], set_=stands))

    def signals(self) -> list[SignalRow]:
        return signal_rows(self._conn, select(signal).order_by(signal.c.id))

    def signal_of(self, source: str, series: str) -> SignalRow | None:
        return next(
            iter(signal_rows(self._conn, select(signal).filter_by(source=source, series=series))), None
        )

    def signal_row(self, signal_id: str) -> SignalRow | None:
        return next(iter(signal_rows(self._conn, select(signal).filter_by(id=signal_id))), None)

    def clear_projections(self) -> None:
        for table in (incident, deadline, pending, signal):
            self._conn.execute(delete(table))


def deadline_rows(conn: Connection, wanted: Select[Any]) -> list[DeadlineRow]:
    """The rows of a query on duties."""
    return [DeadlineRow(**row._asdict()) for row in conn.execute(wanted)]


def signal_rows(conn: Connection, wanted: Select[Any]) -> list[SignalRow]:
    """The rows of a query on signals."""
    names = [one.name for one in fields(SignalRow)]
    return [SignalRow(**{name: getattr(row, name) for name in names}) for row in conn.execute(wanted)]


def _values(row: IncidentRow | DeadlineRow | PendingRow) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(row)}
