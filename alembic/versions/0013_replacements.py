"""What was set aside when skills or cards were made anew, so that it can be undone.

Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.String()
MOMENT = sa.DateTime(timezone=True)
REFERRED = (
    ("user_id", "users", None),
    ("goal_id", "goals", "CASCADE"),
    ("node_id", "skill_nodes", "CASCADE"),
    ("job_id", "background_jobs", "SET NULL"),
)


def upgrade() -> None:
    keys = (
        sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_replacements_{name}_{table}", ondelete=action)
        for name, table, action in REFERRED
    )
    op.create_table(
        "replacements",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("goal_id", TEXT, nullable=False),
        sa.Column("node_id", TEXT),
        sa.Column("of_cards", sa.Boolean(), nullable=False),
        sa.Column("job_id", TEXT),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("nodes_set_aside", "cards_set_aside", "cards_moved")
        ),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("replaced_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("kept_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_replacements"),
        *keys,
    )
    op.create_index("ix_replacements_goal", "replacements", ["user_id", "goal_id", "node_id", "id"])


def downgrade() -> None:
    op.drop_table("replacements")
