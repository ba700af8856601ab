"""Study sessions that practise the weak areas of a course, or one concept.

Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

REFERRED = (("course_id", "courses"), ("concept_id", "concepts"))


def upgrade() -> None:
    with op.batch_alter_table("study_sessions") as sessions:
        for name, table in REFERRED:
            sessions.add_column(sa.Column(name, sa.String()))
            sessions.create_foreign_key(f"fk_study_sessions_{name}_{table}", table, [name], ["id"], ondelete="CASCADE")
        sessions.add_column(sa.Column("practised", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("study_sessions") as sessions:
        sessions.alter_column("practised", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("study_sessions") as sessions:
        sessions.drop_column("practised")
        for name, table in REFERRED:
            sessions.drop_constraint(f"fk_study_sessions_{name}_{table}", type_="foreignkey")
            sessions.drop_column(name)
