"""Answers about cards, their tags and their rendered text."""

from datetime import datetime

from pydantic import BaseModel, Field

from studyapp import models
from studyapp.models import CardKind, CardState
from studyapp.schemas.base import FromAttributes


class SourceAnswer(BaseModel):
    title: str | None
    page: int | None
    quote: str | None = Field(description="Words of the material, unchanged.")
    document_id: str | None = Field(description="The document of a course that the page is of, while that is there.")


class FindingAnswer(BaseModel):
    rule: str = Field(examples=["F4"])
    severity: str
    message: str


class CardAnswer(FromAttributes):
    id: str
    deck_id: str
    kind: CardKind
    question: str
    answer: str
    distractors: list[str] = Field(description="Wrong answers; an empty list until there are any.")
    explanation: str | None
    source: SourceAnswer | None
    tags: list[str]
    findings: list[FindingAnswer] = Field(description="Warnings of the content rules.")
    suspended: bool
    flagged: bool
    buried_until: datetime | None = Field(description="The card is not studied before this moment.")
    candidate: bool = Field(description="Whether the card was generated and is not studied until the learner keeps it.")
    note_id: str | None = Field(description="The same for all cards of one cloze text; null for other cards.")
    cloze_ordinal: int | None = Field(description="The number of the deletion that this card asks for.")
    due_at: datetime
    state: CardState
    reps: int
    lapses: int
    job_id: str | None

    @classmethod
    def of(cls, card: models.Card) -> "CardAnswer":
        known = {name: getattr(card, name) for name in cls.model_fields if hasattr(card, name)}
        return cls(source=_source(card), candidate=card.is_candidate, **known)


class CardsAnswer(BaseModel):
    cards: list[CardAnswer]
    total: int = Field(description="How many cards match, on all pages.")
    next_cursor: str | None


class PreviewAnswer(BaseModel):
    front: str = Field(description="HTML, like the other fields.")
    back: str
    explanation: str
    distractors: list[str]


class TagAnswer(FromAttributes):
    tag: str
    cards: int


class TagsAnswer(FromAttributes):
    tags: list[TagAnswer]


def _source(card: models.Card) -> SourceAnswer | None:
    parts = (card.source_title, card.source_page, card.source_quote)
    if parts == (None, None, None):
        return None
    return SourceAnswer(title=parts[0], page=parts[1], quote=parts[2], document_id=card.document_id)
