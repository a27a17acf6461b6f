"""What has been read, by a keyed digest, so that the same bytes count once a day.

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("digest", sa.String, nullable=True))
    known = sa.text("digest IS NOT NULL")
    op.create_index("ix_delivery_digest", "delivery", ["digest"], sqlite_where=known, postgresql_where=known)
