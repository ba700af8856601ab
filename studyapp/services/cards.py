"""Cards: written by the learner or saved by a generator, found, edited, suspended, deleted and brought back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from types import EllipsisType
from typing import Any, Final

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, CardKind, Deck, Job
from studyapp.rules.items import CardDraft, Finding, KnownCard
from studyapp.services import card_texts, fields
from studyapp.services.accounts import get_user
from studyapp.services.card_filters import CardFilter, contains, shows
from studyapp.services.changes import changed
from studyapp.services.decks import get_deck
from studyapp.services.due import Waiting

PAGE: Final = 200
AT_ONCE: Final = 1_000
"""Most cards one bulk action takes."""


@dataclass(frozen=True, slots=True)
class CardPage:
    cards: list[Card]
    total: int
    """How many there are in all that match."""


def add_card(
    session: Session,
    user_id: str,
    deck_id: str,
    *,
    question: str,
    answer: str,
    explanation: str | None = None,
    tags: Sequence[str] = (),
    now: datetime,
) -> Card:
    """A card the learner wrote. What the content rules say of it is kept as warnings, never an obstacle."""
    deck = get_deck(session, user_id, deck_id)
    card = _new_card(user_id, deck.id, now)
    card_texts.write(
        card,
        question=card_texts.question(question),
        answer=card_texts.answer(answer),
        explanation=card_texts.explanation(explanation),
        tags=fields.tag_list(tags),
    )
    card_texts.warn(session, card)
    return _added(session, card)


def save_draft(
    session: Session,
    user_id: str,
    deck_id: str,
    draft: CardDraft,
    *,
    findings: Sequence[Finding],
    source_title: str | None,
    job_id: str,
    ordinal: int,
    now: datetime,
) -> Card:
    """A generated card that passed the rules. Saving the same item of a job again returns what is there.

    It dates from when its job was asked for, so that a job's cards stand together, in the order of the material.
    """
    saved = (col(Card.user_id) == user_id, col(Card.job_id) == job_id, col(Card.ordinal) == ordinal)
    if card := session.exec(select(Card).where(*saved)).one_or_none():
        return card
    job = select(Job.created_at).where(col(Job.id) == job_id, col(Job.user_id) == user_id)
    asked_at = session.exec(job).one_or_none()
    card = _new_card(user_id, get_deck(session, user_id, deck_id).id, asked_at or now)
    card_texts.write(
        card,
        question=fields.storable(draft.question),
        answer=fields.storable(draft.answer),
        explanation=draft.explanation and fields.storable(draft.explanation),
        tags=fields.tags_that_fit(draft.tags),
    )
    card.kind = CardKind(draft.kind)
    card.source_title, card.source_page = source_title, draft.page
    card.source_quote = draft.quote and fields.storable(draft.quote)
    card.findings = [asdict(finding) for finding in findings]
    card.job_id, card.ordinal = job_id, ordinal
    return _added(session, card)


def get_card(session: Session, user_id: str, card_id: str) -> Card:
    mine = (col(Card.id) == card_id, col(Card.user_id) == user_id, col(Card.deleted_at).is_(None))
    card = session.exec(select(Card).where(*mine)).one_or_none()
    if card is None:
        raise NotFound("This card is not there.")
    return card


def list_cards(
    session: Session,
    user_id: str,
    deck_id: str,
    *,
    search: str = "",
    show: CardFilter = CardFilter.ALL,
    now: datetime,
    offset: int = 0,
    limit: int = 50,
) -> CardPage:
    """Newest first, the cards of one job in the order of its material.

    What is searched for stands in the question, the answer or a tag, in whatever case.
    """
    deck = get_deck(session, user_id, deck_id)
    waiting = Waiting.at(now, get_user(session, user_id), deck_id=deck.id)
    matching = (*_alive(user_id), col(Card.deck_id) == deck.id, *shows(show, waiting), *contains(search))
    page = select(Card).where(*matching).order_by(col(Card.created_at).desc(), col(Card.ordinal), col(Card.id).desc())
    cards = session.exec(page.offset(max(offset, 0)).limit(min(max(limit, 1), PAGE))).all()
    total = session.exec(select(func.count()).select_from(Card).where(*matching)).one()
    return CardPage(cards=list(cards), total=total)


def cards_of_job(session: Session, user_id: str, job_id: str) -> list[Card]:
    """What a job has made and the learner has kept, in the order of the material."""
    made = (*_alive(user_id), col(Card.job_id) == job_id)
    return list(session.exec(select(Card).where(*made).order_by(col(Card.ordinal)).limit(PAGE)))


def known_cards(session: Session, user_id: str, deck_id: str) -> list[KnownCard]:
    """What a new card of this deck must not repeat."""
    return card_texts.known(session, user_id, deck_id)


def edit_card(
    session: Session,
    user_id: str,
    card_id: str,
    *,
    question: str | None = None,
    answer: str | None = None,
    explanation: str | EllipsisType | None = ...,
    tags: Sequence[str] | None = None,
    now: datetime,
) -> Card:
    """Change what is given; an explanation of `None` or nothing but spaces is taken away. The schedule stays."""
    card = get_card(session, user_id, card_id)
    card_texts.write(
        card,
        question=card.question if question is None else card_texts.question(question),
        answer=card.answer if answer is None else card_texts.answer(answer),
        explanation=card.explanation if isinstance(explanation, EllipsisType) else card_texts.explanation(explanation),
        tags=card.tags if tags is None else fields.tag_list(tags),
    )
    card.updated_at = now
    card_texts.warn(session, card)
    session.flush()
    changed(session, user_id)
    return card


def suspend_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Keep cards out of study until they are resumed. Like all four: every one of them, or `NotFound` and none."""
    return _change_all(session, user_id, card_ids, among=_alive(user_id), suspended=True, updated_at=now)


def resume_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    return _change_all(session, user_id, card_ids, among=_alive(user_id), suspended=False, updated_at=now)


def delete_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    return _change_all(session, user_id, card_ids, among=_alive(user_id), deleted_at=now)


def restore_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Undo `delete_cards`. The cards of a deleted deck come back with their deck only."""
    decks = select(col(Deck.id)).where(col(Deck.user_id) == user_id, col(Deck.deleted_at).is_(None))
    mine = (col(Card.user_id) == user_id, col(Card.deck_id).in_(decks))
    return _change_all(session, user_id, card_ids, among=mine, deleted_at=None, updated_at=now)


def _change_all(
    session: Session, user_id: str, card_ids: Sequence[str], *, among: Sequence[ColumnElement[bool]], **values: Any
) -> int:
    wanted = set(card_ids)
    if len(wanted) > AT_ONCE:
        raise BadInput(f"Choose at most {AT_ONCE:,} cards at a time.")
    these = (col(Card.id).in_(wanted), *among)
    if session.exec(select(func.count()).select_from(Card).where(*these)).one() < len(wanted):
        raise NotFound("This card is not there." if len(wanted) == 1 else "Some of these cards are not there any more.")
    session.exec(update(Card).where(*these).values(**values).execution_options(synchronize_session="fetch"))
    changed(session, user_id)
    return len(wanted)


def _alive(user_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Card.user_id) == user_id, col(Card.deleted_at).is_(None)


def _new_card(user_id: str, deck_id: str, now: datetime) -> Card:
    return Card(
        user_id=user_id,
        deck_id=deck_id,
        question="",
        answer="",
        front_key="",
        created_at=now,
        updated_at=now,
        due_at=now,
    )


def _added(session: Session, card: Card) -> Card:
    session.add(card)
    session.flush()
    changed(session, card.user_id)
    return card
