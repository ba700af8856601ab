"""Lists of cards and of the tags on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, String, func, or_, true
from sqlmodel import Session, col, select

from studyapp.models import Card, CardKind
from studyapp.rules.items import KnownCard
from studyapp.rules.text import front_key, note_key
from studyapp.services.accounts import get_user
from studyapp.services.cards import texts
from studyapp.services.cards.bulk import alive
from studyapp.services.cards.filters import CardFilter, alone, contains, made_by, of_kind, shows, with_tag
from studyapp.services.decks import get_deck, hold_deck
from studyapp.services.scheduling.waiting import Scope, Waiting

PAGE: Final = 200
_AS_MADE: Final = (col(Card.job_id), col(Card.ordinal), col(Card.cloze_ordinal), col(Card.id))
"""The order of the material, with the cards of older jobs first, because job ids grow with time."""
TAGS: Final = 500


@dataclass(frozen=True, slots=True)
class CardPage:
    cards: list[Card]
    total: int
    """The number of all matching cards."""


@dataclass(frozen=True, slots=True)
class TagCount:
    tag: str
    cards: int


def list_cards(
    session: Session,
    user_id: str,
    deck_id: str,
    *,
    search: str = "",
    show: CardFilter = CardFilter.ALL,
    tag: str = "",
    kind: CardKind | None = None,
    job_id: str = "",
    card_id: str = "",
    now: datetime,
    offset: int = 0,
    limit: int = 50,
) -> CardPage:
    """The matching cards of a deck, newest first. Cards of one job or one cloze text are in the order of their text.

    `job_id` and `card_id` limit the list to the cards of a job or to one card. `search` is looked for in question,
    answer and tags, ignoring case.
    """
    deck = get_deck(session, user_id, deck_id)
    waiting = Waiting.at(session, get_user(session, user_id), Scope(deck.id), now=now)
    wanted = (*shows(show, waiting), *contains(search), *with_tag(user_id, tag), *of_kind(kind))
    matching = (*alive(user_id), col(Card.deck_id) == deck.id, *wanted, *made_by(job_id), *alone(card_id))
    order = (col(Card.created_at).desc(), col(Card.ordinal), col(Card.cloze_ordinal), col(Card.id).desc())
    page = select(Card).where(*matching).order_by(*order)
    cards = session.exec(page.offset(max(offset, 0)).limit(min(max(limit, 1), PAGE))).all()
    total = session.exec(select(func.count()).select_from(Card).where(*matching)).one()
    return CardPage(cards=list(cards), total=total)


def cards_of_job(session: Session, user_id: str, job_id: str) -> list[Card]:
    """The cards a job has made that still exist, in the order of the material."""
    made = (*alive(user_id), col(Card.job_id) == job_id)
    return list(session.exec(select(Card).where(*made).order_by(*_AS_MADE).limit(PAGE)))


def made_by_jobs(session: Session, user_id: str, job_ids: Sequence[str]) -> list[KnownCard]:
    """All cards that these jobs have made, including deleted ones, so that they are not made again."""
    made = (col(Card.user_id) == user_id, col(Card.job_id).in_(job_ids))
    asked = select(Card.question, Card.answer).where(*made).order_by(*_AS_MADE).limit(PAGE)
    return [KnownCard(question, answer) for question, answer in session.exec(asked)]


def is_asked_already(session: Session, user_id: str, deck_id: str, question: str, *, but_by: str) -> bool:
    """Whether the deck has a card with this question, or that hides the same words of it, which the job `but_by` did
    not make. It stays true until this transaction ends, since other jobs wait here.
    """
    hold_deck(session, deck_id)
    others = (col(Card.deck_id) == deck_id, or_(col(Card.job_id).is_(None), col(Card.job_id) != but_by))
    alike = select(Card.question).where(*alive(user_id), *others, col(Card.front_key) == front_key(question))
    return note_key(question) in map(note_key, session.exec(alike.limit(PAGE)))


def known_cards(session: Session, user_id: str, deck_id: str) -> list[KnownCard]:
    """The cards that a new card of this deck must not repeat."""
    return texts.known(session, user_id, deck_id)


def questions_of_skill(session: Session, user_id: str, node_id: str) -> list[str]:
    """The questions of the newest cards of a skill, newest first."""
    mine = (*alive(user_id), col(Card.node_id) == node_id)
    return list(session.exec(select(Card.question).where(*mine).order_by(col(Card.id).desc()).limit(PAGE)))


def list_tags(session: Session, user_id: str, *, deck_id: str | None = None) -> list[TagCount]:
    """The tags on the learner's cards, or on those of one deck, in alphabetical order."""
    mine = [*alive(user_id), *(() if deck_id is None else (col(Card.deck_id) == deck_id,))]
    each = _tags_of_card(session)
    tag: ColumnElement[str] = each.c.value
    counted = select(tag, func.count()).select_from(Card).join(each, true()).where(*mine)
    listed = [TagCount(*row) for row in session.exec(counted.group_by(tag).order_by(tag).limit(TAGS))]
    return sorted(listed, key=lambda each: each.tag.casefold())


def _tags_of_card(session: Session) -> Any:
    """A table function with one row per tag of a card, for SQLite and PostgreSQL."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    function = func.json_each if is_sqlite else func.json_array_elements_text
    return function(col(Card.tags), type_=String).table_valued("value")
