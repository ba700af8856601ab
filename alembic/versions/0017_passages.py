"""What kinds of lines the text of each page is made of.

Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document_pages", sa.Column("passages", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("document_pages") as pages:
        pages.alter_column("passages", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("document_pages") as pages:
        pages.drop_column("passages")
