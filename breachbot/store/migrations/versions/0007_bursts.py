"""Candidates that come close together. What came before belongs to no burst.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

from breachbot.store.tables import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "burst",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("reports", sa.Boolean, nullable=False),
        sa.Column("began_at", Instant, nullable=False),
        sa.Column("last_at", Instant, nullable=False),
        sa.Column("over_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_burst"),
    )
    op.create_index("ix_burst_last", "burst", ["reports", "last_at"])
    op.create_index("ix_burst_over_at", "burst", ["over_at"])
    op.add_column("signal", sa.Column("burst", sa.String, nullable=True))
    op.add_column("signal", sa.Column("steps_asked", sa.Integer, nullable=True))
    op.add_column("signal", sa.Column("gravity", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_signal_burst", "signal", ["burst", "verdict", "steps_asked"])
