"""Single cards: written by the learner or saved by a generator, found, and edited."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from types import EllipsisType
from typing import Final

from sqlmodel import Session, col, select

from studyapp.errors import NotFound
from studyapp.models import Card, CardKind, Job
from studyapp.rules import cloze
from studyapp.rules.items import CardDraft, Finding
from studyapp.services import text_input
from studyapp.services.accounts import get_user
from studyapp.services.cards import cloze_notes, content, texts
from studyapp.services.cards.bulk import alive
from studyapp.services.cards.content import Content
from studyapp.services.changes import changed
from studyapp.services.decks import get_deck

_APART: Final = 100
"""Distance between the ordinals of two items of a job, which leaves room for all cards of one cloze text."""


def add_card(
    session: Session,
    user_id: str,
    deck_id: str,
    *,
    question: str,
    answer: str = "",
    kind: CardKind | str = CardKind.BASIC,
    distractors: Sequence[str] = (),
    explanation: str | None = None,
    tags: Sequence[str] = (),
    now: datetime,
) -> Card:
    """Add a card the learner wrote. If a cloze text makes several, the first is returned.

    A card impossible for its kind is refused; other findings of the content rules are kept as warnings.
    """
    deck = get_deck(session, user_id, deck_id)
    typed = Content(
        kind=content.kind_of(kind),
        question=texts.question(question),
        answer=answer,
        explanation=texts.explanation(explanation),
        tags=tuple(text_input.tag_list(tags)),
        distractors=content.distractors(distractors),
    )
    given = content.settled(typed)
    content.refuse_bad_distractors(given)
    return _add(session, _new_card(user_id, deck.id, now), given, warn=True)[0]


def save_draft(
    session: Session,
    user_id: str,
    deck_id: str,
    draft: CardDraft,
    *,
    node_id: str | None = None,
    document_id: str | None = None,
    findings: Sequence[Finding],
    source_title: str | None,
    job_id: str,
    ordinal: int,
    now: datetime,
) -> Card:
    """Save a generated card that passed the rules. Saving the same item of a job again returns the existing card.

    The card's date is that of its job, so that the cards of a job are listed together, in the order of the material. If
    the learner reviews generated cards first, it is a candidate.
    """
    place = ordinal * _APART
    saved = (col(Card.user_id) == user_id, col(Card.job_id) == job_id, col(Card.ordinal) == place)
    if card := session.exec(select(Card).where(*saved)).one_or_none():
        return card
    job = select(Job.created_at).where(col(Job.id) == job_id, col(Job.user_id) == user_id)
    asked_at = session.exec(job).one_or_none()
    card = _new_card(user_id, get_deck(session, user_id, deck_id).id, asked_at or now)
    card.source_title, card.source_page = source_title, draft.page
    card.source_quote = draft.quote and text_input.storable(draft.quote)
    card.findings = [asdict(finding) for finding in findings]
    card.job_id, card.ordinal = job_id, place
    card.node_id, card.document_id = node_id, document_id
    card.is_candidate = get_user(session, user_id).reviews_candidates
    return _add(session, card, _drafted(draft))[0]


def get_card(session: Session, user_id: str, card_id: str) -> Card:
    card = session.exec(select(Card).where(col(Card.id) == card_id, *alive(user_id))).one_or_none()
    if card is None:
        raise NotFound("This card is not there.")
    return card


def edit_card(
    session: Session,
    user_id: str,
    card_id: str,
    *,
    question: str | None = None,
    answer: str | None = None,
    kind: CardKind | str | None = None,
    distractors: Sequence[str] | None = None,
    explanation: str | EllipsisType | None = ...,
    tags: Sequence[str] | None = None,
    now: datetime,
) -> Card:
    """Change the given fields; an explanation of None or of spaces is removed. The schedule stays.

    A cloze text is shared by all its cards: new ordinals get cards, and cards of removed ordinals move to the trash.
    """
    card = get_card(session, user_id, card_id)
    before = content.content_of(card)
    changes = replace(
        before,
        kind=before.kind if kind is None else content.kind_of(kind),
        question=before.question if question is None else texts.question(question),
        answer=before.answer if answer is None else answer,
        explanation=before.explanation if isinstance(explanation, EllipsisType) else texts.explanation(explanation),
        tags=before.tags if tags is None else tuple(text_input.tag_list(tags)),
        distractors=before.distractors if distractors is None else content.distractors(distractors),
    )
    given = content.settled(changes)
    written = _written(session, card, given, distractors=distractors, now=now)
    for each in written:
        texts.warn(session, each)
    session.flush()
    changed(session, user_id)
    return written[0]


def _written(
    session: Session, card: Card, given: Content, *, distractors: Sequence[str] | None, now: datetime
) -> list[Card]:
    """Write the content, and return all cards that share the text with the edited one first."""
    if given.kind is CardKind.CLOZE:
        written = cloze_notes.rewrite(session, card, given, now=now)
        if distractors is not None:
            written[0].distractors = list(given.distractors)
            content.refuse_bad_distractors(content.content_of(written[0]))
        return written
    content.refuse_bad_distractors(given, before=content.content_of(card))
    if card.note_id:
        cloze_notes.leave(session, card, now=now)
    _write(card, given)
    card.updated_at = now
    return [card]


def _add(session: Session, card: Card, given: Content, *, warn: bool = False) -> list[Card]:
    _write(card, given)
    session.add(card)
    made = (
        cloze_notes.spread(session, card) if given.kind is CardKind.CLOZE and cloze.ordinals(given.question) else [card]
    )
    for each in made if warn else ():
        texts.warn(session, each)
    session.flush()
    changed(session, card.user_id)
    return made


def _write(card: Card, given: Content) -> None:
    card.kind, card.distractors = given.kind, list(given.distractors)
    texts.write(
        card,
        question=given.question,
        answer=given.answer,
        explanation=given.explanation,
        tags=given.tags,
    )


def _drafted(draft: CardDraft) -> Content:
    return Content(
        kind=CardKind(draft.kind),
        question=text_input.storable(draft.question),
        answer=text_input.storable(draft.answer),
        explanation=draft.explanation and text_input.storable(draft.explanation),
        tags=tuple(text_input.tags_that_fit(draft.tags)),
        distractors=tuple(map(text_input.storable, draft.distractors)),
    )


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
