"""Deliveries: sealed and stored as they came, read later, marked as read.

The headers are sealed together with the body, so that a row tells nothing but when something came and from where.
"""

from __future__ import annotations

import io
import json
import os
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Subquery, case, func, literal, select, union_all, update

from breachbot.store.database import Part, insert_new, real_time
from breachbot.store.keys import KEY_BYTES, NONCE, Draw, MasterKeys, WrappedKey, seal, unseal
from breachbot.store.tables import UNREAD, Instant, data_key, delivery, delivery_part, signal
from breachbot.usecases.ports.deliveries import Arrived, Delivery, NewDelivery
from breachbot.usecases.ports.log import Erased

ID_BYTES = 5
RANDOM_BYTES = ID_BYTES + KEY_BYTES + 2 * NONCE
"""For one delivery: its id, its key, the wrapping of the key and the sealing of the body."""
# Made once: a statement that lives keeps the key under which SQLAlchemy finds its compiled text.
NEW_KEYS, NEW_DELIVERIES = data_key.insert(), delivery.insert()


class Ids:
    """Ids of deliveries: they sort in order of arrival within this process, and by the clock between processes."""

    def __init__(self) -> None:
        self._last, self._lock = 0, threading.Lock()

    def next(self, draw: Draw) -> str:
        """`del-`, the microsecond in hex, and 40 random bits against a second process in the same one."""
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1000)
            return f"del-{self._last:014x}{draw(ID_BYTES).hex()}"


class Intake:
    """Turns deliveries into sealed rows and stores them by the batch."""

    def __init__(self, keys: MasterKeys) -> None:
        self._keys, self._ids = keys, Ids()

    def store(self, conn: Connection, batch: Sequence[NewDelivery]) -> list[str]:
        """Store them in order; gives their ids."""
        # One call for all randomness: each would let go of the interpreter and have to wait for it again.
        draw = io.BytesIO(os.urandom(RANDOM_BYTES * len(batch))).read
        keys: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        for new in batch:
            key, wrapped = self._keys.new_key(self._ids.next(draw), draw)
            keys.append({"id": wrapped.id, "wrapped": wrapped.wrapped, "master_id": wrapped.master_id})
            body = seal(key, _packed(new), "delivery", wrapped.id, draw=draw)
            row = {"id": wrapped.id, "source": new.source, "received_at": new.received_at, "body": body}
            rows.append(row | {"fetched": new.fetched})
        conn.execute(NEW_KEYS, keys)
        conn.execute(NEW_DELIVERIES, rows)
        return [row["id"] for row in rows]


def _packed(new: NewDelivery) -> bytes:
    headers = json.dumps(new.headers).encode()
    return len(headers).to_bytes(4, "big") + headers + new.body


