"""Deliveries: sealed and stored as they came, read later, marked as read.

The headers are sealed together with the body. A keyed digest over source and body finds exact repeats; without the
master key it tells nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, case, func, literal, select, update

from breachbot.store.database import real_time
from breachbot.store.keys import MasterKeys, WrappedKey, seal, unseal
from breachbot.store.tables import Instant, data_key, delivery, signal
from breachbot.usecases.ports import Delivery, NewDelivery


class Ids:
    """Ids of deliveries: they sort in order of arrival within this process, and by the clock between processes."""

    def __init__(self) -> None:
        self._last, self._lock = 0, threading.Lock()

    def next(self) -> str:
        """`del-`, the microsecond in hex, and 40 random bits against a second process in the same one."""
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1000)
            return f"del-{self._last:014x}{secrets.token_hex(5)}"


class Intake:
    """Turns deliveries into sealed rows and stores them by the batch."""

    def __init__(self, keys: MasterKeys, digest_key: bytes) -> None:
        self._keys, self._digest_key, self._ids = keys, digest_key, Ids()

    def store(self, conn: Connection, batch: Sequence[NewDelivery]) -> list[str]:
        """Store them in order; gives their ids."""
        keys: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        for new in batch:
            key, wrapped = self._keys.new_key(self._ids.next())
            keys.append({"id": wrapped.id, "wrapped": wrapped.wrapped, "master_id": wrapped.master_id})
            rows.append(
                {
                    "id": wrapped.id,
                    "source": new.source,
                    "received_at": new.received_at,
                    "digest": self._digest(new),
                    "body": seal(key, _packed(new), "delivery", wrapped.id),
                }
            )
        conn.execute(data_key.insert(), keys)
        conn.execute(delivery.insert(), rows)
        return [row["id"] for row in rows]

    def _digest(self, new: NewDelivery) -> bytes:
        keyed = hmac.new(self._digest_key, f"delivery {new.source}\n".encode(), hashlib.sha256)
        keyed.update(new.body)
        return keyed.digest()[:16]


def _packed(new: NewDelivery) -> bytes:
    headers = json.dumps(new.headers).encode()
    return len(headers).to_bytes(4, "big") + headers + new.body


def pending(conn: Connection, keys: MasterKeys, limit: int) -> list[Delivery]:
    """Deliveries that nobody has read yet, in order of arrival, unsealed; not those whose key was deleted."""
    same = delivery.alias()
    oldest = select(func.min(same.c.id)).where(same.c.digest == delivery.c.digest, same.c.id < delivery.c.id)
    wanted = (
        select(delivery, data_key.c.wrapped, data_key.c.master_id, oldest.scalar_subquery().label("repeats"))
        .join(data_key, data_key.c.id == delivery.c.id)
        .where(delivery.c.processed_at.is_(None))
        .order_by(delivery.c.id)
        .limit(limit)
    )
    return [_unsealed(keys, row) for row in conn.execute(wanted)]


def _unsealed(keys: MasterKeys, row: Any) -> Delivery:
    key = keys.unwrap(WrappedKey(row.id, row.wrapped, row.master_id))
    packed = unseal(key, row.body, "delivery", row.id)
    start = 4 + int.from_bytes(packed[:4], "big")
    headers = json.loads(packed[4:start])
    return Delivery(row.id, row.source, row.received_at, headers, packed[start:], row.repeats)


def done(conn: Connection, delivery_id: str, signal_id: str | None, note: str) -> bool:
    """Mark it read and count it on its signal, if that has a row. False if it was done already."""
    unread = update(delivery).where(delivery.c.id == delivery_id, delivery.c.processed_at.is_(None))
    marked = unread.values(processed_at=real_time(conn), signal=signal_id, note=note)
    at = conn.execute(marked.returning(delivery.c.received_at)).scalar_one_or_none()
    if at is None:
        return False
    first, last, this = signal.c.first_seen, signal.c.last_seen, literal(at, Instant())
    conn.execute(
        update(signal)
        .where(signal.c.id == signal_id)
        .values(
            count=signal.c.count + 1,
            first_seen=case((first <= this, first), else_=this),
            last_seen=case((last >= this, last), else_=this),
        )
    )
    return True


def unread(conn: Connection) -> int:
    """How many wait to be read."""
    waiting = select(func.count()).select_from(delivery).where(delivery.c.processed_at.is_(None))
    return conn.execute(waiting).scalar_one()
