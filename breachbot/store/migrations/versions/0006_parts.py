"""Several alerts in one delivery.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_part",
        sa.Column("delivery", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("signal", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("delivery", "number", name="pk_delivery_part"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_delivery_part_signal", "delivery_part", ["signal"])
