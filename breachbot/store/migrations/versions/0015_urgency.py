"""What goes out first: deadlines before decisions, news, and edits that nobody is waiting for.

Revision 0015, after 0014. Rows from before count as news.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("urgency", sa.SmallInteger, nullable=False, server_default="2"))
    waits = sa.text("state = 'waiting'")
    op.drop_index("ix_outbox_waiting", "outbox")
    for name, columns in (("waiting", ["lane", "urgency", "id"]), ("urgent", ["urgency", "id"])):
        op.create_index(f"ix_outbox_{name}", "outbox", columns, sqlite_where=waits, postgresql_where=waits)
