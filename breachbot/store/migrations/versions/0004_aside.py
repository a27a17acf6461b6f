"""When an effect that always failed let the others of its lane pass.

Revision 0004, after 0003. Rows from before have not stepped aside; one that always fails does so at its next tries.
"""

import sqlalchemy as sa
from alembic import op

from breachbot.store.tables import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("aside_at", Instant, nullable=True))
