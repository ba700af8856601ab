"""Candidates are counted on the first page and on every deck's: from an index, however many other cards there are.

Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_cards_candidates",
        "cards",
        ["user_id", "deck_id", "id"],
        sqlite_where=sa.text("deleted_at is null and is_candidate = 1"),
        postgresql_where=sa.text("deleted_at is null and is_candidate"),
    )


def downgrade() -> None:
    op.drop_index("ix_cards_candidates", table_name="cards")
