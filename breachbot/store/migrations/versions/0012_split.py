"""Whether deliveries were taken out of a signal, so that later ones of its series have to be sorted.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("signal", sa.Column("split", sa.Boolean, nullable=False, server_default=sa.false()))
