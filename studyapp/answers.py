"""What programs are told, the same over REST and by the CLI's `--json`.

They rely on these names: the inside may change, these do not.
"""

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from studyapp import models
from studyapp.jobs.store.views import JobView
from studyapp.models import CardKind, CardState, JobStatus, JobType, Rating
from studyapp.services.scheduling import fsrs
from studyapp.services.trash import TrashKind


class _FromAttributes(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class TargetAnswer(BaseModel):
    kind: str
    id: str


class JobAnswer(_FromAttributes):
    id: str
    type: JobType
    status: JobStatus
    phase: str
    progress: int = Field(ge=0, le=100, description="Percent; 100 only when completed.")
    items_done: int
    items_expected: int | None = Field(
        description="Items this job is to make; of a retry those that were missing. Null until it is known."
    )
    attempts: int
    max_attempts: int
    retryable: bool
    error: str | None
    error_code: str | None
    run_at: datetime = Field(description="A pending job does not start before this moment.")
    outage_since: datetime | None = Field(
        description="Since when its model provider has been away, null once something is saved. While it is pending "
        "`error` says which one and `run_at` when the next try is."
    )
    result: dict[str, Any] | None = Field(
        description="Of flashcards: `{deck_id, flashcard_ids, count, rejected: {rule: count}, partial}`, of questions "
        "`intent` as well, and a `note` where there are fewer than there should be. Of distractors: `{card_id, "
        "distractors, rejected}`. Of a regenerated card: `{card_id, before, after}`, each with `question, answer, "
        "explanation, distractors`; the card itself is unchanged. A job that was cancelled or failed tells what it "
        "kept with `partial: true`."
    )
    intent: str | None = Field(description="How the prompt of a question job was understood, as soon as that is known.")
    target: TargetAnswer | None = Field(description="Where the content appears, say in a deck.")
    parent_id: str | None
    retry_of: str | None = Field(description="The job that failed or was cancelled, and whose missing items these are.")
    version: int = Field(description="Grows with every change; also the ETag.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @classmethod
    def of(cls, job: JobView) -> "JobAnswer":
        return cls.model_validate(job)


class JobsAnswer(BaseModel):
    jobs: list[JobAnswer]
    next_cursor: str | None


class PolledAnswer(BaseModel):
    jobs: list[JobAnswer]
    missing: list[str] = Field(description="Ids there is no job for, or none of yours.")


class DeckAnswer(_FromAttributes):
    id: str
    title: str
    description: str
    cards: int
    due: int = Field(description="Cards studied before and wanted again today.")
    new: int
    new_per_day: int | None = Field(description="Most new cards a study day begins; null: only your own limit holds.")
    created_at: datetime
    updated_at: datetime


class DecksAnswer(BaseModel):
    decks: list[DeckAnswer]
    next_cursor: str | None


class SourceAnswer(BaseModel):
    title: str | None
    page: int | None
    quote: str | None = Field(description="Verbatim words of the material.")


class FindingAnswer(BaseModel):
    rule: str = Field(examples=["F4"])
    severity: str
    message: str


class CardAnswer(_FromAttributes):
    id: str
    deck_id: str
    kind: CardKind
    question: str
    answer: str
    distractors: list[str] = Field(description="Wrong answers; empty until there are any.")
    explanation: str | None
    source: SourceAnswer | None
    tags: list[str]
    findings: list[FindingAnswer] = Field(description="Warnings of the content rules.")
    suspended: bool
    flagged: bool
    buried_until: datetime | None = Field(description="Not studied before this moment.")
    candidate: bool = Field(description="Generated, and not studied before the learner keeps it.")
    note_id: str | None = Field(description="Shared by the cards of one cloze text.")
    cloze_ordinal: int | None = Field(description="Which deletion of the text this card asks for.")
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
    total: int = Field(description="How many fit the search, on all pages.")
    next_cursor: str | None


class PreviewAnswer(BaseModel):
    front: str = Field(description="HTML, as all of these.")
    back: str
    explanation: str
    distractors: list[str]


class TagAnswer(_FromAttributes):
    tag: str
    cards: int


class TagsAnswer(_FromAttributes):
    tags: list[TagAnswer]


class CountAnswer(BaseModel):
    count: int = Field(description="How many were changed.")


class DiscardedAnswer(_FromAttributes):
    kind: TrashKind
    id: str
    text: str = Field(description="The title of a deck, the question of a card.")
    deck_title: str = Field(description="Where a card was.")
    cards: int = Field(description="How many come back with it.")
    deleted_at: datetime
    goes_at: datetime = Field(description="When it is gone for good.")
    is_restorable: bool = Field(description="False for a card whose deck is in the trash too.")


class TrashAnswer(BaseModel):
    items: list[DiscardedAnswer]
    total: int
    next_cursor: str | None


class ImageAnswer(_FromAttributes):
    id: str
    url: str = Field(examples=["/api/images/0193a5b0-1111-7222-8333-444455556666"])
    media_type: str
    width: int
    height: int
    size: int = Field(description="Bytes.")

    @classmethod
    def of(cls, image: models.Image) -> "ImageAnswer":
        known = {name: getattr(image, name) for name in cls.model_fields if name != "url"}
        return cls(url=f"/api/images/{image.id}", **known)


class GeneratedAnswer(BaseModel):
    job: JobAnswer
    cards: list[CardAnswer]


class IntervalAnswer(BaseModel):
    rating: Literal[1, 2, 3, 4]
    seconds: int
    label: str = Field(examples=["10 min"])


class CountsAnswer(_FromAttributes):
    new: int
    learning: int
    review: int


class NextAnswer(BaseModel):
    card: CardAnswer | None = Field(description="Null when nothing is due.")
    intervals: list[IntervalAnswer] = Field(description="When the card would come back, for each rating.")
    left: CountsAnswer


class AnsweredAnswer(BaseModel):
    card: CardAnswer
    review_id: str
    state: CardState
    due_at: datetime
    interval: IntervalAnswer


def _source(card: models.Card) -> SourceAnswer | None:
    parts = (card.source_title, card.source_page, card.source_quote)
    if parts == (None, None, None):
        return None
    return SourceAnswer(title=parts[0], page=parts[1], quote=parts[2])


def interval(rating: Rating, delay: timedelta) -> IntervalAnswer:
    seconds = round(delay.total_seconds())
    return IntervalAnswer(rating=rating.value, seconds=seconds, label=fsrs.describe_interval(delay))
