"""Which deliveries we asked for: they say nothing of whether the sender's hook works.

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    fetched = sa.Column("fetched", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("delivery", fetched)
