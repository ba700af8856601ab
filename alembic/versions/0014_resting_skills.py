"""The indexes that the next card is found in hold its skill, because the cards of some skills rest.

Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

IN_STUDY = ["suspended", "is_candidate", "deleted_at", "buried_until"]
INDEXES = {
    "ix_cards_due": ["user_id", "state", "due_at", "id", *IN_STUDY],
    "ix_cards_deck_due": ["user_id", "deck_id", "state", "due_at", "id", *IN_STUDY],
    "ix_cards_shuffle": ["user_id", "shuffle", "id", "deck_id", *IN_STUDY],
}


def upgrade() -> None:
    create_again("node_id")


def downgrade() -> None:
    create_again()


def create_again(*further: str) -> None:
    for name, columns in INDEXES.items():
        op.drop_index(name, table_name="cards")
        op.create_index(
            name,
            "cards",
            [*columns, *further],
            sqlite_where=sa.text("deleted_at is null and suspended = 0 and is_candidate = 0"),
            postgresql_where=sa.text("deleted_at is null and not suspended and not is_candidate"),
        )
