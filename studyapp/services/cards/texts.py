"""The texts of a card: checked when typed, and stored together with the forms used to compare and search them."""

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.models import Card
from studyapp.rules import cloze
from studyapp.rules.cards import check_card
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.items import CardDraft, KnownCard, Severity
from studyapp.rules.text import front_key
from studyapp.services import text_input

QUESTION_CHARS: Final = (5, 1_000)
ANSWER_CHARS: Final = (1, 5_000)
EXPLANATION_CHARS: Final = 5_000
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\(/api/images/")
KNOWN: Final = 5_000
"""The duplicate rule compares with this many of the newest cards of a deck."""


def question(text: str) -> str:
    shortest, longest = QUESTION_CHARS
    return text_input.block(text, name="The question", shortest=shortest, longest=longest)


def answer(text: str) -> str:
    shortest, longest = ANSWER_CHARS
    return text_input.block(text, name="The answer", shortest=shortest, longest=longest)


def explanation(text: str | None) -> str | None:
    return text_input.block(text or "", name="The explanation", longest=EXPLANATION_CHARS) or None


def write(card: Card, *, question: str, answer: str, explanation: str | None, tags: Sequence[str]) -> None:
    """Write the texts to the card, together with the fields derived from them."""
    card.question, card.answer, card.explanation, card.tags = question, answer, explanation, list(tags)
    card.front_key = front_key(question)
    card.search_text = "\n".join((question, answer, *tags)).casefold()


def retag(card: Card, tags: Sequence[str]) -> None:
    write(card, question=card.question, answer=card.answer, explanation=card.explanation, tags=tags)


def warn(session: Session, card: Card) -> None:
    """Check the learner's own text and keep all findings as warnings; a card that exists is never rejected."""
    others = known(session, card.user_id, card.deck_id, but=card)
    findings = check_card(draft_of(card), passage=None, known=others)
    if _PICTURE.search(card.question):  # "shown here" refers to the picture on the card
        findings = [finding for finding in findings if finding.rule != "F5"]
    if card.distractors:
        options = ChoiceDraft(_stem(card), card.answer, tuple(card.distractors))
        findings += check_choices(options, least=len(card.distractors), others=others)
    card.findings = [
        {"rule": finding.rule, "severity": Severity.WARN, "message": finding.message} for finding in findings
    ]


def draft_of(card: Card) -> CardDraft:
    """The card as the content rules and generators take it."""
    return CardDraft(
        question=card.question,
        answer=card.answer,
        explanation=card.explanation,
        quote=card.source_quote,
        page=card.source_page,
        tags=tuple(card.tags),
        kind=card.kind.value,
        distractors=tuple(card.distractors),
    )


def _stem(card: Card) -> str:
    """The question that the options answer: of a cloze text the card's own deletion, with the others filled in."""
    return card.question if card.cloze_ordinal is None else cloze.only(card.question, card.cloze_ordinal)


def known(session: Session, user_id: str, deck_id: str, *, but: Card | None = None) -> list[KnownCard]:
    """The newest cards of a deck, without the card `but` and the other cards of its cloze text."""
    others = [col(Card.user_id) == user_id, col(Card.deck_id) == deck_id, col(Card.deleted_at).is_(None)]
    if but is not None:
        others += [col(Card.id) != but.id, func.coalesce(col(Card.note_id), "") != (but.note_id or "none")]
    texts = select(col(Card.question), col(Card.answer)).where(*others)
    newest = texts.order_by(col(Card.created_at).desc(), col(Card.id).desc()).limit(KNOWN)
    return [KnownCard(question, answer) for question, answer in session.exec(newest)]
