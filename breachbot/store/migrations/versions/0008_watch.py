"""What the sources are watched by: when each last delivered, their silence, and what was refused.

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

from breachbot.store.tables import Instant, RowId

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_delivery_source_received_at", "delivery", ["source", "received_at"])
    op.create_table(
        "watched",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("expected_since", Instant, nullable=False),
        sa.Column("silent_since", Instant, nullable=True),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("told_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("source", name="pk_watched"),
    )
    op.create_table(
        "missed",
        sa.Column("id", RowId, sa.Identity(always=True), nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("ended_at", Instant, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("told_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_missed"),
        sa.CheckConstraint("how IN ('refused', 'unread', 'late')", name=op.f("ck_missed_how")),
    )
    op.create_index("ix_missed_source_ended_at", "missed", ["source", "ended_at"])
