"""Tags as a table that triggers keep in step with the cards, and a place in the shuffle for every card.

Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.String()
MOMENT = sa.DateTime(timezone=True)
DRAWN = {
    "sqlite": "update cards set shuffle = abs(random() % 4096)",
    "postgresql": "update cards set shuffle = floor(random() * 4096)",
}
TAGS_OF_CARDS = {
    "sqlite": """
insert or ignore into card_tags (card_id, tag, user_id, deck_id, state, due_at, is_in_study, buried_until)
select new.id, lower(each.value), new.user_id, new.deck_id, new.state, new.due_at,
    new.deleted_at is null and new.suspended = 0 and new.is_candidate = 0, new.buried_until
from cards as new, json_each(new.tags) as each""",
    "postgresql": """
insert into card_tags (card_id, tag, user_id, deck_id, state, due_at, is_in_study, buried_until)
select new.id, lower(each.value collate "C"), new.user_id, new.deck_id, new.state, new.due_at,
    new.deleted_at is null and not new.suspended and not new.is_candidate, new.buried_until
from cards as new, json_array_elements_text(new.tags) as each(value) on conflict do nothing""",
}
TRIGGERS = {
    "sqlite": (
        """create trigger card_tags_added after insert on cards when new.tags <> '[]' begin
    insert or ignore into card_tags (card_id, tag, user_id, deck_id, state, due_at, is_in_study, buried_until)
    select new.id, lower(each.value), new.user_id, new.deck_id, new.state, new.due_at,
        new.deleted_at is null and new.suspended = 0 and new.is_candidate = 0, new.buried_until
    from json_each(new.tags) as each;
end""",
        """create trigger card_tags_rewritten after update of tags on cards when new.tags <> old.tags begin
    delete from card_tags where card_id = new.id;
    insert or ignore into card_tags (card_id, tag, user_id, deck_id, state, due_at, is_in_study, buried_until)
    select new.id, lower(each.value), new.user_id, new.deck_id, new.state, new.due_at,
        new.deleted_at is null and new.suspended = 0 and new.is_candidate = 0, new.buried_until
    from json_each(new.tags) as each;
end""",
        """create trigger card_tags_followed
after update of user_id, deck_id, state, due_at, suspended, is_candidate, deleted_at, buried_until on cards
when new.tags <> '[]' begin
    update card_tags set (user_id, deck_id, state, due_at, is_in_study, buried_until) = (
        new.user_id, new.deck_id, new.state, new.due_at,
        new.deleted_at is null and new.suspended = 0 and new.is_candidate = 0, new.buried_until
    ) where card_id = new.id;
end""",
    ),
    "postgresql": (
        """create function follow_card_tags() returns trigger language plpgsql as $$ begin
    if tg_op = 'UPDATE' and new.tags::text = old.tags::text then
        update card_tags set (user_id, deck_id, state, due_at, is_in_study, buried_until) = row(
            new.user_id, new.deck_id, new.state, new.due_at,
            new.deleted_at is null and not new.suspended and not new.is_candidate, new.buried_until
        ) where card_id = new.id;
        return null;
    end if;
    delete from card_tags where card_id = new.id;
    insert into card_tags (card_id, tag, user_id, deck_id, state, due_at, is_in_study, buried_until)
    select new.id, lower(each.value collate "C"), new.user_id, new.deck_id, new.state, new.due_at,
        new.deleted_at is null and not new.suspended and not new.is_candidate, new.buried_until
    from json_array_elements_text(new.tags) as each(value) on conflict do nothing;
    return null;
end $$""",
        """create trigger card_tags_followed
after insert or update
of tags, user_id, deck_id, state, due_at, suspended, is_candidate, deleted_at, buried_until on cards
for each row execute function follow_card_tags()""",
    ),
}


def upgrade() -> None:
    database = op.get_bind().dialect.name
    op.create_table(
        "card_tags",
        sa.Column("card_id", TEXT, nullable=False),
        sa.Column("tag", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("deck_id", TEXT, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("is_in_study", sa.Boolean(), nullable=False),
        sa.Column("buried_until", MOMENT),
        sa.PrimaryKeyConstraint("card_id", "tag", name="pk_card_tags"),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_card_tags_card_id_cards", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_card_tags_user_id_users"),
    )
    op.execute(TAGS_OF_CARDS[database])
    due = ["is_in_study", "state", "due_at", "card_id"]
    op.create_index("ix_card_tags_due", "card_tags", ["user_id", "tag", *due, "deck_id", "buried_until"])
    op.create_index("ix_card_tags_deck_due", "card_tags", ["user_id", "tag", "deck_id", *due, "buried_until"])
    shuffle(database)
    for statement in TRIGGERS[database]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("added", "rewritten", "followed"):
            op.execute(f"drop trigger card_tags_{name}")
    else:
        op.execute("drop trigger card_tags_followed on cards")
        op.execute("drop function follow_card_tags")
    op.drop_table("card_tags")
    op.drop_index("ix_cards_shuffle", table_name="cards")
    op.drop_column("cards", "shuffle")


def shuffle(database: str) -> None:
    op.add_column("cards", sa.Column("shuffle", sa.Integer(), nullable=False, server_default="0"))
    op.execute(DRAWN[database])
    op.create_index(
        "ix_cards_shuffle",
        "cards",
        ["user_id", "shuffle", "id", "deck_id", "suspended", "is_candidate", "deleted_at", "buried_until"],
        sqlite_where=sa.text("deleted_at is null and suspended = 0 and is_candidate = 0"),
        postgresql_where=sa.text("deleted_at is null and not suspended and not is_candidate"),
    )
