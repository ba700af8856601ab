"""Decks: created, listed with the number of due cards, edited, deleted and restored."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import EllipsisType
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, literal, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from studyapp.errors import NotFound
from studyapp.models import ACTIVE, Card, Deck, Job
from studyapp.services import text_input
from studyapp.services.accounts import cards_per_day, get_user
from studyapp.services.card_skills import join_living_skills
from studyapp.services.changes import changed
from studyapp.services.scheduling.due import count_resting
from studyapp.services.scheduling.waiting import IN_STUDY, Scope, Waiting

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class DeckSummary:
    id: str
    title: str
    description: str
    cards: int
    """All cards, including suspended ones."""
    due: int
    """Cards studied before that are due again today."""
    new: int
    new_per_day: int | None
    created_at: datetime
    updated_at: datetime


def create_deck(session: Session, user_id: str, *, title: str, description: str = "", now: datetime) -> Deck:
    deck = Deck(
        user_id=user_id,
        title=text_input.title(title),
        description=text_input.description(description),
        created_at=now,
        updated_at=now,
    )
    session.add(deck)
    session.flush()
    changed(session, user_id)
    return deck


def find_or_create_deck(session: Session, user_id: str, *, title: str, now: datetime) -> Deck:
    """The newest deck with exactly this title, or a new one."""
    mine = (col(Deck.user_id) == user_id, col(Deck.deleted_at).is_(None), col(Deck.title) == text_input.title(title))
    found = session.exec(select(Deck).where(*mine).order_by(col(Deck.id).desc()).limit(1)).one_or_none()
    return found or create_deck(session, user_id, title=title, now=now)


def get_deck(session: Session, user_id: str, deck_id: str) -> Deck:
    deck = _deck(session, user_id, deck_id)
    if deck.deleted_at is not None:
        raise NotFound("This deck is not there.")
    return deck


def hold_deck(session: Session, deck_id: str) -> None:
    """Let nobody else who asks for this add generated cards to the deck or delete it until this transaction ends."""
    session.exec(select(col(Deck.id)).where(col(Deck.id) == deck_id).with_for_update(key_share=True)).one_or_none()


def list_decks(
    session: Session, user_id: str, *, now: datetime, limit: int = PAGE, cursor: str | None = None
) -> list[DeckSummary]:
    """The decks, newest first, without those left behind. The id of the last one is the cursor of the next page."""
    page = [col(Deck.id) < cursor] if cursor else []
    shown = summaries(Waiting.at(session, get_user(session, user_id), now=now), ~is_left_behind(), *page)
    query = shown.order_by(col(Deck.id).desc())
    return [summary(*row) for row in session.exec(query.limit(min(max(limit, 1), PAGE)))]


def summarise_deck(session: Session, user_id: str, deck_id: str, *, now: datetime) -> DeckSummary:
    query = summaries(Waiting.at(session, get_user(session, user_id), now=now), col(Deck.id) == deck_id)
    row = session.exec(query).one_or_none()
    if row is None:
        raise NotFound("This deck is not there.")
    return summary(*row)


def count_resting_cards(session: Session, user_id: str, deck_id: str, *, now: datetime) -> int:
    """How many cards of the deck would be due or new, but rest with their skill or goal."""
    return count_resting(session, Waiting.at(session, get_user(session, user_id), Scope(deck_id), now=now))


def deck_titles(session: Session, user_id: str, deck_ids: Collection[str]) -> dict[str, str]:
    """The titles of those decks that exist, by id."""
    if not deck_ids:
        return {}
    mine = (col(Deck.user_id) == user_id, col(Deck.deleted_at).is_(None), col(Deck.id).in_(list(deck_ids)))
    return dict(session.exec(select(Deck.id, Deck.title).where(*mine)).all())


def edit_deck(
    session: Session,
    user_id: str,
    deck_id: str,
    *,
    title: str | None = None,
    description: str | None = None,
    new_per_day: int | EllipsisType | None = ...,
    now: datetime,
) -> Deck:
    """Change the given fields. With a `new_per_day` of None only the learner's own limit applies."""
    deck = get_deck(session, user_id, deck_id)
    wanted = {
        "title": deck.title if title is None else text_input.title(title),
        "description": deck.description if description is None else text_input.description(description),
        "new_per_day": deck.new_per_day if isinstance(new_per_day, EllipsisType) else _new_per_day(new_per_day),
    }
    deck.sqlmodel_update(wanted | {"updated_at": now})
    session.flush()
    changed(session, user_id)
    return deck


def delete_deck(session: Session, user_id: str, deck_id: str, *, now: datetime) -> None:
    """Move the deck and its cards to the trash; `restore_deck` brings back exactly these.

    The cards get the deck's moment of deletion, which is later than that of any card deleted before it.
    """
    deck = get_deck(session, user_id, deck_id)
    hold_deck(session, deck.id)  # a card that a job just saves is deleted, too
    deck.deleted_at = delete_together(session, *_cards_of(user_id, deck_id), now=now)
    session.flush()
    changed(session, user_id)


