"""Lessons on sections, their concepts and check-ins, and the answers to these.

Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TEXT = sa.String()
KIND = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
OF_CARD = sa.text("card_id is not null")


def upgrade() -> None:
    create(
        "lessons",
        [("section_id", "sections", "CASCADE"), ("job_id", "background_jobs", "SET NULL")],
        *texts("language", "summary"),
        column("made_by", KIND),
        *lists("objectives", "left_out"),
        column("place", sa.Integer()),
        *moments("created_at", "updated_at"),
        sa.Column("finished_at", MOMENT),
        sa.UniqueConstraint("section_id", name="uq_lessons_section_id"),
    )
    create(
        "concepts",
        [("lesson_id", "lessons", "CASCADE")],
        column("ordinal", sa.Integer()),
        *texts("title", "explanation"),
        column("kind", KIND),
        *lists("sources", "formulas", "examples", "notes", "depends_on", "findings"),
        sa.Column("understood_at", MOMENT),
        *moments("created_at", "updated_at"),
        sa.UniqueConstraint("lesson_id", "ordinal", name="uq_concepts_lesson_ordinal"),
    )
    create(
        "check_ins",
        [("concept_id", "concepts", "CASCADE"), ("card_id", "cards", "SET NULL")],
        column("ordinal", sa.Integer()),
        column("kind", KIND),
        *texts("stem", "expected"),
        *lists("options", "key_points"),
        sa.Column("source", sa.JSON()),
        *moments("created_at"),
        sa.UniqueConstraint("concept_id", "ordinal", name="uq_check_ins_concept_ordinal"),
    )
    op.create_index("ix_check_ins_card", "check_ins", ["card_id"], sqlite_where=OF_CARD, postgresql_where=OF_CARD)
    answers()


def downgrade() -> None:
    for table in ("check_in_answers", "check_ins", "concepts", "lessons"):
        op.drop_table(table)


def answers() -> None:
    create(
        "check_in_answers",
        [("check_in_id", "check_ins", "CASCADE"), ("job_id", "background_jobs", "SET NULL")],
        sa.Column("option", sa.Integer()),
        *texts("text", "feedback"),
        *(sa.Column(name, KIND) for name in ("verdict", "judged_by")),
        sa.Column("score", sa.Integer()),
        *lists("missed"),
        *moments("answered_at"),
        sa.Column("judged_at", MOMENT),
    )
    op.create_index("ix_check_in_answers_check_in", "check_in_answers", ["check_in_id", "id"])


def create(table: str, keys: list[tuple[str, str, str]], *parts: sa.schema.SchemaItem) -> None:
    """Create a table with an id, a learner and these foreign keys; one that is set to null may be missing."""
    foreign = [("user_id", "users", None), *keys]
    op.create_table(
        table,
        column("id", TEXT),
        *(sa.Column(name, TEXT, nullable=action == "SET NULL") for name, _, action in foreign),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}", ondelete=action)
            for name, other, action in foreign
        ),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id"])


def column(name: str, kind: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def texts(*names: str) -> list[sa.Column[object]]:
    return [column(name, TEXT) for name in names]


def lists(*names: str) -> list[sa.Column[object]]:
    return [column(name, sa.JSON()) for name in names]


def moments(*names: str) -> list[sa.Column[object]]:
    return [column(name, MOMENT) for name in names]
