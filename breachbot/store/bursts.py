"""Bursts: which candidates came close together, whether they still wait, and which are the gravest of them.

What was erased is left out, as in all lists.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update

from breachbot.store.database import Part, insert_new
from breachbot.store.home import kept
from breachbot.store.tables import burst, signal
from breachbot.usecases.ports.signals import BurstRow, MemberCount


class Bursts(Part):
    """Candidates that came close together."""

    def save_burst(self, row: BurstRow) -> None:
        values = {name: getattr(row, name) for name in ("began_at", "last_at", "over_at", "reports")}
        new = insert_new(self._conn, burst).values(id=row.id, **values)
        self._conn.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))

    def burst(self, burst_id: str) -> BurstRow | None:
        found = self._conn.execute(select(burst).where(burst.c.id == burst_id)).one_or_none()
        return BurstRow(**found._asdict()) if found else None

    def last_burst(self, until: datetime, *, reports: bool) -> BurstRow | None:
        these = select(burst).where(burst.c.reports == reports, burst.c.last_at <= until)
        found = self._conn.execute(these.order_by(burst.c.last_at.desc(), burst.c.id).limit(1)).one_or_none()
        return BurstRow(**found._asdict()) if found else None

    def bursts_over(self, now: datetime) -> list[BurstRow]:
        over = select(burst).where(burst.c.over_at < now).order_by(burst.c.over_at, burst.c.id)
        return [BurstRow(**row._asdict()) for row in self._conn.execute(over)]

    def burst_told(self, burst_id: str) -> None:
        self._conn.execute(update(burst).where(burst.c.id == burst_id).values(over_at=None))

    def burst_size(self, burst_id: str, most: int) -> int:
        some = select(signal.c.id).where(signal.c.burst == burst_id).limit(most).subquery()
        return self._conn.execute(select(func.count()).select_from(some)).scalar_one()

    def burst_counts(self, burst_id: str) -> list[MemberCount]:
        groups = (signal.c.source, signal.c.phase)
        wanted = select(*groups, func.count().label("number")).where(_members(burst_id))
        return [MemberCount(**row._asdict()) for row in self._conn.execute(wanted.group_by(*groups))]

    def gravest(self, burst_id: str, limit: int) -> list[str]:
        waits = select(signal.c.id).where(_members(burst_id), signal.c.phase == "open")
        order = (signal.c.gravity.desc(), signal.c.first_seen, signal.c.id)
        return list(self._conn.execute(waits.order_by(*order).limit(limit)).scalars())

    def asked_already(self, burst_id: str, verdicts: Collection[str], step: int, *, but: str) -> bool:
        others = select(signal.c.id).where(
            _members(burst_id),
            signal.c.verdict.in_(verdicts),
            signal.c.steps_asked >= step,
            signal.c.id != but,
        )
        return self._conn.execute(others.limit(1)).first() is not None


def _members(burst_id: str) -> ColumnElement[bool]:
    return and_(signal.c.burst == burst_id, kept(signal))
