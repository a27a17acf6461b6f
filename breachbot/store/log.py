"""The log of events in the database: read a stream, append to it, remember a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Row, Select, exists, func, select, type_coerce

from breachbot.errors import NotReady
from breachbot.incident.events import Happened, decode, encode
from breachbot.incident.team import STREAM as TEAM
from breachbot.register.chain import ChainHead, ChainRow, row_hash
from breachbot.register.verify import Content, Unopened
from breachbot.store.database import Part, insert_new, real_time
from breachbot.store.keys import DIGEST, MasterKeys, WrappedKey, seal, unseal
from breachbot.store.tables import chain_head, data_key, delivery, event, request_seen
from breachbot.usecases.ports.log import Conflict, Erased

PORTION = 500
"""Rows fetched at a time where the whole log is read."""


class Log(Part):
    """The events of a stream, the chain over all of them, and the requests that were seen."""

    def chain_head(self) -> ChainHead:
        return chain_head_of(self._conn)

    def head(self) -> str:
        return str(self.chain_head())

    def hold_log(self) -> None:
        chain_head_of(self._conn, lock=True)

    def events(self, stream: str) -> list[Happened]:
        rows = self._conn.execute(
            select(event.c.seq, event.c.kind, event.c.body)
            .where(event.c.stream == stream)
            .order_by(event.c.seq)
        ).all()
        if not rows:
            return []
        key, opened = _key(self._conn, self._keys, stream), _kept if stream == TEAM else _opened
        return [opened(key, row.body, stream, row.seq, row.kind) for row in rows]

    def beginnings(self, streams: Sequence[str]) -> dict[str, Happened]:
        found: dict[str, Happened] = {}
        for start in range(0, len(streams), PORTION):
            wanted = (
                select(event.c.stream, event.c.kind, event.c.body, data_key.c.wrapped, data_key.c.master_id)
                .join(data_key, data_key.c.id == event.c.stream)
                .where(event.c.seq == 1, event.c.stream.in_(streams[start : start + PORTION]))
            )
            for row in self._conn.execute(wanted):
                key = self._keys.unwrap(WrappedKey(row.stream, row.wrapped, row.master_id))
                found[row.stream] = decode(unseal(key, row.body, "event", row.stream, "1", row.kind))
        return found

    def append(self, stream: str, seen: int, news: Sequence[Happened]) -> None:
        if not news:
            return
        head = chain_head_of(self._conn, lock=True)
        there = self._conn.execute(
            select(func.count()).select_from(event).where(event.c.stream == stream)
        ).scalar_one()
        if there != seen:
            raise Conflict(f"{stream} has {there} events, but the decision was taken on {seen}")
        key = _key(self._conn, self._keys, stream) if there else _new_key(self._conn, self._keys, stream)
        rows = []
        for seq, one in enumerate(news, start=seen + 1):
            row = _row(head, key, stream, seq, one)
            rows.append(row)
            head = ChainHead(row.position, row.hash)
        self._conn.execute(
            event.insert(), [{name: getattr(row, name) for name in ChainRow.__slots__} for row in rows]
        )
        self._conn.execute(chain_head.update().values(position=head.position, hash=head.hash))

    def streams(self, prefix: str = "") -> list[str]:
        firsts = select(event.c.stream).where(
            event.c.seq == 1, event.c.stream.startswith(prefix, autoescape=True)
        )
        return list(self._conn.execute(firsts.order_by(event.c.position)).scalars())

    def erased(self) -> list[str]:
        keyless = event.c.stream.not_in(select(data_key.c.id))
        firsts = select(event.c.stream).where(event.c.seq == 1, keyless)
        return list(self._conn.execute(firsts.order_by(event.c.position)).scalars())

    def chain_rows(self) -> Iterator[ChainRow]:
        for row in _in_portions(self._conn, select(event)):
            yield ChainRow(**row)

    def opened_rows(self) -> Iterator[tuple[ChainRow, Content]]:
        key = data_key.c.wrapped, data_key.c.master_id
        wanted = select(event, *key).outerjoin(data_key, data_key.c.id == event.c.stream)
        for row in _in_portions(self._conn, wanted):
            wrapped, master_id = row.pop("wrapped"), row.pop("master_id")
            found = ChainRow(**row)
            yield found, _content(self._keys, found, wrapped and WrappedKey(found.stream, wrapped, master_id))

    def hash_at(self, position: int) -> bytes | None:
        return self._conn.execute(
            select(event.c.hash).where(event.c.position == position)
        ).scalar_one_or_none()

    def keys_without_rows(self) -> list[str]:
        # A key and the first row of its stream are one transaction.
        without = select(data_key.c.id).where(
            data_key.c.id != DIGEST,
            ~exists().where(event.c.stream == data_key.c.id),
            ~exists().where(delivery.c.id == data_key.c.id),
        )
        return list(self._conn.execute(without.order_by(data_key.c.id)).scalars())

    def first_time(self, request_key: str) -> bool:
        new = insert_new(self._conn, request_seen).values(key=request_key, at=real_time(self._conn))
        added = self._conn.execute(new.on_conflict_do_nothing().returning(request_seen.c.key))
        return added.one_or_none() is not None


def _row(head: ChainHead, key: bytes, stream: str, seq: int, one: Happened) -> ChainRow:
    kind: str = one.kind  # type: ignore[attr-defined]  # every event has one; Happened itself is never stored
    at = one.at.astimezone(UTC)
    body = seal(key, encode(one), "event", stream, str(seq), kind)
    position = head.position + 1
    hashed = row_hash(head.hash, position, stream, seq, kind, at, one.by, body)
    return ChainRow(position, stream, seq, kind, at, one.by, body, head.hash, hashed)


def _opened(key: bytes, body: bytes, stream: str, seq: int, kind: str) -> Happened:
    """The event in a sealed body. Raises ValueError or InvalidTag where it is not what its row says."""
    return decode(unseal(key, body, "event", stream, str(seq), kind))


_kept = lru_cache(maxsize=4096)(_opened)
"""The same, remembered: the team is asked for with every decision. What it gives follows from its bytes alone."""


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


def chain_head_of(conn: Connection, *, lock: bool = False) -> ChainHead:
    """Where the log ends; `lock` puts every other writer of events behind this one (SQLite has one anyway)."""
    wanted = select(chain_head.c.position, chain_head.c.hash)
    row = conn.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if row is None:
        raise NotReady("The head of the log is missing from the database: restore it from a backup.")
    return ChainHead(row.position, row.hash)


def _in_portions(conn: Connection, wanted: Select[Any]) -> Iterator[dict[str, Any]]:
    """The rows of a query of events, in order of position."""
    after = 0
    while portion := _read(
        conn, wanted.where(event.c.position > after).order_by(event.c.position).limit(PORTION)
    ):
        for row in portion:
            yield row._asdict()
        after = portion[-1].position


def _read(conn: Connection, wanted: Select[Any]) -> Sequence[Row[Any]]:
    """The rows. A time that cannot be read is given as it is stored: whoever verifies the log has to name its row."""
    try:
        return conn.execute(wanted).all()
    except (TypeError, ValueError):
        as_stored = [
            type_coerce(one, LargeBinary).label("at") if one.name == "at" else one
            for one in wanted.selected_columns
        ]
        positions = conn.execute(wanted.with_only_columns(event.c.position, maintain_column_froms=True))
        return [
            _read_one(conn, wanted.where(event.c.position == one), as_stored) for one in positions.scalars()
        ]


def _read_one(conn: Connection, wanted: Select[Any], as_stored: Sequence[ColumnElement[Any]]) -> Row[Any]:
    try:
        return conn.execute(wanted).one()
    except (TypeError, ValueError):
        return conn.execute(wanted.with_only_columns(*as_stored, maintain_column_froms=True)).one()


def _content(keys: MasterKeys, row: ChainRow, key: WrappedKey | None) -> Content:
    if key is None:
        return Unopened.ERASED
    try:
        plain = unseal(keys.unwrap(key), row.body, "event", row.stream, str(row.seq), row.kind)
    except (NotReady, TypeError):  # SQLite also keeps what is no bytes at all
        return Unopened.FORGED
    try:
        return decode(plain)
    except ValueError:
        return Unopened.UNREADABLE
