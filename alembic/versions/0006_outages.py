"""A job that waits for a provider remembers since when.

Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("background_jobs", sa.Column("outage_since", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("background_jobs") as table:
        table.drop_column("outage_since")
