"""What lists and clocks ask for. Written with the events in one transaction; may be emptied and written again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Select, Table, delete, func, select, update

from breachbot.store.database import Part, insert_new
from breachbot.store.deliveries import counted
from breachbot.store.tables import OPENED, burst, data_key, deadline, event, incident, pending, signal
from breachbot.usecases.ports.lists import DeadlineRow, IncidentRow, PendingRow
from breachbot.usecases.ports.signals import Fate, SignalRow, Those

FATE = ("erased", "source", "rules", "phase", "became", "aware")
NEXT = (deadline.c.next_reminder_at, deadline.c.incident, deadline.c.obligation)
"""The order of duties: the next reminder first."""


class Projections(Part):
    """The lists that follow from the events."""

    def save_incident(self, row: IncidentRow) -> None:
        values = _values(row)
        new = insert_new(self._conn, incident).values(values | {"card_at": row.opened_at})
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
        names = [one.name for one in fields(IncidentRow)]
        return [
            IncidentRow(**{name: getattr(row, name) for name in names}) for row in self._conn.execute(wanted)
        ]

    def save_card(self, incident_id: str, at: datetime | None) -> None:
        self._conn.execute(update(incident).where(incident.c.id == incident_id).values(card_at=at))

    def opened_between(self, start: datetime, end: datetime) -> list[str]:
        wanted = select(incident.c.id).where(incident.c.opened_at.between(start, end))
        return list(self._conn.execute(wanted).scalars())

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
        burst: str | None = None,
        steps_asked: int | None = None,
        gravity: int = 0,
        split: bool = False,
        rules: Sequence[str] = (),
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
            "burst": burst,
            "steps_asked": steps_asked,
            "gravity": gravity,
            "split": split,
            "rules": " ".join(rules),
        }
        there = self._conn.execute(update(signal).where(signal.c.id == signal_id).values(stands))
        if there.rowcount:
            return
        new = insert_new(self._conn, signal).values(id=signal_id, **stands, **counted(self._conn, signal_id))
        self._conn.execute(new.on_conflict_do_update(index_elements=["id"], set_=stands))

    def signals(self) -> list[SignalRow]:
        return signal_rows(self._conn, select(signal).order_by(signal.c.id))

    def latest_signals(self, those: Those, skip: int, limit: int) -> tuple[int, list[SignalRow]]:
        asked = {name: word for name, word in asdict(those).items() if word is not None}
        size = self._conn.execute(select(func.count()).select_from(signal).filter_by(**asked)).scalar_one()
        newest = (
            select(signal).filter_by(**asked).order_by(signal.c.last_seen.desc().nulls_last(), signal.c.id)
        )
        return size, signal_rows(self._conn, newest.offset(skip).limit(limit))

    def opened_by(self, actor: str, after: datetime, until: datetime) -> int:
        opened = select(func.count()).select_from(event).where(OPENED, event.c.by == actor)
        return self._conn.execute(opened.where(event.c.at > after, event.c.at <= until)).scalar_one()

    def fates(self, verdicts: Collection[str]) -> list[Fate]:
        erased, aware = data_key.c.id.is_(None), incident.c.aware_at.is_not(None)
        kept = signal.outerjoin(data_key, data_key.c.id == signal.c.id)
        there = kept.outerjoin(incident, incident.c.id == signal.c.incident)
        alike = erased, signal.c.source, signal.c.rules, signal.c.phase, incident.c.phase, aware
        what = (one.label(name) for one, name in zip(alike, FATE, strict=True))
        counts = select(*what, func.count().label("number")).select_from(there)
        found = self._conn.execute(counts.where(signal.c.verdict.in_(verdicts)).group_by(*alike))
        return [_fate(row) for row in found]

    def last_heard(self) -> dict[str, datetime]:
        last = select(signal.c.source, func.max(signal.c.last_seen)).group_by(signal.c.source)
        return {source: at for source, at in self._conn.execute(last) if at}

    def signal_of(self, source: str, series: str) -> SignalRow | None:
        return next(
            iter(signal_rows(self._conn, select(signal).filter_by(source=source, series=series))), None
        )

    def signal_row(self, signal_id: str) -> SignalRow | None:
        return next(iter(signal_rows(self._conn, select(signal).filter_by(id=signal_id))), None)

    def clear_projections(self) -> None:
        for table in (incident, deadline, pending, signal, burst):
            self._conn.execute(delete(table))


def _fate(row: Any) -> Fate:
    rules = () if row.erased else tuple((row.rules or "").split())
    became: Literal["breach", "no_breach"] | None = "breach" if row.aware else None
    if row.became == "no_breach":
        became = "no_breach"
    return Fate(bool(row.erased), row.source, rules, row.phase, became, row.number)


def deadline_rows(conn: Connection, wanted: Select[Any]) -> list[DeadlineRow]:
    """The rows of a query on duties."""
    return [DeadlineRow(**row._asdict()) for row in conn.execute(wanted)]


def signal_rows(conn: Connection, wanted: Select[Any]) -> list[SignalRow]:
    """The rows of a query on signals."""
    names = [one.name for one in fields(SignalRow)]
    return [SignalRow(**{name: getattr(row, name) for name in names}) for row in conn.execute(wanted)]


def _values(row: IncidentRow | DeadlineRow | PendingRow) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(row)}
