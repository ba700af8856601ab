"""The card that is being edited, for any page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from studyapp.models import Card, CardKind
from studyapp.services.cards import editing
from studyapp.ui.cards.form import card_fields


@dataclass(frozen=True)
class Editor:
    """The texts of a card as they were written."""

    card_id: str = ""
    """Empty if no card is being edited."""
    kind: str = CardKind.BASIC.value
    question: str = ""
    answer: str = ""
    distractors: list[str] = field(default_factory=list[str])
    explanation: str = ""
    tags: str = ""


def editor_of(card: Card) -> Editor:
    return Editor(
        card_id=card.id,
        kind=card.kind.value,
        question=card.question,
        answer=card.answer,
        distractors=list(card.distractors),
        explanation=card.explanation or "",
        tags=", ".join(card.tags),
    )


def save_edit(session: Session, user_id: str, card_id: str, form: Mapping[str, Any], *, now: datetime) -> Card:
    fields = card_fields(form)
    return editing.edit_card(
        session,
        user_id,
        card_id,
        question=fields.question,
        answer=fields.answer,
        kind=fields.kind,
        distractors=fields.distractors,
        explanation=fields.explanation,
        tags=fields.tags,
        now=now,
    )
