"""Changes several cards at once: all of them, or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, Deck
from studyapp.services import text_input
from studyapp.services.accounts import get_user
from studyapp.services.card_skills import join_living_skills
from studyapp.services.cards import cloze_notes, texts
from studyapp.services.changes import changed
from studyapp.services.decks import get_deck
from studyapp.services.scheduling.study_days import day_end

AT_ONCE: Final = 1_000
"""The most cards one action accepts."""

Among = Sequence[ColumnElement[bool]]


def suspend_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Keep cards out of study until they are resumed. Like every function here, this changes all cards or raises
    `NotFound`.
    """
    return change_all(session, user_id, card_ids, among=alive(user_id), suspended=True, updated_at=now)


def resume_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    return change_all(session, user_id, card_ids, among=alive(user_id), suspended=False, updated_at=now)


def flag_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    return change_all(session, user_id, card_ids, among=alive(user_id), flagged=True, updated_at=now)


def unflag_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    return change_all(session, user_id, card_ids, among=alive(user_id), flagged=False, updated_at=now)


def bury_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Keep cards out of study until the learner's next study day."""
    user = get_user(session, user_id)
    until = day_end(now, user.timezone, user.day_starts_at_hour)
    return change_all(session, user_id, card_ids, among=alive(user_id), buried_until=until, updated_at=now)


def unbury_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    return change_all(session, user_id, card_ids, among=alive(user_id), buried_until=None, updated_at=now)


def move_cards(session: Session, user_id: str, card_ids: Sequence[str], *, deck_id: str, now: datetime) -> int:
    deck = get_deck(session, user_id, deck_id)
    return change_all(session, user_id, card_ids, among=alive(user_id), deck_id=deck.id, updated_at=now)


def tag_cards(session: Session, user_id: str, card_ids: Sequence[str], tags: Sequence[str], *, now: datetime) -> int:
    """Add these tags to the cards."""
    added = _named(tags)
    cards = _found(session, user_id, card_ids)
    for card in cards:
        texts.retag(card, text_input.tag_list([*card.tags, *added]))
        card.updated_at = now
    return _changed(session, user_id, len(cards))


def untag_cards(session: Session, user_id: str, card_ids: Sequence[str], tags: Sequence[str], *, now: datetime) -> int:
    removed = {tag.casefold() for tag in _named(tags)}
    cards = _found(session, user_id, card_ids)
    for card in cards:
        texts.retag(card, [tag for tag in card.tags if tag.casefold() not in removed])
        card.updated_at = now
    return _changed(session, user_id, len(cards))


def delete_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Move cards to the trash, from which `restore_cards` brings them back for thirty days."""
    return change_all(session, user_id, card_ids, among=alive(user_id), deleted_at=now)


def restore_cards(session: Session, user_id: str, card_ids: Sequence[str], *, now: datetime) -> int:
    """Undo `delete_cards`. Cards of a deleted deck can only be restored with their deck.

    Cards of a deleted skill belong to the nearest one above it from then on; if none is left, they come back with
    their skill.
    """
    decks = select(col(Deck.id)).where(col(Deck.user_id) == user_id, col(Deck.deleted_at).is_(None))
    mine = (col(Card.user_id) == user_id, col(Card.deck_id).in_(decks))
    restored = change_all(session, user_id, card_ids, among=mine, deleted_at=None, updated_at=now)
    cloze_notes.part_from_changed(session, user_id, card_ids)
    join_living_skills(session, *mine, col(Card.id).in_(_wanted(card_ids)))
    return restored


def alive(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Card.user_id) == user_id, col(Card.deleted_at).is_(None))


def change_all(session: Session, user_id: str, card_ids: Sequence[str], *, among: Among, **values: Any) -> int:
    """Set these values on the cards and return how many there are. `among` are conditions every card must meet."""
    wanted = _wanted(card_ids)
    these = (col(Card.user_id) == user_id, col(Card.id).in_(wanted), *among)
    if session.exec(select(func.count()).select_from(Card).where(*these)).one() < len(wanted):
        raise _missing(wanted)
    session.exec(update(Card).where(*these).values(**values).execution_options(synchronize_session="fetch"))
    return _changed(session, user_id, len(wanted))


def _found(session: Session, user_id: str, card_ids: Sequence[str]) -> list[Card]:
    wanted = _wanted(card_ids)
    cards = session.exec(select(Card).where(col(Card.id).in_(wanted), *alive(user_id))).all()
    if len(cards) < len(wanted):
        raise _missing(wanted)
    return list(cards)


def _wanted(card_ids: Sequence[str]) -> set[str]:
    wanted = set(card_ids)
    if len(wanted) > AT_ONCE:
        raise BadInput(f"Choose at most {AT_ONCE:,} cards at a time.")
    return wanted


def _missing(wanted: set[str]) -> NotFound:
    return NotFound("This card is not there." if len(wanted) == 1 else "Some of these cards are not there any more.")


def _named(tags: Sequence[str]) -> list[str]:
    named = text_input.tag_list(tags)
    if not named:
        raise BadInput("Name a tag.")
    return named


def _changed(session: Session, user_id: str, count: int) -> int:
    session.flush()
    changed(session, user_id)
    return count
