"""Answers about a study session and its current card. None of them reveals the right option before a choice is made."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from studyapp import models
from studyapp.models import CardKind, CardState, Rating, StudyMode
from studyapp.schemas.cards import CardAnswer
from studyapp.schemas.study import CountsAnswer, IntervalAnswer, interval
from studyapp.services.cards import choices
from studyapp.services.lessons.mastery import Level, Mastery
from studyapp.services.study.judging import Chosen
from studyapp.services.study.practice import Change
from studyapp.services.study.presentations import Presented
from studyapp.services.study.sessions import SessionProgress, scope_of


class ScopeAnswer(BaseModel):
    deck_id: str | None
    tag: str | None
    goal_id: str | None
    node_id: str | None
    course_id: str | None = Field(description="The course whose weak areas are practised.")
    concept_id: str | None = Field(description="The concept that is practised.")


class KnownAnswer(BaseModel):
    level: Level
    is_weak: bool
    mastery: int = Field(description="What it counts for the mastery of its section, from 0 to 100.")

    @classmethod
    def of(cls, known: Mastery) -> "KnownAnswer":
        return cls(level=known.level, is_weak=known.is_weak, mastery=round(100 * known.share))


class PractisedConceptAnswer(BaseModel):
    concept_id: str
    title: str
    section_id: str
    cards: int
    unanswered: int = Field(description="How many of its questions have never been answered, and are no cards yet.")
    before: KnownAnswer = Field(description="At the start of the session.")
    now: KnownAnswer

    @classmethod
    def of(cls, change: Change) -> "PractisedConceptAnswer":
        concept = change.concept
        return cls(
            concept_id=concept.id,
            title=concept.title,
            section_id=concept.section_id,
            cards=concept.cards,
            unanswered=concept.unanswered,
            before=KnownAnswer.of(change.before),
            now=KnownAnswer.of(concept.mastery),
        )


class SessionAnswer(BaseModel):
    id: str
    mode: StudyMode
    scope: ScopeAnswer
    started_at: datetime
    ends_at: datetime | None = Field(description="When a timed session ends; null before its first card.")
    ended: bool
    answered: int
    correct: int
    again: int
    accuracy: float | None = Field(ge=0, le=1, description="The share of correct answers; null before the first one.")
    score: int | None = Field(description="Correct answers of a timed session; null in other modes.")
    seconds: int = Field(description="The time spent on the cards.")
    left: CountsAnswer
    next_due: datetime | None = Field(description="When the next card becomes due that is not due now.")
    practised: list[PractisedConceptAnswer] = Field(
        description="The concepts of a practice session, the one known worst at its start first; else empty."
    )

    @classmethod
    def of(
        cls, study_session: models.StudySession, progress: SessionProgress, practised: Sequence[Change]
    ) -> "SessionAnswer":
        return cls(
            id=study_session.id,
            mode=study_session.mode,
            scope=ScopeAnswer(**asdict(scope_of(study_session))),
            started_at=study_session.started_at,
            ends_at=progress.ends_at,
            ended=progress.is_over,
            answered=progress.answered,
            correct=progress.correct,
            again=progress.again,
            accuracy=progress.accuracy,
            score=progress.correct if study_session.mode == StudyMode.TIMED else None,
            seconds=progress.seconds,
            left=CountsAnswer.model_validate(progress.left),
            next_due=progress.next_due_at,
            practised=[PractisedConceptAnswer.of(change) for change in practised],
        )


class AskedCardAnswer(BaseModel):
    """A card asked as multiple choice. It has no field that could reveal which option is right."""

    id: str
    deck_id: str
    kind: CardKind
    question: str = Field(description="The question; a cloze text with its gap.")
    tags: list[str]
    state: CardState
    due_at: datetime
    reps: int
    lapses: int

    @classmethod
    def of(cls, card: models.Card) -> "AskedCardAnswer":
        known = {name: getattr(card, name) for name in cls.model_fields if name != "question"}
        return cls(question=choices.stem(card), **known)


class ShownAnswer(BaseModel):
    card: CardAnswer | AskedCardAnswer | None = Field(
        description="Null when nothing is left. A card with `choices` comes without its answer, explanation and source."
    )
    presentation_id: str | None
    choices: list[str] | None = Field(
        description="The options in the order to show them; null if the card is shown as question and answer."
    )
    distractors_job_id: str | None = Field(
        description="The job that makes distractors for this card. Ask for the card again when it is done."
    )
    intervals: list[IntervalAnswer] = Field(
        description="For each rating, when the card would come back; empty in custom study."
    )
    left: CountsAnswer
    shown_at: datetime | None
    ends_at: datetime | None
    ended: bool

    @classmethod
    def of(cls, shown: Presented, *, job_id: str | None) -> "ShownAnswer":
        return cls(
            card=AskedCardAnswer.of(shown.card) if shown.options else CardAnswer.of(shown.card),
            presentation_id=shown.id,
            choices=shown.options or None,
            distractors_job_id=job_id,
            intervals=[interval(rating, delay) for rating, delay in sorted(shown.intervals.items())],
            left=CountsAnswer.model_validate(shown.left),
            shown_at=shown.shown_at,
            ends_at=shown.ends_at,
            ended=False,
        )

    @classmethod
    def nothing(cls, progress: SessionProgress) -> "ShownAnswer":
        return cls(
            card=None,
            presentation_id=None,
            choices=None,
            distractors_job_id=None,
            intervals=[],
            left=CountsAnswer.model_validate(progress.left),
            shown_at=None,
            ends_at=progress.ends_at,
            ended=progress.is_over,
        )


class JudgedAnswer(BaseModel):
    correct: bool
    rating: Literal[1, 2, 3, 4] = Field(description="The grade: 1 again, 2 hard, 3 good, 4 easy.")
    choice: int | None
    correct_choice: int | None = Field(description="An index into `choices`; null if there were none.")
    answer: str
    explanation: str | None
    next_due: datetime | None = Field(description="Null in custom study, which does not change the scheduling.")
    interval: IntervalAnswer | None
    review_id: str | None
    card: CardAnswer

    @classmethod
    def of(cls, chosen: Chosen) -> "JudgedAnswer":
        rating = Rating(chosen.rating)
        return cls(
            correct=chosen.correct,
            rating=rating.value,
            choice=chosen.chosen,
            correct_choice=chosen.key,
            answer=chosen.card.answer,
            explanation=chosen.explanation,
            next_due=chosen.next_due_at,
            interval=None if chosen.scheduled is None else interval(rating, chosen.scheduled),
            review_id=chosen.review_id,
            card=CardAnswer.of(chosen.card),
        )
