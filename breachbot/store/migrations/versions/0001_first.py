"""The first tables, and the triggers that make the log append-only.

Revision 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op

from breachbot.store.tables import Instant, RowId

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    log()
    deliveries()
    projections()
    machinery()
    if op.get_bind().dialect.name == "postgresql":
        postgres_guards()
    else:
        sqlite_guards()


def log() -> None:
    op.create_table(
        "event",
        sa.Column("position", RowId, autoincrement=False, nullable=False),
        sa.Column("stream", sa.String, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_event"),
        sa.UniqueConstraint("stream", "seq", name="uq_event_stream_seq"),
    )
    head = op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("position", RowId, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chain_head"),
        sa.CheckConstraint("id = 1", name=op.f("ck_chain_head_only_one")),
    )
    op.bulk_insert(head, [{"id": 1, "position": 0, "hash": bytes(32)}])
    op.create_table(
        "data_key",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("master_id", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_data_key"),
        sqlite_with_rowid=False,
    )


def deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("processed_at", Instant, nullable=True),
        sa.Column("signal", sa.String, nullable=True),
        sa.Column("note", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    unread, counted = sa.text("processed_at IS NULL"), sa.text("signal IS NOT NULL")
    op.create_index("ix_delivery_unread", "delivery", ["id"], sqlite_where=unread, postgresql_where=unread)
    op.create_index("ix_delivery_signal", "delivery", ["signal"], sqlite_where=counted, postgresql_where=counted)


def projections() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("series", sa.String, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("incident", sa.String, nullable=True),
        sa.Column("next_escalation_at", Instant, nullable=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first_seen", Instant, nullable=True),
        sa.Column("last_seen", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_signal"),
        sa.UniqueConstraint("source", "series", name="uq_signal_source_series"),
    )
    op.create_index("ix_signal_next_escalation_at", "signal", ["next_escalation_at"])
    op.create_table(
        "incident",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("aware_at", Instant, nullable=True),
        sa.Column("due_at", Instant, nullable=True),
        sa.Column("channel", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_table(
        "deadline",
        sa.Column("incident", sa.String, nullable=False),
        sa.Column("obligation", sa.String, nullable=False),
        sa.Column("due_at", Instant, nullable=True),
        sa.Column("next_reminder_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("incident", "obligation", name="pk_deadline"),
    )
    op.create_index("ix_deadline_next_reminder_at", "deadline", ["next_reminder_at"])


def machinery() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", RowId, sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("lane", sa.String, nullable=False),
        sa.Column("stream", sa.String, nullable=False),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("args", sa.String, nullable=False),
        sa.Column("not_before", Instant, nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease_until", Instant, nullable=True),
        sa.Column("lease_token", sa.String, nullable=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("result_ref", sa.String, nullable=True),
        sa.Column("result_sha256", sa.String, nullable=True),
        sa.Column("error", sa.String, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("done_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'superseded', 'failed')", name=op.f("ck_outbox_state")
        ),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_outbox_waiting", "outbox", ["lane", "id"], sqlite_where=waiting, postgresql_where=waiting
    )
    failed = sa.text("state = 'failed'")
    op.create_index("ix_outbox_failed", "outbox", ["id"], sqlite_where=failed, postgresql_where=failed)
    op.create_index("ix_outbox_slot", "outbox", ["stream", "kind", "slot"])
    op.create_table(
        "request_seen",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_request_seen"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def postgres_guards() -> None:
    """Refuse to change the log. Sealed bytes do not compress, so PostgreSQL need not try."""
    op.execute(
        "CREATE FUNCTION breachbot_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% of % is refused: it is append-only', TG_OP, TG_TABLE_NAME; END $$"
    )
    refuse = "EXECUTE FUNCTION breachbot_append_only()"
    op.execute(f"CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE ON event FOR EACH ROW {refuse}")
    op.execute(f"CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT {refuse}")
    op.execute(
        "CREATE TRIGGER delivery_no_change BEFORE UPDATE OF id, source, received_at, body ON delivery "
        f"FOR EACH ROW {refuse}"
    )
    op.execute("ALTER TABLE event ALTER COLUMN body SET STORAGE EXTERNAL")
    op.execute("ALTER TABLE delivery ALTER COLUMN body SET STORAGE EXTERNAL")


def sqlite_guards() -> None:
    """Refuse to change the log. REPLACE deletes without a trigger where recursive_triggers is off: refuse it too."""

    def refuse(what: str) -> str:
        return f"BEGIN SELECT RAISE(ABORT, '{what} is refused: it is append-only'); END"

    op.execute(f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event {refuse('UPDATE of event')}")
    op.execute(f"CREATE TRIGGER event_no_delete BEFORE DELETE ON event {refuse('DELETE of event')}")
    op.execute(
        "CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event "
        "WHERE position = NEW.position OR (stream = NEW.stream AND seq = NEW.seq)) "
        f"{refuse('REPLACE of event')}"
    )
    op.execute(
        "CREATE TRIGGER delivery_no_change BEFORE UPDATE OF id, source, received_at, body ON delivery "
        f"{refuse('UPDATE of delivery')}"
    )
