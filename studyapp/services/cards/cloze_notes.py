"""Cloze notes: one text that makes a card for each of its ordinals, each with a schedule of its own.

The cards share `note_id`, text and explanation; the answer of each is what its own deletions hide. Editing tags changes
them on all cards, but a tag given to one card only, e.g. as a leech, stays on that card.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from studyapp.models import Card, CardKind, CardState, Deck
from studyapp.models.columns import new_id
from studyapp.rules import cloze
from studyapp.services import text_input
from studyapp.services.cards import texts
from studyapp.services.cards.content import MOST_ORDINALS, Content

_OWN: Final = {"id", "answer", "distractors", "cloze_ordinal", "ordinal", "findings", "front_key", "search_text"}
_FRESH: Final = {
    "state": CardState.NEW,
    "step": None,
    "stability": None,
    "difficulty": None,
    "last_review_at": None,
    "reps": 0,
    "lapses": 0,
    "suspended": False,
    "flagged": False,
    "buried_until": None,
}


def spread(session: Session, card: Card) -> list[Card]:
    """Create the cards of a new text: this card gets the first ordinal, copies of it get the others."""
    first, *others = cloze.ordinals(card.question)[:MOST_ORDINALS]
    card.note_id, card.cloze_ordinal = new_id(), first
    _answer(card)
    cards = [card, *(_another(card, ordinal, now=card.created_at) for ordinal in others)]
    for place, made in enumerate(cards):
        made.ordinal = None if card.ordinal is None else card.ordinal + place
    session.add_all(cards)
    return cards


def rewrite(session: Session, card: Card, content: Content, *, now: datetime) -> list[Card]:
    """Write a changed text to all cards of its note, and return them with the edited card first.

    A new ordinal gets a new card, or its old one back from the trash. A card whose ordinal is gone moves to the trash.
    A card the learner deleted stays deleted if its ordinal was in the text before.
    """
    if card.note_id is None or card.cloze_ordinal is None:
        card.note_id, card.cloze_ordinal = card.note_id or new_id(), cloze.ordinals(content.question)[0]
        before = [card.cloze_ordinal]
    else:
        before = cloze.ordinals(card.question)
    living, trashed = _note(session, card)
    tags = tuple(card.tags)
    kept: list[Card] = []
    back: list[Card] = []
    for ordinal in cloze.ordinals(content.question):
        if ordinal in living:
            kept.append(living.pop(ordinal))
        elif ordinal in before:
            continue
        elif ordinal in trashed:
            back.append(trashed[ordinal])
        else:
            kept.append(_another(card, ordinal, now=now))
    kept += _revived(session, back, deck_id=card.deck_id)
    for gone in living.values():
        gone.deleted_at = now
    session.add_all(kept)
    for each in kept:
        _write(each, content, tags_before=tags, now=now)
    return sorted(kept, key=lambda each: each.id != card.id)


def leave(session: Session, card: Card, *, now: datetime) -> None:
    """Separate the card from its note because its kind changes; the other cards of the note move to the trash."""
    living, _ = _note(session, card)
    for other in living.values():
        if other.id != card.id:
            other.deleted_at = now
    card.note_id = card.cloze_ordinal = None


def part_from_changed(session: Session, user_id: str, card_ids: Iterable[str]) -> None:
    """Give restored cards a note of their own if the text of their note has changed, or their ordinal is taken."""
    mine = (col(Card.user_id) == user_id, col(Card.deleted_at).is_(None))
    back = session.exec(
        select(Card).where(*mine, col(Card.id).in_(set(card_ids)), col(Card.note_id).is_not(None))
    ).all()
    if not back:
        return
    ids, note_ids = {card.id for card in back}, {card.note_id for card in back}
    rest = select(Card.note_id, Card.question, Card.cloze_ordinal).where(
        *mine, col(Card.note_id).in_(note_ids), col(Card.id).not_in(ids)
    )
    others = session.exec(rest).all()
    for card in back:
        siblings = [(question, ordinal) for note_id, question, ordinal in others if note_id == card.note_id]
        if any(question != card.question or ordinal == card.cloze_ordinal for question, ordinal in siblings):
            card.note_id = new_id()


def siblings(session: Session, user_id: str, card: Card) -> Sequence[Card]:
    """The other cards of the card's note."""
    if card.note_id is None:
        return []
    mine = (col(Card.user_id) == user_id, col(Card.note_id) == card.note_id, col(Card.deleted_at).is_(None))
    return session.exec(select(Card).where(*mine, col(Card.id) != card.id).order_by(col(Card.cloze_ordinal))).all()


def _note(session: Session, card: Card) -> tuple[dict[int, Card], dict[int, Card]]:
    """All cards of the card's note by ordinal: the existing ones, including this card, and those in the trash."""
    mine = (col(Card.user_id) == card.user_id, col(Card.note_id) == card.note_id)
    found = session.exec(select(Card).where(*mine)).all()
    living = {each.cloze_ordinal or 0: each for each in found if each.deleted_at is None}
    trashed = {each.cloze_ordinal or 0: each for each in found if each.deleted_at is not None}
    return living | {card.cloze_ordinal or 0: card}, trashed


def _another(card: Card, ordinal: int, *, now: datetime) -> Card:
    given: dict[str, Any] = card.model_dump(exclude=_OWN) | _FRESH | {"due_at": now, "updated_at": now}
    other = Card(**given, answer="", front_key="", cloze_ordinal=ordinal)
    _answer(other)
    return other


def _revived(session: Session, cards: Sequence[Card], *, deck_id: str) -> Sequence[Card]:
    """Bring cards back from the trash, into this deck if their own deck is in the trash."""
    own = {card.deck_id for card in cards}
    there = set(session.exec(select(Deck.id).where(col(Deck.id).in_(own), col(Deck.deleted_at).is_(None))))
    for card in cards:
        card.deleted_at = None
        card.deck_id = card.deck_id if card.deck_id in there else deck_id
    return cards


def _write(card: Card, content: Content, *, tags_before: Sequence[str], now: datetime) -> None:
    answer = card.answer
    card.kind, card.question, card.explanation = CardKind.CLOZE, content.question, content.explanation
    card.tags = _retagged(card.tags, before=tags_before, after=content.tags)
    _answer(card)
    if card.answer != answer:
        card.distractors = []
    card.updated_at = now


def _retagged(tags: Sequence[str], *, before: Sequence[str], after: Sequence[str]) -> list[str]:
    """These tags, with the changes an edit made to another card's tags (from `before` to `after`) applied."""
    shared = [tag for tag in after if tag in tags or tag not in before]
    return text_input.tag_list([*shared, *(tag for tag in tags if tag not in before)])


def _answer(card: Card) -> None:
    answer = cloze.answer(card.question, card.cloze_ordinal or 0)
    texts.write(card, question=card.question, answer=answer, explanation=card.explanation, tags=card.tags)
