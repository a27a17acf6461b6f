"""How the sources fare: when each last delivered, the silence that was told, and what was refused or came too late."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, case, delete, func, or_, select, update

from breachbot.deadlines.silence import Watched
from breachbot.store.database import Part, insert_new
from breachbot.store.tables import delivery, missed, watched
from breachbot.usecases.ports.watch import Stretch


class Watch(Part):
    """What is known of the sources beside what they delivered."""

    def heard(self, source: str, until: datetime) -> datetime | None:
        its_own = and_(delivery.c.source == source, delivery.c.fetched.is_(False))
        last = select(delivery.c.received_at).where(its_own, delivery.c.received_at <= until)
        newest = last.order_by(delivery.c.received_at.desc()).limit(1)
        return self._conn.execute(newest).scalar_one_or_none()

    def watched(self) -> list[Watched]:
        return [Watched(**row._asdict()) for row in self._conn.execute(select(watched))]

    def watch(self, one: Watched) -> None:
        new = insert_new(self._conn, watched).values(asdict(one))
        self._conn.execute(new.on_conflict_do_update(index_elements=["source"], set_=asdict(one)))

    def unwatch(self, source: str) -> None:
        self._conn.execute(delete(watched).where(watched.c.source == source))

    def missed(self, stretch: Stretch, pause: timedelta, longest: timedelta) -> None:
        newest = select(func.max(missed.c.id)).where(
            missed.c.source == stretch.source,
            missed.c.how == stretch.how,
            missed.c.ended_at >= stretch.started_at - pause,
            missed.c.started_at <= stretch.ended_at,
            missed.c.started_at > stretch.ended_at - longest,
            missed.c.told_at.is_(None),
        )
        longer = update(missed).where(missed.c.id == newest.scalar_subquery())
        end = case((missed.c.ended_at >= stretch.ended_at, missed.c.ended_at), else_=stretch.ended_at)
        if not self._conn.execute(longer.values(ended_at=end, count=missed.c.count + stretch.count)).rowcount:
            self._conn.execute(missed.insert().values(_values(stretch)))

    def untold(self, quiet_since: datetime, begun_by: datetime) -> list[Stretch]:
        over = or_(missed.c.ended_at <= quiet_since, missed.c.started_at <= begun_by)
        wanted = and_(missed.c.how == "refused", missed.c.told_at.is_(None), over)
        return [
            _stretch(row) for row in self._conn.execute(select(missed).where(wanted).order_by(missed.c.id))
        ]

    def told(self, stretch: int, now: datetime) -> bool:
        once = update(missed).where(missed.c.id == stretch, missed.c.told_at.is_(None))
        return self._conn.execute(once.values(told_at=now)).rowcount > 0

    def count_missed(self, source: str, since: datetime) -> int:
        its_own = and_(missed.c.source == source, missed.c.ended_at > since, missed.c.how != "unread")
        counts = select(missed.c.count).where(its_own)
        return sum(self._conn.execute(counts).scalars())

    def stretches(self, source: str, limit: int) -> list[Stretch]:
        newest = (
            select(missed)
            .where(missed.c.source == source)
            .order_by(missed.c.ended_at.desc(), missed.c.id.desc())
        )
        return [_stretch(row) for row in self._conn.execute(newest.limit(limit))]


def _values(stretch: Stretch) -> dict[str, Any]:
    values = asdict(stretch)
    del values["id"]
    return values


def _stretch(row: Row[Any]) -> Stretch:
    return Stretch(**{one.name: getattr(row, one.name) for one in fields(Stretch)})