def delete_together(session: Session, *cards: ColumnElement[bool], now: datetime) -> datetime:
    """Delete the cards that meet these conditions, and return their moment of deletion.

    It is later than that of any such card deleted before, so that what is deleted together can be told from those.
    """
    latest = session.exec(select(func.max(col(Card.deleted_at))).where(*cards)).one()
    moment = now if latest is None else max(now, latest + timedelta(microseconds=1))
    session.exec(update(Card).where(*cards, col(Card.deleted_at).is_(None)).values(deleted_at=moment))
    return moment


def restore_deck(session: Session, user_id: str, deck_id: str, *, now: datetime) -> None:
    """Undo `delete_deck`. Cards deleted one by one before stay deleted. A deck that is not deleted stays as it is."""
    restore_decks(session, user_id, [deck_id], now=now)


def restore_decks(session: Session, user_id: str, deck_ids: Collection[str], *, now: datetime) -> None:
    """Undo `delete_deck` for several decks: all of them, or `NotFound` and none.

    Cards of a skill that was deleted meanwhile belong to the nearest one above it from then on.
    """
    wanted = set(deck_ids)
    found = session.exec(select(Deck).where(col(Deck.user_id) == user_id, col(Deck.id).in_(wanted))).all()
    if len(found) < len(wanted):
        raise NotFound("This deck is not there." if len(wanted) == 1 else "Some of these decks are not there any more.")
    put_away = [deck for deck in found if deck.deleted_at is not None]
    moment = select(col(Deck.deleted_at)).where(col(Deck.id) == col(Card.deck_id)).correlate(Card).scalar_subquery()
    theirs = (col(Card.user_id) == user_id, col(Card.deck_id).in_([deck.id for deck in put_away]))
    session.exec(update(Card).where(*theirs, col(Card.deleted_at) == moment).values(deleted_at=None))
    join_living_skills(session, *theirs)
    for deck in put_away:
        deck.sqlmodel_update({"deleted_at": None, "updated_at": now})
    session.flush()
    changed(session, user_id)


def summaries(waiting: Waiting, *conditions: ColumnElement[bool]) -> Select[Deck, Any, Any, Any]:
    """Query the learner's decks with the counts that `summary` needs, each counted in a range of an index.

    If `waiting` has the learner's limits of the day, no more cards are counted than they allow.
    """
    limits = waiting.limits
    mine = (col(Card.user_id) == waiting.user_id, col(Card.deck_id) == col(Deck.id))
    cards = _count(*mine, col(Card.deleted_at).is_(None))
    in_study = (*mine, IN_STUDY, waiting.is_up)
    due = _count(*in_study, waiting.is_learning_soon)
    due += _count(*in_study, waiting.is_review, at_most=limits.reviews)
    new = _count(*in_study, waiting.is_new, at_most=limits.new)
    alive = (col(Deck.user_id) == waiting.user_id, col(Deck.deleted_at).is_(None))
    return select(Deck, cards.label("cards"), due.label("due"), new.label("new")).where(*alive, *conditions)


def is_left_behind() -> ColumnElement[bool]:
    """Whether a deck was made for a job which saved nothing in it, and nobody has touched it since.

    It is in no list until a job works on it again, but can be opened: that is where the job says what went wrong.
    """
    of_deck = (
        col(Job.user_id) == col(Deck.user_id),
        col(Job.target_kind) == "deck",
        col(Job.target_id) == col(Deck.id),
    )
    lives = or_(col(Job.status).in_(ACTIVE), col(Job.items_done) > 0)
    return and_(
        col(Deck.updated_at) == col(Deck.created_at),
        is_empty(),
        select(col(Job.id)).where(*of_deck, col(Job.created_at) == col(Deck.created_at)).exists(),
        ~select(col(Job.id)).where(*of_deck, lives).exists(),
    )


def is_empty() -> ColumnElement[bool]:
    """Whether a deck has no cards, not even in the trash."""
    return ~select(col(Card.id)).where(*_cards_of_deck()).exists()


def summary(deck: Deck, cards: int, due: int, new: int) -> DeckSummary:
    return DeckSummary(
        id=deck.id,
        title=deck.title,
        description=deck.description,
        cards=cards,
        due=due,
        new=new,
        new_per_day=deck.new_per_day,
        created_at=deck.created_at,
        updated_at=deck.updated_at,
    )


def _count(*conditions: ColumnElement[bool], at_most: int | None = None) -> Any:
    if at_most is None:
        return select(func.count()).select_from(Card).where(*conditions).correlate(Deck).scalar_subquery()
    found = select(literal(1)).select_from(Card).where(*conditions).limit(at_most).correlate(Deck).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def _deck(session: Session, user_id: str, deck_id: str) -> Deck:
    deck = session.exec(select(Deck).where(col(Deck.id) == deck_id, col(Deck.user_id) == user_id)).one_or_none()
    if deck is None:
        raise NotFound("This deck is not there.")
    return deck


def _cards_of(user_id: str, deck_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Card.user_id) == user_id, col(Card.deck_id) == deck_id


def _cards_of_deck() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Card.user_id) == col(Deck.user_id), col(Card.deck_id) == col(Deck.id)


def _new_per_day(count: int | None) -> int | None:
    return None if count is None else cards_per_day(count)
