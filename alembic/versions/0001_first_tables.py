"""Every table of the first version.

Revises: nothing
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KIND = sa.String(32)
TEXT = sa.String()
MOMENT = sa.DateTime(timezone=True)

CARD_IN_STUDY = {"sqlite": "deleted_at is null and suspended = 0", "postgresql": "deleted_at is null and not suspended"}


def upgrade() -> None:
    users()
    background_jobs()
    job_rate_limits()
    job_attempts()
    decks()
    cards()
    study_sessions()
    reviews()


def downgrade() -> None:
    for table in (
        "reviews",
        "study_sessions",
        "cards",
        "decks",
        "job_attempts",
        "job_rate_limits",
        "background_jobs",
        "users",
    ):
        op.drop_table(table)


def users() -> None:
    op.create_table(
        "users",
        required("id", TEXT),
        optional("email", TEXT),
        required("timezone", TEXT),
        required("day_starts_at_hour", sa.Integer()),
        required("desired_retention", sa.Float()),
        required("theme", KIND),
        required("created_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )


def background_jobs() -> None:
    op.create_table(
        "background_jobs",
        required("id", TEXT),
        required("user_id", TEXT),
        required("type", KIND),
        required("target_kind", TEXT),
        required("target_id", TEXT),
        required("status", KIND),
        required("priority", sa.Integer()),
        required("payload", sa.JSON()),
        optional("result", sa.JSON()),
        required("checkpoint", sa.JSON()),
        required("phase", TEXT),
        required("progress", sa.Integer()),
        required("items_done", sa.Integer()),
        optional("items_expected", sa.Integer()),
        required("attempts", sa.Integer()),
        required("max_attempts", sa.Integer()),
        required("run_at", MOMENT),
        optional("slot", sa.Integer()),
        optional("claim", TEXT),
        optional("worker", TEXT),
        optional("lease_until", MOMENT),
        optional("progressed_at", MOMENT),
        required("cancel_requested", sa.Boolean()),
        optional("error_code", TEXT),
        optional("error", TEXT),
        required("retryable", sa.Boolean()),
        required("dedup_key", TEXT),
        optional("parent_id", TEXT),
        optional("retry_of", TEXT),
        required("version", sa.Integer()),
        required("created_at", MOMENT),
        optional("started_at", MOMENT),
        optional("finished_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_background_jobs"),
        refers("background_jobs", "user_id", "users"),
        refers("background_jobs", "parent_id", "background_jobs", ondelete="SET NULL"),
        refers("background_jobs", "retry_of", "background_jobs", ondelete="SET NULL"),
    )
    index("ix_jobs_ready", "background_jobs", sa.text("priority desc"), "run_at", "id", where="status = 'pending'")
    index("ix_jobs_busy", "background_jobs", "user_id", where="status = 'processing'")
    index("uq_jobs_seat", "background_jobs", "user_id", "slot", unique=True, where="status = 'processing'")
    index(
        "uq_jobs_dedup",
        "background_jobs",
        "user_id",
        "type",
        "dedup_key",
        unique=True,
        where="status in ('pending', 'processing')",
    )
    index("ix_jobs_accepted", "background_jobs", "user_id", "type", "created_at")
    index("ix_jobs_target", "background_jobs", "user_id", "target_kind", "target_id")
    index("ix_jobs_parent", "background_jobs", "parent_id", where="parent_id is not null")
    index("ix_jobs_retry_of", "background_jobs", "retry_of", where="retry_of is not null")


def job_rate_limits() -> None:
    op.create_table(
        "job_rate_limits",
        required("user_id", TEXT),
        required("type", KIND),
        sa.PrimaryKeyConstraint("user_id", "type", name="pk_job_rate_limits"),
        refers("job_rate_limits", "user_id", "users"),
    )


def job_attempts() -> None:
    op.create_table(
        "job_attempts",
        required("id", TEXT),
        required("job_id", TEXT),
        required("number", sa.Integer()),
        required("worker", TEXT),
        required("started_at", MOMENT),
        optional("ended_at", MOMENT),
        optional("outcome", TEXT),
        optional("error_code", TEXT),
        optional("error", TEXT),
        optional("provider", TEXT),
        optional("model", TEXT),
        optional("tokens_in", sa.Integer()),
        optional("tokens_out", sa.Integer()),
        optional("cost_usd", sa.Float()),
        sa.PrimaryKeyConstraint("id", name="pk_job_attempts"),
        refers("job_attempts", "job_id", "background_jobs", ondelete="CASCADE"),
    )
    index("ix_job_attempts_job_id", "job_attempts", "job_id")


def decks() -> None:
    op.create_table(
        "decks",
        required("id", TEXT),
        required("user_id", TEXT),
        required("title", TEXT),
        required("description", TEXT),
        required("created_at", MOMENT),
        required("updated_at", MOMENT),
        optional("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_decks"),
        refers("decks", "user_id", "users"),
    )
    index("ix_decks_user_id", "decks", "user_id")


def cards() -> None:
    op.create_table(
        "cards",
        required("id", TEXT),
        required("user_id", TEXT),
        required("deck_id", TEXT),
        required("kind", KIND),
        required("question", TEXT),
        required("answer", TEXT),
        optional("explanation", TEXT),
        optional("source_title", TEXT),
        optional("source_page", sa.Integer()),
        optional("source_quote", TEXT),
        required("tags", sa.JSON()),
        required("findings", sa.JSON()),
        required("front_key", TEXT),
        required("search_text", TEXT),
        required("suspended", sa.Boolean()),
        optional("job_id", TEXT),
        optional("ordinal", sa.Integer()),
        required("created_at", MOMENT),
        required("updated_at", MOMENT),
        optional("deleted_at", MOMENT),
        required("state", KIND),
        optional("step", sa.Integer()),
        optional("stability", sa.Float()),
        optional("difficulty", sa.Float()),
        required("due_at", MOMENT),
        optional("last_review_at", MOMENT),
        required("reps", sa.Integer()),
        required("lapses", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_cards"),
        sa.UniqueConstraint("job_id", "ordinal", name="uq_cards_job_ordinal"),
        refers("cards", "user_id", "users"),
        refers("cards", "deck_id", "decks"),
        refers("cards", "job_id", "background_jobs", ondelete="SET NULL"),
    )
    seen_in_index = ("id", "suspended", "deleted_at")
    index("ix_cards_due", "cards", "user_id", "state", "due_at", *seen_in_index, where=CARD_IN_STUDY)
    index("ix_cards_deck_due", "cards", "user_id", "deck_id", "state", "due_at", *seen_in_index, where=CARD_IN_STUDY)
    index("ix_cards_deck", "cards", "user_id", "deck_id", "created_at", "id", "deleted_at", where="deleted_at is null")


def study_sessions() -> None:
    op.create_table(
        "study_sessions",
        required("id", TEXT),
        required("user_id", TEXT),
        optional("deck_id", TEXT),
        required("started_at", MOMENT),
        required("active_at", MOMENT),
        optional("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_study_sessions"),
        refers("study_sessions", "user_id", "users"),
        refers("study_sessions", "deck_id", "decks"),
    )
    index("ix_study_sessions_started", "study_sessions", "user_id", "started_at")


def reviews() -> None:
    op.create_table(
        "reviews",
        required("id", TEXT),
        required("user_id", TEXT),
        required("card_id", TEXT),
        optional("session_id", TEXT),
        required("number", sa.Integer()),
        required("rating", sa.Integer()),
        required("mode", TEXT),
        required("duration_ms", sa.Integer()),
        optional("elapsed_days", sa.Float()),
        required("scheduled_days", sa.Float()),
        required("reviewed_at", MOMENT),
        required("state_before", KIND),
        optional("step_before", sa.Integer()),
        optional("stability_before", sa.Float()),
        optional("difficulty_before", sa.Float()),
        required("due_before", MOMENT),
        optional("last_review_before", MOMENT),
        required("reps_before", sa.Integer()),
        required("lapses_before", sa.Integer()),
        required("marked_leech", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("user_id", "number", name="uq_reviews_user_number"),
        refers("reviews", "user_id", "users"),
        refers("reviews", "card_id", "cards", ondelete="CASCADE"),
        refers("reviews", "session_id", "study_sessions"),
    )
    index("ix_reviews_user_at", "reviews", "user_id", "reviewed_at")
    index("ix_reviews_card", "reviews", "card_id", "number")
    index("ix_reviews_session_id", "reviews", "session_id")


def required(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def optional(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def refers(table: str, column: str, target: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete=ondelete)


def index(
    name: str, table: str, *columns: Any, unique: bool = False, where: str | dict[str, str] | None = None
) -> None:
    """`where` makes it partial: one condition for all databases, or one for each."""
    conditions = where if isinstance(where, dict) else {"sqlite": where, "postgresql": where}
    partial = {f"{dialect}_where": sa.text(condition) for dialect, condition in conditions.items() if condition}
    op.create_index(name, table, list(columns), unique=unique, **partial)
