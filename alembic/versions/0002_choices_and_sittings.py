"""Wrong answers, cloze notes, candidates and buried cards; modes of study; pictures.

Revises: 0001
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KIND = sa.String(32)
TEXT = sa.String()
MOMENT = sa.DateTime(timezone=True)

IN_STUDY_BEFORE = {
    "sqlite": "deleted_at is null and suspended = 0",
    "postgresql": "deleted_at is null and not suspended",
}
IN_STUDY = {
    "sqlite": "deleted_at is null and suspended = 0 and is_candidate = 0",
    "postgresql": "deleted_at is null and not suspended and not is_candidate",
}

USERS = (
    ("learning_steps", sa.JSON(), "[1, 10]"),
    ("relearning_steps", sa.JSON(), "[10]"),
    ("maximum_interval_days", sa.Integer(), "36500"),
    ("new_per_day", sa.Integer(), "20"),
    ("reviews_per_day", sa.Integer(), "200"),
    ("reviews_candidates", sa.Boolean(), sa.false()),
)
CARDS = (
    ("distractors", sa.JSON(), "[]"),
    ("flagged", sa.Boolean(), sa.false()),
    ("is_candidate", sa.Boolean(), sa.false()),
)
CARDS_MAY_HAVE = (("buried_until", MOMENT), ("note_id", TEXT), ("cloze_ordinal", sa.Integer()))


def upgrade() -> None:
    for name, kind, default in USERS:
        op.add_column("users", sa.Column(name, kind, nullable=False, server_default=default))
    op.add_column("decks", sa.Column("new_per_day", sa.Integer()))
    cards()
    study_sessions()
    presentations()
    images()


def downgrade() -> None:
    op.drop_table("images")
    op.drop_table("presentations")
    with op.batch_alter_table("study_sessions") as table:
        for name in ("prefetch_job_id", "ends_at", "tag", "mode"):
            table.drop_column(name)
    drop_due_indexes()
    op.drop_index("ix_cards_note", table_name="cards")
    with op.batch_alter_table("cards") as table:
        for name, *_ in (*CARDS, *CARDS_MAY_HAVE):
            table.drop_column(name)
    due_indexes("suspended", "deleted_at", where=IN_STUDY_BEFORE)
    with op.batch_alter_table("decks") as table:
        table.drop_column("new_per_day")
    with op.batch_alter_table("users") as table:
        for name, *_ in USERS:
            table.drop_column(name)


def cards() -> None:
    for name, kind, default in CARDS:
        op.add_column("cards", sa.Column(name, kind, nullable=False, server_default=default))
    for name, kind in CARDS_MAY_HAVE:
        op.add_column("cards", sa.Column(name, kind))
    drop_due_indexes()
    due_indexes("suspended", "is_candidate", "deleted_at", "buried_until", where=IN_STUDY)
    has_note = sa.text("note_id is not null")
    op.create_index("ix_cards_note", "cards", ["note_id"], sqlite_where=has_note, postgresql_where=has_note)


def drop_due_indexes() -> None:
    op.drop_index("ix_cards_due", table_name="cards")
    op.drop_index("ix_cards_deck_due", table_name="cards")


def due_indexes(*seen_in_index: str, where: dict[str, str]) -> None:
    conditions: dict[str, Any] = {f"{name}_where": sa.text(words) for name, words in where.items()}
    order = ["state", "due_at", "id", *seen_in_index]
    op.create_index("ix_cards_due", "cards", ["user_id", *order], **conditions)
    op.create_index("ix_cards_deck_due", "cards", ["user_id", "deck_id", *order], **conditions)


def study_sessions() -> None:
    with op.batch_alter_table("study_sessions") as table:
        table.add_column(sa.Column("mode", KIND, nullable=False, server_default="flashcard"))
        table.add_column(sa.Column("tag", TEXT))
        table.add_column(sa.Column("ends_at", MOMENT))
        table.add_column(sa.Column("prefetch_job_id", TEXT))
        table.create_foreign_key(
            "fk_study_sessions_prefetch_job_id_background_jobs",
            "background_jobs",
            ["prefetch_job_id"],
            ["id"],
            ondelete="SET NULL",
        )


def presentations() -> None:
    op.create_table(
        "presentations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("session_id", TEXT, nullable=False),
        sa.Column("card_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.Column("revealed_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.Column("chosen", sa.Integer()),
        sa.Column("correct", sa.Boolean()),
        sa.Column("rating", sa.Integer()),
        sa.Column("duration_ms", sa.Integer()),
        sa.Column("review_id", TEXT),
        sa.PrimaryKeyConstraint("id", name="pk_presentations"),
        sa.UniqueConstraint("session_id", "number", name="uq_presentations_session_number"),
        refers("presentations", "user_id", "users"),
        refers("presentations", "session_id", "study_sessions", ondelete="CASCADE"),
        refers("presentations", "card_id", "cards", ondelete="CASCADE"),
        refers("presentations", "review_id", "reviews", ondelete="SET NULL"),
    )
    unanswered = sa.text("answered_at is null")
    op.create_index(
        "uq_presentations_open",
        "presentations",
        ["session_id"],
        unique=True,
        sqlite_where=unanswered,
        postgresql_where=unanswered,
    )
    op.create_index("ix_presentations_card", "presentations", ["card_id"])
    op.create_index("ix_presentations_review_id", "presentations", ["review_id"])


def images() -> None:
    op.create_table(
        "images",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("media_type", TEXT, nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_images"),
        sa.UniqueConstraint("user_id", "sha256", name="uq_images_user_sha256"),
        refers("images", "user_id", "users"),
    )


def refers(table: str, column: str, other: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=ondelete)
