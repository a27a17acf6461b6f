"""What a Home tab needs in order to read only what it shows.

The order of open incidents follows from their rows. What waits for a decision, and who has claimed a signal, follow
from the sealed events alone: the next start of `serve` writes them.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from breachbot.store.tables import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident", sa.Column("urgency", sa.Integer, nullable=True))
    op.add_column("incident", sa.Column("pressing_at", Instant, nullable=True))
    op.execute(
        "UPDATE incident SET pressing_at = CASE WHEN phase <> 'filed' THEN coalesce(due_at, opened_at) ELSE opened_at END, "
        "urgency = CASE WHEN phase = 'filed' THEN 2 WHEN due_at IS NULL THEN 1 ELSE 0 END "
        "WHERE phase NOT IN ('closed', 'no_breach')"
    )
    op.add_column("signal", sa.Column("claimed_by", sa.String, nullable=True))
    still_open = sa.text("urgency IS NOT NULL")
    op.create_index(
        "ix_incident_open",
        "incident",
        ["urgency", "pressing_at", "id", "channel"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_index("ix_signal_waiting", "signal", ["verdict", "phase", "first_seen", "id"])
    op.create_table(
        "pending",
        sa.Column("incident", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("incident", "number", name="pk_pending"),
    )
