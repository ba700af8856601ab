"""How well the concepts of a practice session were known at its start.

Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("study_sessions") as sessions:
        sessions.add_column(sa.Column("known_before", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("study_sessions") as sessions:
        sessions.alter_column("known_before", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("study_sessions") as sessions:
        sessions.drop_column("known_before")
