"""The tables. Migrations make them; these classes say what is in them and are the one place that names columns.

No column but the sealed ones (`body`) holds text of a person or of a sender.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    UniqueConstraint,
    false,
    literal,
)
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint gets the same name on both databases, so that a later migration can find it."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored and given back in UTC. A naive one is refused; SQLite keeps no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware in, UTC out. Raises ValueError for a naive time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone is refused: say which instant it is")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What SQLite gives back naive is UTC; PostgreSQL gives it in the zone of the session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


RowId = BigInteger().with_variant(Integer, "sqlite")
"""64 bits on both; SQLite counts up by itself only in a column called INTEGER."""


def _instant(*, null: bool = False, index: bool = False) -> Any:
    return Field(sa_column=Column(Instant, nullable=null, index=index))


def _sealed() -> Any:
    return Field(sa_column=Column(LargeBinary, nullable=False))


class Row(SQLModel):
    """What all tables share: a catalogue of their own, apart from SQLModel's global one."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class EventTable(Row, table=True):
    """The log. `body` is the event, sealed under the key of its stream; UPDATE and DELETE are refused by triggers."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("stream", "seq"),)
    position: int = Field(sa_column=Column(RowId, primary_key=True, autoincrement=False))
    stream: str
    seq: int
    kind: str
    at: datetime = _instant()
    by: str
    body: bytes = _sealed()
    prev_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ChainHeadTable(Row, table=True):
    """One row: where the log ends. Its lock puts all writers of events in one line."""

    __tablename__ = "chain_head"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    position: int = Field(sa_column=Column(RowId, nullable=False))
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class DataKeyTable(Row, table=True):
    """The key of a stream or delivery (`id` is its name), wrapped by a master key. Without it the content is gone."""

    __tablename__ = "data_key"
    __table_args__ = {"sqlite_with_rowid": False}
    id: str = Field(primary_key=True)
    wrapped: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    master_id: str


class DeliveryTable(Row, table=True):
    """A body as a sender sent it, sealed with its headers. Ids grow with time. What came is immutable by trigger."""

    __tablename__ = "delivery"
    id: str = Field(primary_key=True)
    source: str
    received_at: datetime = _instant()
    body: bytes = _sealed()
    processed_at: datetime | None = _instant(null=True)
    signal: str | None = None
    note: str | None = None
    fetched: bool = Field(sa_column=Column(Boolean, nullable=False, server_default=false()))
    digest: str | None = None


class DeliveryPartTable(Row, table=True):
    """Of which signal one alert is, in a delivery that holds several. One that holds one names its signal itself."""

    __tablename__ = "delivery_part"
    __table_args__ = {"sqlite_with_rowid": False}
    delivery: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    signal: str = Field(index=True)


class SignalTable(Row, table=True):
    """The state of a signal, from its events; the counts come from its deliveries. `rules`: ids, parted by blanks."""

    __tablename__ = "signal"
    __table_args__ = (UniqueConstraint("source", "series"),)
    id: str = Field(primary_key=True)
    source: str
    series: str
    verdict: str
    phase: str
    incident: str | None = None
    claimed_by: str | None = None
    next_escalation_at: datetime | None = _instant(null=True, index=True)
    counted_to: datetime | None = _instant(null=True, index=True)
    count: int = 0
    first_seen: datetime | None = _instant(null=True)
    last_seen: datetime | None = _instant(null=True)
    burst: str | None = None
    steps_asked: int | None = None
    gravity: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    split: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    rules: str | None = None


class BurstTable(Row, table=True):
    """Candidates that came close together, from their events. `over_at`: when its message has to say that it is over;
    None if it has none, or once it does.
    """

    __tablename__ = "burst"
    id: str = Field(primary_key=True)
    reports: bool
    began_at: datetime = _instant()
    last_at: datetime = _instant()
    over_at: datetime | None = _instant(null=True, index=True)


class IncidentTable(Row, table=True):
    """The state of an incident, from its events."""

    __tablename__ = "incident"
    id: str = Field(primary_key=True)
    phase: str
    opened_at: datetime = _instant()
    aware_at: datetime | None = _instant(null=True)
    due_at: datetime | None = _instant(null=True)
    channel: str | None = None
    urgency: int | None = None
    pressing_at: datetime | None = _instant(null=True)
    card_at: datetime | None = _instant(null=True, index=True)


class PendingTable(Row, table=True):
    """Something in an open incident that waits for the DPO or a deputy; from its events."""

    __tablename__ = "pending"
    incident: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    kind: str
    by: str | None = None


class DeadlineTable(Row, table=True):
    """A duty that still needs reminders, from the events of its incident."""

    __tablename__ = "deadline"
    incident: str = Field(primary_key=True)
    obligation: str = Field(primary_key=True)
    due_at: datetime | None = _instant(null=True, index=True)
    next_reminder_at: datetime = _instant(index=True)
    counted_to: datetime | None = _instant(null=True, index=True)


class StalledTable(Row, table=True):
    """A stream whose clock cannot be worked on, and the pause until the next try. Times are real time."""

    __tablename__ = "stalled"
    stream: str = Field(primary_key=True)
    tries: int
    since: datetime = _instant()
    not_before: datetime = _instant()
    why: str


class WatchedTable(Row, table=True):
    """A source that is expected to send something, and the silence that people were told of."""

    __tablename__ = "watched"
    source: str = Field(primary_key=True)
    expected_since: datetime = _instant()
    silent_since: datetime | None = _instant(null=True)
    told: int
    told_at: datetime | None = _instant(null=True)


class MissedTable(Row, table=True):
    """A stretch in which requests of a source were `refused` with 503, refused before they were read (`unread`: nobody
    knows whose they were), or answered too `late`."""

    __tablename__ = "missed"
    __table_args__ = (CheckConstraint("how IN ('refused', 'unread', 'late')", name="how"),)
    id: int | None = Field(
        default=None, sa_column=Column(RowId, Identity(always=True), primary_key=True, autoincrement=True)
    )
    source: str
    how: str
    started_at: datetime = _instant()
    ended_at: datetime = _instant()
    count: int
    told_at: datetime | None = _instant(null=True)


class OutboxTable(Row, table=True):
    """An effect to carry out at least once. `state`: waiting, sent, failed, or superseded (a newer one shows
    the same, or a person left it out). Times are real time.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("state IN ('waiting', 'sent', 'superseded', 'failed')", name="state"),
    )
    id: int | None = Field(
        default=None, sa_column=Column(RowId, Identity(always=True), primary_key=True, autoincrement=True)
    )
    key: str
    kind: str
    lane: str
    stream: str
    slot: str
    args: str
    not_before: datetime | None = _instant(null=True)
    attempts: int = 0
    lease_until: datetime | None = _instant(null=True)
    lease_token: str | None = None
    state: str = Field(default="waiting", sa_column=Column(String, nullable=False))
    aside_at: datetime | None = _instant(null=True)
    urgency: int = Field(default=2, sa_column=Column(SmallInteger, nullable=False, server_default="2"))
    result_ref: str | None = None
    result_sha256: str | None = None
    error: str | None = None
    created_at: datetime = _instant()
    done_at: datetime | None = _instant(null=True)


