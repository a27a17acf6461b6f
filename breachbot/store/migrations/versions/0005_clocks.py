"""What clocks need that were set wrong or cannot be worked on. The next start of `serve` fills the new columns.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from breachbot.store.tables import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("deadline", "signal"):
        op.add_column(table, sa.Column("counted_to", Instant, nullable=True))
        op.create_index(f"ix_{table}_counted_to", table, ["counted_to"])
    op.create_index("ix_deadline_due_at", "deadline", ["due_at"])
    op.create_table(
        "stalled",
        sa.Column("stream", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("not_before", Instant, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("stream", name="pk_stalled"),
    )
