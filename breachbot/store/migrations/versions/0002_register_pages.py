"""Indexes for the pages of the register. The log itself and its triggers stay as they are.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    first, dismissed = sa.text("seq = 1"), sa.text("kind = 'signal_dismissed'")
    op.create_index(
        "ix_event_first", "event", ["position", "stream"], sqlite_where=first, postgresql_where=first
    )
    op.create_index(
        "ix_event_dismissed", "event", ["stream"], sqlite_where=dismissed, postgresql_where=dismissed
    )
