"""The material of a goal, and the part of it that each skill is about.

Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SECTION = ("section_start", "section_end")


def upgrade() -> None:
    with op.batch_alter_table("goals") as goals:
        goals.add_column(sa.Column("document_id", sa.String()))
        goals.create_foreign_key(
            "fk_goals_document_id_documents", "documents", ["document_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_goals_document_id", "goals", ["document_id"])
    for name in SECTION:
        op.add_column("skill_nodes", sa.Column(name, sa.Integer()))


def downgrade() -> None:
    with op.batch_alter_table("skill_nodes") as nodes:
        for name in SECTION:
            nodes.drop_column(name)
    op.drop_index("ix_goals_document_id", table_name="goals")
    with op.batch_alter_table("goals") as goals:
        goals.drop_constraint("fk_goals_document_id_documents", type_="foreignkey")
        goals.drop_column("document_id")
