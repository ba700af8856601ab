"""A picture nothing mentions any more is noted before it is removed.

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("images", sa.Column("unused_since", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("images") as table:
        table.drop_column("unused_since")
