"""Which signals were opened as incidents of late.

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    opened = sa.text("kind = 'signal_opened'")
    op.create_index(
        "ix_event_opened", "event", ["at", "by"], sqlite_where=opened, postgresql_where=opened
    )
