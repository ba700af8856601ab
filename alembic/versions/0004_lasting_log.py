"""Answers stay in the log when their card is gone for good, and say which deck they were given in.

Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DECK_OF_CARD = "update reviews set deck_id = (select cards.deck_id from cards where cards.id = reviews.card_id)"
OF_NO_CARD = "delete from reviews where card_id not in (select id from cards)"


def upgrade() -> None:
    op.add_column("reviews", sa.Column("deck_id", sa.String()))
    op.execute(DECK_OF_CARD)
    with op.batch_alter_table("reviews") as table:
        table.alter_column("deck_id", existing_type=sa.String(), nullable=False)
        table.drop_constraint("fk_reviews_card_id_cards", type_="foreignkey")


def downgrade() -> None:
    op.execute(OF_NO_CARD)
    with op.batch_alter_table("reviews") as table:
        table.create_foreign_key("fk_reviews_card_id_cards", "cards", ["card_id"], ["id"], ondelete="CASCADE")
        table.drop_column("deck_id")
