"""Stores lessons as they are made, concept by concept. Saving a concept again adds nothing.

A lesson that is made anew loses its concepts when the first new one is saved, not before. The check-ins that the
learner has answered stay with their answers and cards: each moves to the new concept whose sources are nearest to its
own in the document, and stands behind that concept's own check-ins. If one concept is made anew, its row and its
answered check-ins stay, and the new check-ins follow them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, or_
from sqlmodel import Session, col, select

from studyapp.errors import NotFound
from studyapp.models import CheckIn, CheckInAnswer, Concept, Lesson, MadeBy, Section
from studyapp.rules.lessons import CheckedConcept, LessonHead
from studyapp.rules.text import normalise
from studyapp.services import text_input
from studyapp.services.changes import changed
from studyapp.services.lessons.drafts import check_in_rows, concept_values
from studyapp.services.lessons.lessons import concepts_of, lesson_of_section

_NOWHERE = 10**9
"""The distance of what has no place."""


@dataclass(frozen=True, slots=True)
class Making:
    """The lesson that a job makes."""

    job_id: str | None
    language: str
    made_by: MadeBy
    head: LessonHead


def save_concept(
    session: Session, section: Section, made: Making, checked: CheckedConcept, *, ordinal: int, now: datetime
) -> Concept:
    """Save a concept at its place in the lesson, which begins with the first. One that is there is returned."""
    lesson = _lesson(session, section, made, now=now)
    there = (col(Concept.lesson_id) == lesson.id, col(Concept.ordinal) == ordinal)
    if concept := session.exec(select(Concept).where(*there)).one_or_none():
        return concept
    values = concept_values(checked, shift=section.text_start or 0, ordinals=_ordinals(session, lesson))
    concept = Concept(
        user_id=lesson.user_id, lesson_id=lesson.id, ordinal=ordinal, **values, created_at=now, updated_at=now
    )
    session.add(concept)
    session.flush()
    session.add_all(check_in_rows(concept, checked, after=0, shift=section.text_start or 0, now=now))
    session.flush()
    _take_nearer(session, lesson, concept)
    changed(session, lesson.user_id)
    return concept


def begin_anew(session: Session, section: Section, made: Making, checked: CheckedConcept, *, now: datetime) -> Concept:
    """Save the first concept of a lesson that is made anew, and remove those it had."""
    lesson = _lesson(session, section, made, now=now)
    old = [parts.concept for parts in concepts_of(session, lesson)]
    lesson.language, lesson.made_by = made.language, made.made_by
    lesson.place, lesson.left_out, lesson.finished_at = 1, [], None
    lesson.sqlmodel_update(_head(made.head))
    for at, concept in enumerate(old, start=1):
        concept.ordinal = -at  # makes room for the new one
        session.flush()
    first = save_concept(session, section, made, checked, ordinal=1, now=now)
    for concept in old:
        _move(session, _answered(session, concept), first, else_at=concept.sources)
    session.exec(delete(Concept).where(col(Concept.lesson_id) == lesson.id, col(Concept.ordinal) < 0))
    session.expire_all()
    return first


def replace_concept(
    session: Session, section: Section, made: Making, checked: CheckedConcept, *, ordinal: int, now: datetime
) -> Concept:
    """Write a concept anew in its place. Raises `NotFound` if the lesson has it no more."""
    lesson = lesson_of_section(session, section.user_id, section.id)
    there = (col(Concept.lesson_id) == (lesson.id if lesson else ""), col(Concept.ordinal) == ordinal)
    concept = session.exec(select(Concept).where(*there)).one_or_none()
    if lesson is None or concept is None:
        raise NotFound("This part of the lesson is not there.")
    kept = [check_in.id for check_in in _answered(session, concept)]
    gone = (col(CheckIn.concept_id) == concept.id, col(CheckIn.id).not_in(kept))
    session.exec(delete(CheckIn).where(*gone))
    earlier = {title: each for title, each in _ordinals(session, lesson).items() if each < ordinal}
    concept.sqlmodel_update(concept_values(checked, shift=section.text_start or 0, ordinals=earlier))
    concept.updated_at = lesson.updated_at = now
    lesson.job_id = made.job_id
    after = _last_ordinal(session, concept)
    session.add_all(check_in_rows(concept, checked, after=after, shift=section.text_start or 0, now=now))
    session.flush()
    changed(session, lesson.user_id)
    return concept


def finish(
    session: Session, section: Section, made: Making, *, left_out: Iterable[str], now: datetime
) -> Lesson | None:
    """Note that the lesson is complete, and what it leaves out. Returns None if it has no concept."""
    lesson = lesson_of_section(session, section.user_id, section.id)
    if lesson is None:
        return None
    told = [text_input.storable(heading).strip() for heading in left_out]
    lesson.sqlmodel_update({"job_id": made.job_id, "left_out": told, "finished_at": now, "updated_at": now})
    if made.head.summary or made.head.objectives:
        lesson.sqlmodel_update(_head(made.head))
    session.flush()
    changed(session, lesson.user_id)
    return lesson


def _lesson(session: Session, section: Section, made: Making, *, now: datetime) -> Lesson:
    lesson = lesson_of_section(session, section.user_id, section.id)
    if lesson is None:
        lesson = Lesson(
            user_id=section.user_id,
            section_id=section.id,
            language=made.language,
            made_by=made.made_by,
            created_at=now,
            updated_at=now,
            **_head(made.head),
        )
        session.add(lesson)
    lesson.sqlmodel_update({"job_id": made.job_id, "updated_at": now})
    session.flush()
    return lesson


def _head(head: LessonHead) -> dict[str, Any]:
    objectives = [text_input.storable(each).strip() for each in head.objectives]
    return {"summary": text_input.storable(head.summary).strip(), "objectives": objectives}


def _ordinals(session: Session, lesson: Lesson) -> dict[str, int]:
    """The ordinals of the concepts by their normalised titles."""
    there = (col(Concept.lesson_id) == lesson.id, col(Concept.ordinal) > 0)
    return {
        normalise(title): ordinal
        for title, ordinal in session.exec(select(Concept.title, Concept.ordinal).where(*there))
    }


def _answered(session: Session, concept: Concept) -> Sequence[CheckIn]:
    """The check-ins of a concept that the learner has answered, or that are cards. All of them are
    locked, so that no answer comes in between.
    """
    of_it = (col(CheckIn.concept_id) == concept.id, col(CheckIn.user_id) == concept.user_id)
    session.exec(select(CheckIn.id).where(*of_it).order_by(col(CheckIn.id)).with_for_update()).all()
    has_answers = exists().where(col(CheckInAnswer.check_in_id) == col(CheckIn.id))
    of_concept = select(CheckIn).where(col(CheckIn.concept_id) == concept.id)
    kept = of_concept.where(or_(has_answers, col(CheckIn.card_id).is_not(None)))
    return session.exec(kept.order_by(col(CheckIn.ordinal))).all()


def _take_nearer(session: Session, lesson: Lesson, concept: Concept) -> None:
    """Move the check-ins of a former lesson to this concept that are nearer to it than to the one they are on.

    These are older than the concept they are on.
    """
    of_lesson = select(CheckIn, Concept).join(Concept, col(Concept.id) == col(CheckIn.concept_id))
    kept = (col(Concept.lesson_id) == lesson.id, col(Concept.ordinal) > 0, col(Concept.id) != concept.id)
    former = of_lesson.where(*kept, col(CheckIn.created_at) < col(Concept.created_at)).order_by(col(CheckIn.id))
    for check_in, holder in session.exec(former).all():
        if _distance(check_in, concept) < _distance(check_in, holder):
            _move(session, [check_in], concept)


def _move(
    session: Session, check_ins: Iterable[CheckIn], concept: Concept, *, else_at: Sequence[dict[str, object]] = ()
) -> None:
    """Put the check-ins behind those of the concept. One without a source gets the first of `else_at`."""
    for check_in in check_ins:
        check_in.ordinal = _last_ordinal(session, concept) + 1
        check_in.concept_id = concept.id
        check_in.source = check_in.source or (dict(else_at[0]) if else_at else None)
        session.flush()


def _distance(check_in: CheckIn, concept: Concept) -> int:
    """How many characters the check-in's source is away from the nearest of the concept."""
    if check_in.source is None:
        return _NOWHERE
    at = int(check_in.source["start"])
    gaps = (max(source["start"] - at, at - source["end"], 0) for source in concept.sources)
    return min(gaps, default=_NOWHERE)


def _last_ordinal(session: Session, concept: Concept) -> int:
    of_concept = select(func.max(CheckIn.ordinal)).where(col(CheckIn.concept_id) == concept.id)
    return session.exec(of_concept).one() or 0
