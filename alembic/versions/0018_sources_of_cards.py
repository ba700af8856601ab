"""Which document of a course a card quotes, and which sections cards were made of.

Revises: 0017
"""

from collections.abc import Generator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = "fk_cards_document_id_documents"
MOMENT = sa.DateTime(timezone=True)
CARDS_OF_CHECK_INS = """
    update cards set document_id = (
        select sections.document_id from check_ins
        join concepts on concepts.id = check_ins.concept_id
        join lessons on lessons.id = concepts.lesson_id
        join sections on sections.id = lessons.section_id
        where check_ins.card_id = cards.id
    )
    where id in (select card_id from check_ins where card_id is not null)
"""


def upgrade() -> None:
    with keeping_triggers("cards"), op.batch_alter_table("cards") as cards:
        cards.add_column(sa.Column("document_id", sa.String()))
        cards.create_foreign_key(KEY, "documents", ["document_id"], ["id"], ondelete="SET NULL")
    op.create_index(
        "ix_cards_document",
        "cards",
        ["document_id", "id"],
        sqlite_where=sa.text("document_id is not null"),
        postgresql_where=sa.text("document_id is not null"),
    )
    put_candidates_last()
    op.execute(CARDS_OF_CHECK_INS)
    op.add_column("sections", sa.Column("cards_asked_at", MOMENT))


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
    with op.batch_alter_table("sections") as sections:
        sections.drop_column("cards_asked_at")
    op.drop_index("ix_cards_document", table_name="cards")
    with keeping_triggers("cards"), op.batch_alter_table("cards") as cards:
        cards.drop_constraint(KEY, type_="foreignkey")
        cards.drop_column("document_id")
    put_candidates_last()


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
