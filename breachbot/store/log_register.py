"""The log as the register lists it: which streams have an entry, read from the log itself, a page at a time.

Both lists come from columns that are stored in the clear, and each has an index of its own: a page costs the same
however long the log is, and erased content keeps its place.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from breachbot.register.chain import GENESIS, ChainHead, ChainRow
from breachbot.store.database import Part
from breachbot.store.tables import DISMISSED, FIRST, event

INCIDENT = event.c.stream.startswith("pdb-", autoescape=True)


class RegisterPages(Part):
    """Which streams have an entry in the register, and the rows of one."""

    def register_streams(self, skip: int = 0, limit: int | None = None) -> list[str]:
        incidents = _page(self._conn, select(event.c.stream).where(FIRST, INCIDENT), skip, limit)
        if limit is not None and len(incidents) == limit:
            return incidents
        before = max(0, skip - _incidents(self._conn)) if skip else 0
        dismissed = select(event.c.stream).where(DISMISSED)
        signals = select(event.c.stream).where(event.c.seq == 1, event.c.stream.in_(dismissed))
        return incidents + _page(
            self._conn, signals, before, None if limit is None else limit - len(incidents)
        )

    def register_size(self) -> int:
        dismissed = select(func.count(event.c.stream.distinct())).where(DISMISSED)
        return _incidents(self._conn) + self._conn.execute(dismissed).scalar_one()

    def in_register(self, stream: str) -> bool:
        dismissed = select(event.c.stream).where(DISMISSED)
        its_first = select(event.c.position).where(event.c.stream == stream, event.c.seq == 1)
        its_first = its_first.where(or_(INCIDENT, event.c.stream.in_(dismissed)))
        return self._conn.execute(its_first).one_or_none() is not None

    def linked_rows(self, stream: str) -> list[tuple[ChainRow, bytes | None]]:
        before = event.alias("before")
        rows = (
            select(event, before.c.hash.label("hash_before"))
            .outerjoin(before, before.c.position == event.c.position - 1)
            .where(event.c.stream == stream)
            .order_by(event.c.seq)
        )
        return [_linked(**row._asdict()) for row in self._conn.execute(rows)]

    def log_end(self) -> ChainHead:
        last = select(event.c.position, event.c.hash).order_by(event.c.position.desc()).limit(1)
        row = self._conn.execute(last).one_or_none()
        return ChainHead(row.position, row.hash) if row else ChainHead(0, GENESIS)


def _linked(hash_before: bytes | None, **row: object) -> tuple[ChainRow, bytes | None]:
    linked = ChainRow(**row)  # type: ignore[arg-type]  # the columns of the table are the fields of the row
    return linked, GENESIS if linked.position == 1 else hash_before


def _incidents(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(event).where(FIRST, INCIDENT)).scalar_one()


def _page(conn: Connection, wanted: Select[Any], skip: int, limit: int | None) -> list[str]:
    ordered = wanted.order_by(event.c.position).limit(limit).offset(skip)
    return list(conn.execute(ordered).scalars())
