"""Answers about how well a course is known."""

from datetime import datetime

from pydantic import BaseModel, Field
from sqlmodel import Session

from studyapp.services.lessons import course_mastery
from studyapp.services.lessons.cards import cards_of_concepts
from studyapp.services.lessons.course_mastery import CourseMastery
from studyapp.services.lessons.mastery import Level
from studyapp.services.lessons.weak_areas import WeakArea, weak_areas

_PERCENT = "From 0 to 100; null without a lesson."


class KnownPartAnswer(BaseModel):
    id: str
    mastery: int | None = Field(description=_PERCENT)
    concepts: int


class WeakAreaAnswer(BaseModel):
    concept_id: str
    title: str
    lesson_id: str
    section_id: str
    level: Level
    is_weak: bool = Field(description="Whether most of the last answers, or the last two, were wrong.")
    score: int = Field(description="The last five answers, the newest heaviest, from 0 to 100.")
    recall: int | None = Field(description="How likely its cards are remembered now, from 0 to 100.")
    due_at: datetime | None
    why: str = Field(examples=["2 of the last 5 right, will be forgotten by Saturday"])
    card_ids: list[str] = Field(description="The cards to practise.")

    @classmethod
    def of(cls, area: WeakArea, card_ids: list[str]) -> "WeakAreaAnswer":
        concept, known = area.concept, area.concept.mastery
        return cls(
            concept_id=concept.id,
            title=concept.title,
            lesson_id=concept.lesson_id,
            section_id=concept.section_id,
            level=known.level,
            is_weak=known.is_weak,
            score=round(100 * known.score),
            recall=None if known.recall is None else round(100 * known.recall),
            due_at=concept.due_at,
            why=area.why,
            card_ids=card_ids,
        )


class MasteryAnswer(BaseModel):
    course_id: str
    mastery: int | None = Field(description=_PERCENT)
    levels: dict[Level, int] = Field(description="How many concepts have reached each level.")
    documents: list[KnownPartAnswer]
    sections: list[KnownPartAnswer]
    weak_areas: list[WeakAreaAnswer] = Field(description="At most ten concepts, the one known worst first.")

    @classmethod
    def of(cls, course_id: str, known: CourseMastery, areas: list[WeakAreaAnswer]) -> "MasteryAnswer":
        levels = [concept.mastery.level for concept in known.concepts]
        return cls(
            course_id=course_id,
            mastery=known.tally.percent,
            levels={level: levels.count(level) for level in Level},
            documents=[
                KnownPartAnswer(id=each, mastery=tally.percent, concepts=tally.concepts)
                for each, tally in known.documents.items()
            ],
            sections=[
                KnownPartAnswer(id=each, mastery=section.tally.percent, concepts=section.tally.concepts)
                for each, section in known.sections.items()
            ],
            weak_areas=areas,
        )


def shown_mastery(session: Session, user_id: str, course_id: str, *, now: datetime) -> MasteryAnswer:
    known = course_mastery.of_course(session, user_id, course_id, now=now)
    areas = weak_areas(known, now=now)
    cards = cards_of_concepts(session, user_id, [area.concept.id for area in areas])
    return MasteryAnswer.of(course_id, known, [WeakAreaAnswer.of(area, cards[area.concept.id]) for area in areas])
