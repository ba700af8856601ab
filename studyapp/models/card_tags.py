"""The tags of cards as a table, so that the cards of a tag are found, ordered and counted from one index.

A card's own list of tags stays the truth. Each row repeats one tag of it, in the form it is matched by, together with
what decides whether and when the card is studied. Database triggers keep the rows in step: cards are written one by
one, by statements that change many, by cascades and by migrations, and a trigger is the one place none of these can
pass by. Rows of a card that is gone go by their foreign key.

A migration that rebuilds `cards` on SQLite drops its triggers and has to create them again; a test compares those of a
migrated database with these.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import DDL, Connection, Index, event
from sqlmodel import Field, SQLModel

from studyapp.models.columns import moment, optional_moment, text_enum
from studyapp.models.decks import CardState

_DUE: Final = ("is_in_study", "state", "due_at", "card_id")


class CardTag(SQLModel, table=True):
    """One tag of one card. Only triggers write here."""

    __tablename__ = "card_tags"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_card_tags_due", "user_id", "tag", *_DUE, "deck_id", "buried_until"),
        Index("ix_card_tags_deck_due", "user_id", "tag", "deck_id", *_DUE, "buried_until"),
    )

    card_id: str = Field(primary_key=True, foreign_key="cards.id", ondelete="CASCADE")
    tag: str = Field(primary_key=True)
    """As `matched` makes it."""
    user_id: str = Field(foreign_key="users.id")
    deck_id: str
    state: CardState = text_enum(CardState)
    due_at: datetime = moment()
    is_in_study: bool
    """Neither deleted nor suspended nor a candidate."""
    buried_until: datetime | None = optional_moment()


_CAPITALS: Final = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def matched(tag: str) -> str:
    """The form a tag is matched by: the case of A–Z does not count. More than that SQLite cannot fold."""
    return tag.translate(_CAPITALS)


_SQLITE_TRIGGERS: Final = (
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
)
_POSTGRES_TRIGGERS: Final = (
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
)


def _create_triggers(_table: object, connection: Connection, **_: object) -> None:
    for statement in _SQLITE_TRIGGERS if connection.dialect.name == "sqlite" else _POSTGRES_TRIGGERS:
        connection.execute(DDL(statement))


event.listen(SQLModel.metadata.tables["card_tags"], "after_create", _create_triggers)
