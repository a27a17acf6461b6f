"""When the card of an incident is to be shown again because time has passed.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

from breachbot.store.tables import Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident", sa.Column("card_at", Instant, nullable=True))
    op.create_index("ix_incident_card_at", "incident", ["card_at"])
    op.execute("UPDATE incident SET card_at = opened_at")
