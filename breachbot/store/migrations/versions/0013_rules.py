"""The rules that a signal rests on, so that what came of each is counted without reading every signal.

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("signal", sa.Column("rules", sa.String, nullable=True))
