"""The log of events in the database: read a stream, append to it, remember a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC

from sqlalchemy import Connection, func, select

from breachbot.errors import NotReady
from breachbot.incident.events import Happened, decode, encode
from breachbot.register.chain import ChainHead, ChainRow, row_hash
from breachbot.store.database import insert_new, real_time
from breachbot.store.keys import MasterKeys, WrappedKey, seal, unseal
from breachbot.store.tables import chain_head, data_key, event, request_seen
from breachbot.usecases.ports import Conflict, Erased

PORTION = 500
"""Rows fetched at a time where the whole log is read."""


def events(conn: Connection, keys: MasterKeys, stream: str) -> list[Happened]:
    """The events of a stream, oldest first. Raises Erased if its key was deleted."""
    rows = conn.execute(
        select(event.c.seq, event.c.kind, event.c.body).where(event.c.stream == stream).order_by(event.c.seq)
    ).all()
    if not rows:
        return []
    key = _key(conn, keys, stream)
    return [decode(unseal(key, row.body, "event", stream, str(row.seq), row.kind)) for row in rows]


def append(conn: Connection, keys: MasterKeys, stream: str, seen: int, news: Sequence[Happened]) -> None:
    """Seal and chain the events after the first `seen`. Raises Conflict if the stream has grown meanwhile."""
    if not news:
        return
    head = chain_head_of(conn, lock=True)
    there = conn.execute(select(func.count()).select_from(event).where(event.c.stream == stream)).scalar_one()
    if there != seen:
        raise Conflict(f"{stream} has {there} events, the decision was taken on {seen}")
    key = _key(conn, keys, stream) if there else _new_key(conn, keys, stream)
    rows = []
    for seq, one in enumerate(news, start=seen + 1):
        row = _row(head, key, stream, seq, one)
        rows.append(row)
        head = ChainHead(row.position, row.hash)
    conn.execute(event.insert(), [{name: getattr(row, name) for name in ChainRow.__slots__} for row in rows])
    conn.execute(chain_head.update().values(position=head.position, hash=head.hash))


def _row(head: ChainHead, key: bytes, stream: str, seq: int, one: Happened) -> ChainRow:
    kind: str = one.kind  # type: ignore[attr-defined]  # every event has one; Happened itself is never stored
    at = one.at.astimezone(UTC)
    body = seal(key, encode(one), "event", stream, str(seq), kind)
    position = head.position + 1
    hashed = row_hash(head.hash, position, stream, seq, kind, at, one.by, body)
    return ChainRow(position, stream, seq, kind, at, one.by, body, head.hash, hashed)


def _key(conn: Connection, keys: MasterKeys, stream: str) -> bytes:
    row = conn.execute(select(data_key).where(data_key.c.id == stream)).one_or_none()
    if row is None:
        raise Erased(f"The content of {stream} was erased.")
    return keys.unwrap(WrappedKey(row.id, row.wrapped, row.master_id))


def _new_key(conn: Connection, keys: MasterKeys, stream: str) -> bytes:
    key, wrapped = keys.new_key(stream)
    conn.execute(
        data_key.insert().values(id=wrapped.id, wrapped=wrapped.wrapped, master_id=wrapped.master_id)
    )
    return key


def streams(conn: Connection, prefix: str) -> list[str]:
    """The streams that start with `prefix`, in the order in which they began."""
    firsts = select(event.c.stream).where(
        event.c.seq == 1, event.c.stream.startswith(prefix, autoescape=True)
    )
    return list(conn.execute(firsts.order_by(event.c.position)).scalars())


def erased(conn: Connection) -> list[str]:
    """The streams that have rows and no key, in the order in which they began."""
    keyless = event.c.stream.not_in(select(data_key.c.id))
    firsts = select(event.c.stream).where(event.c.seq == 1, keyless)
    return list(conn.execute(firsts.order_by(event.c.position)).scalars())


def chain_head_of(conn: Connection, *, lock: bool = False) -> ChainHead:
    """Where the log ends; `lock` puts every other writer of events behind this one (SQLite has one anyway)."""
    wanted = select(chain_head.c.position, chain_head.c.hash)
    row = conn.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if row is None:
        raise NotReady("The head of the log is missing from the database: restore it from a backup.")
    return ChainHead(row.position, row.hash)


def chain_rows(conn: Connection) -> Iterator[ChainRow]:
    """Every row of the log in order of position, fetched in portions."""
    after = 0
    while True:
        portion = conn.execute(
            select(event).where(event.c.position > after).order_by(event.c.position).limit(PORTION)
        ).all()
        for row in portion:
            yield ChainRow(**row._asdict())
            after = row.position
        if not portion:
            return


def first_time(conn: Connection, request_key: str) -> bool:
    """Remember a request; False if it was seen before."""
    new = insert_new(conn, request_seen).values(key=request_key, at=real_time(conn))
    added = conn.execute(new.on_conflict_do_nothing().returning(request_seen.c.key))
    return added.one_or_none() is not None