class RequestSeenTable(Row, table=True):
    """Clicks and submissions that were acted upon, so that a repeated one changes nothing."""

    __tablename__ = "request_seen"
    key: str = Field(primary_key=True)
    at: datetime = _instant()


class MetaTable(Row, table=True):
    """Facts about this database, such as the fingerprints of its master keys."""

    __tablename__ = "meta"
    key: str = Field(primary_key=True)
    value: str


_tables = Row.metadata.tables
event, chain_head, data_key, delivery = (_tables[n] for n in ("event", "chain_head", "data_key", "delivery"))
delivery_part = _tables["delivery_part"]
signal, incident, deadline, pending = (_tables[n] for n in ("signal", "incident", "deadline", "pending"))
stalled, burst, watched, missed = (_tables[n] for n in ("stalled", "burst", "watched", "missed"))
outbox, request_seen, meta = (_tables[name] for name in ("outbox", "request_seen", "meta"))

WAITING = outbox.c.state == "waiting"
FAILED = outbox.c.state == "failed"
UNREAD = delivery.c.processed_at.is_(None)
OPEN = incident.c.urgency.is_not(None)

Index(
    "ix_incident_open",
    *(incident.c.urgency, incident.c.pressing_at, incident.c.id, incident.c.channel),
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index("ix_signal_burst", signal.c.burst, signal.c.verdict, signal.c.steps_asked)
Index("ix_burst_last", burst.c.reports, burst.c.last_at)
Index("ix_signal_waiting", signal.c.verdict, signal.c.phase, signal.c.first_seen, signal.c.id)
# Written out, not bound: only then does a database see that an index over these rows alone will do.
FIRST = event.c.seq == literal(1, literal_execute=True)
DISMISSED = event.c.kind == literal("signal_dismissed", literal_execute=True)

Index("ix_event_first", event.c.position, event.c.stream, sqlite_where=FIRST, postgresql_where=FIRST)
Index("ix_event_dismissed", event.c.stream, sqlite_where=DISMISSED, postgresql_where=DISMISSED)

OPENED = event.c.kind == literal("signal_opened", literal_execute=True)
Index("ix_event_opened", event.c.at, event.c.by, sqlite_where=OPENED, postgresql_where=OPENED)

Index("ix_delivery_unread", delivery.c.id, sqlite_where=UNREAD, postgresql_where=UNREAD)
Index(
    "ix_delivery_signal",
    delivery.c.signal,
    sqlite_where=delivery.c.signal.is_not(None),
    postgresql_where=delivery.c.signal.is_not(None),
)
Index(
    "ix_delivery_digest",
    delivery.c.digest,
    sqlite_where=delivery.c.digest.is_not(None),
    postgresql_where=delivery.c.digest.is_not(None),
)
Index("ix_delivery_source_received_at", delivery.c.source, delivery.c.received_at)
Index("ix_missed_source_ended_at", missed.c.source, missed.c.ended_at)
Index(
    "ix_outbox_waiting",
    *(outbox.c.lane, outbox.c.urgency, outbox.c.id),
    sqlite_where=WAITING,
    postgresql_where=WAITING,
)
Index("ix_outbox_urgent", outbox.c.urgency, outbox.c.id, sqlite_where=WAITING, postgresql_where=WAITING)
Index("ix_outbox_failed", outbox.c.id, sqlite_where=FAILED, postgresql_where=FAILED)
Index("ix_outbox_slot", outbox.c.stream, outbox.c.kind, outbox.c.slot)
