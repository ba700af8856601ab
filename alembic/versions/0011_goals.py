"""Goals and their trees of skills; cards that belong to a skill; study sessions of a goal or a skill.

Revises: 0010
"""

from collections.abc import Generator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.String()
KIND = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
CARDS = (("node_id", "skill_nodes", "SET NULL"),)
SESSIONS = (("goal_id", "goals", "CASCADE"), ("node_id", "skill_nodes", "CASCADE"))
"""Columns that refer to a new table: name, table, and what happens when its row is deleted."""


def upgrade() -> None:
    goals()
    skill_nodes()
    with keeping_triggers("cards"):
        refer("cards", CARDS)
    refer("study_sessions", SESSIONS)
    put_candidates_last()
    in_study = ["suspended", "is_candidate", "deleted_at", "buried_until"]
    op.create_index(
        "ix_cards_node_due",
        "cards",
        ["user_id", "node_id", "state", "due_at", "id", *in_study],
        sqlite_where=sa.text("node_id is not null"),
        postgresql_where=sa.text("node_id is not null"),
    )


def put_candidates_last() -> None:
    """Create the index of candidates again: of two indexes that serve a query alike, SQLite takes the newer one."""
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index("ix_cards_candidates", table_name="cards")
        op.create_index(
            "ix_cards_candidates",
            "cards",
            ["user_id", "deck_id", "id"],
            sqlite_where=sa.text("deleted_at is null and is_candidate = 1"),
        )


def downgrade() -> None:
    op.drop_index("ix_cards_node_due", table_name="cards")
    forget("study_sessions", SESSIONS)
    with keeping_triggers("cards"):
        forget("cards", CARDS)
    op.drop_table("skill_nodes")
    op.drop_table("goals")


def refer(table: str, columns: tuple[tuple[str, str, str], ...]) -> None:
    with op.batch_alter_table(table) as changed:
        for name, other, when_deleted in columns:
            changed.add_column(sa.Column(name, TEXT))
            changed.create_foreign_key(f"fk_{table}_{name}_{other}", other, [name], ["id"], ondelete=when_deleted)


def forget(table: str, columns: tuple[tuple[str, str, str], ...]) -> None:
    with op.batch_alter_table(table) as changed:
        for name, other, _ in columns:
            changed.drop_constraint(f"fk_{table}_{name}_{other}", type_="foreignkey")
            changed.drop_column(name)


@contextmanager
def keeping_triggers(table: str) -> Generator[None]:
    """Create the triggers again that go when SQLite copies the table."""
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    written = sa.text("select sql from sqlite_master where type = 'trigger' and tbl_name = :table")
    triggers = op.get_bind().execute(written, {"table": table}).scalars().all()
    yield
    for trigger in triggers:
        op.execute(sa.text(trigger.replace(":", r"\:")))


def goals() -> None:
    op.create_table(
        "goals",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("description", TEXT, nullable=False),
        sa.Column("status", KIND, nullable=False),
        sa.Column("deck_id", TEXT),
        sa.Column("owns_deck", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_goals"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_goals_user_id_users"),
        sa.ForeignKeyConstraint(["deck_id"], ["decks.id"], name="fk_goals_deck_id_decks", ondelete="SET NULL"),
    )
    op.create_index("ix_goals_user", "goals", ["user_id", "id"])
    op.create_index("ix_goals_deck_id", "goals", ["deck_id"])


def skill_nodes() -> None:
    op.create_table(
        "skill_nodes",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("goal_id", TEXT, nullable=False),
        sa.Column("parent_id", TEXT),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("description", TEXT, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("job_id", TEXT),
        sa.Column("ordinal", sa.Integer()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_skill_nodes"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_skill_nodes_user_id_users"),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name="fk_skill_nodes_goal_id_goals", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["skill_nodes.id"], name="fk_skill_nodes_parent_id_skill_nodes", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["background_jobs.id"], name="fk_skill_nodes_job_id_background_jobs", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("job_id", "ordinal", name="uq_skill_nodes_job_ordinal"),
    )
    op.create_index("ix_skill_nodes_goal", "skill_nodes", ["user_id", "goal_id", "deleted_at"])
    op.create_index("ix_skill_nodes_parent", "skill_nodes", ["parent_id"])