class Deliveries(Part):
    """What was delivered, and whether somebody has read it."""

    def pending_deliveries(self, limit: int) -> list[Delivery]:
        wanted = (
            select(delivery, data_key.c.wrapped, data_key.c.master_id)
            .join(data_key, data_key.c.id == delivery.c.id)
            .where(UNREAD)
            .order_by(delivery.c.id)
            .limit(limit)
        )
        return [_unsealed(self._keys, row) for row in self._conn.execute(wanted)]

    def delivery(self, delivery_id: str) -> Delivery | None:
        wanted = select(delivery, data_key.c.wrapped, data_key.c.master_id).where(
            delivery.c.id == delivery_id
        )
        row = self._conn.execute(wanted.outerjoin(data_key, data_key.c.id == delivery.c.id)).one_or_none()
        if row is None:
            return None
        if row.wrapped is None:
            raise Erased(f"the key of {delivery_id} was deleted")
        return _unsealed(self._keys, row)

    def newest_delivery(self, signal_id: str) -> str | None:
        alone = select(func.max(delivery.c.id)).where(delivery.c.signal == signal_id)
        among = select(func.max(delivery_part.c.delivery)).where(delivery_part.c.signal == signal_id)
        found = [self._conn.execute(one).scalar() for one in (alone, among)]
        return max(filter(None, found), default=None)

    def deliveries_of(
        self, signal_id: str, limit: int, *, since: str = "", until: str | None = None
    ) -> list[Arrived]:
        came = _came(signal_id)
        wanted = select(came.c.id, came.c.received_at).distinct().where(came.c.id >= since)
        if until is not None:
            wanted = wanted.where(came.c.id <= until)
        newest = wanted.order_by(came.c.id.desc()).limit(limit)
        return [Arrived(row.id, row.received_at) for row in self._conn.execute(newest)]

    def hold_signal(self, signal_id: str) -> None:
        self._conn.execute(select(signal.c.id).where(signal.c.id == signal_id).with_for_update())

    def take_out(self, signal_id: str, to: str, deliveries: Sequence[str]) -> None:
        for table, key in ((delivery, delivery.c.id), (delivery_part, delivery_part.c.delivery)):
            mine = update(table).where(key.in_(deliveries), table.c.signal == signal_id)
            self._conn.execute(mine.values(signal=to))
        left = update(signal).where(signal.c.id == signal_id)
        self._conn.execute(left.values(counted(self._conn, signal_id)))

    def numbered_deliveries(self, signal_id: str, skip: int, limit: int) -> tuple[int, list[Arrived]]:
        came = _came(signal_id)
        size = self._conn.execute(select(func.count(came.c.id.distinct()))).scalar_one()
        wanted = select(came.c.id, came.c.received_at).distinct().order_by(came.c.id)
        rows = self._conn.execute(wanted.offset(skip).limit(limit))
        return size, [Arrived(row.id, row.received_at) for row in rows]

    def delivery_done(
        self, delivery_id: str, note: str, signal: str | None = None, digest: str | None = None
    ) -> bool:
        unread = update(delivery).where(delivery.c.id == delivery_id, UNREAD)
        marked = unread.values(processed_at=real_time(self._conn), signal=signal, note=note, digest=digest)
        return self._conn.execute(marked).rowcount > 0

    def delivered_since(self, digest: str, since: datetime) -> bool:
        same = select(delivery.c.id).where(delivery.c.digest == digest, delivery.c.received_at > since)
        return self._conn.execute(same.limit(1)).first() is not None

    def part_done(self, delivery_id: str, number: int, signal: str) -> bool:
        unread = select(delivery.c.id).where(delivery.c.id == delivery_id, UNREAD)
        if self._conn.execute(unread).first() is None:
            return False
        part = insert_new(self._conn, delivery_part).values(
            delivery=delivery_id, number=number, signal=signal
        )
        added = part.on_conflict_do_nothing().returning(delivery_part.c.number)
        return self._conn.execute(added).first() is not None

    def count_on(self, signal_id: str, received_at: datetime) -> bool:
        first, last, this = signal.c.first_seen, signal.c.last_seen, literal(received_at, Instant())
        counted = (
            update(signal)
            .where(signal.c.id == signal_id)
            .values(
                count=signal.c.count + 1,
                first_seen=case((first <= this, first), else_=this),
                last_seen=case((last >= this, last), else_=this),
            )
        )
        return self._conn.execute(counted).rowcount > 0


def _came(signal_id: str) -> Subquery:
    """Each alert of a signal: the delivery in which it came, and when."""
    what = delivery.c.id, delivery.c.received_at
    alone = select(*what).where(delivery.c.signal == signal_id)
    among = select(*what).join(delivery_part, delivery_part.c.delivery == delivery.c.id)
    return union_all(alone, among.where(delivery_part.c.signal == signal_id)).subquery("came")


def counted(conn: Connection, signal_id: str) -> dict[str, Any]:
    """How often a signal came, and when first and last, from its deliveries."""
    came = _came(signal_id)
    counts = select(
        func.count().label("count"),
        func.min(came.c.received_at).label("first_seen"),
        func.max(came.c.received_at).label("last_seen"),
    )
    return conn.execute(counts.select_from(came)).one()._asdict()


def _unsealed(keys: MasterKeys, row: Any) -> Delivery:
    key = keys.unwrap(WrappedKey(row.id, row.wrapped, row.master_id))
    packed = unseal(key, row.body, "delivery", row.id)
    start = 4 + int.from_bytes(packed[:4], "big")
    headers = json.loads(packed[4:start])
    return Delivery(row.id, row.source, row.received_at, headers, packed[start:])


def unread(conn: Connection) -> tuple[int, float]:
    """How many wait to be read, and the seconds for which the oldest does; not those whose key was deleted."""
    here = delivery.join(data_key, data_key.c.id == delivery.c.id)
    waiting = select(func.count(), func.min(delivery.c.received_at)).select_from(here).where(UNREAD)
    count, oldest = conn.execute(waiting).one()
    return count, max((real_time(conn) - oldest).total_seconds(), 0.0) if oldest else 0.0
