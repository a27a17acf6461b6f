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

from sqlalchemy import Connection, case, func, literal, select, update

from breachbot.store.database import Part, real_time
from breachbot.store.keys import KEY_BYTES, NONCE, Draw, MasterKeys, WrappedKey, seal, unseal
from breachbot.store.tables import UNREAD, Instant, data_key, delivery, delivery_part, signal
from breachbot.usecases.ports import Delivery, NewDelivery

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
            rows.append(
                {"id": wrapped.id, "source": new.source, "received_at": new.received_at, "body": body}
            )
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

    def delivery_done(self, delivery_id: str, signals: Sequence[str], note: str) -> bool:
        alone = signals[0] if len(signals) == 1 else None
        unread = update(delivery).where(delivery.c.id == delivery_id, UNREAD)
        marked = unread.values(processed_at=real_time(self._conn), signal=alone, note=note)
        if not self._conn.execute(marked).rowcount:
            return False
        if len(signals) > 1:
            rows = [{"delivery": delivery_id, "number": n, "signal": one} for n, one in enumerate(signals)]
            self._conn.execute(delivery_part.insert(), rows)
        return True

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


def _unsealed(keys: MasterKeys, row: Any) -> Delivery:
    key = keys.unwrap(WrappedKey(row.id, row.wrapped, row.master_id))
    packed = unseal(key, row.body, "delivery", row.id)
    start = 4 + int.from_bytes(packed[:4], "big")
    headers = json.loads(packed[4:start])
    return Delivery(row.id, row.source, row.received_at, headers, packed[start:])


def unread(conn: Connection) -> int:
    """How many wait to be read; not those whose key was deleted."""
    waiting = select(func.count()).select_from(delivery.join(data_key, data_key.c.id == delivery.c.id))
    return conn.execute(waiting.where(UNREAD)).scalar_one()
