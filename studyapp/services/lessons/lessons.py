"""Lessons as they are read: by section, with their concepts and check-ins."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from studyapp.errors import NotFound
from studyapp.models import CheckIn, Concept, Lesson, Section, StoredDocument
from studyapp.services.lessons.sections import get_section

_GONE = "This lesson is not there."


@dataclass(frozen=True, slots=True)
class ConceptParts:
    """A concept with its check-ins in order."""

    concept: Concept
    check_ins: list[CheckIn]


def get_lesson(session: Session, user_id: str, lesson_id: str) -> Lesson:
    """Raises `NotFound` also if the document or the course of its section is deleted."""
    mine = (col(Lesson.id) == lesson_id, col(Lesson.user_id) == user_id)
    lesson = session.exec(select(Lesson).where(*mine)).one_or_none()
    if lesson is None:
        raise NotFound(_GONE)
    try:
        get_section(session, user_id, lesson.section_id)
    except NotFound as error:
        raise NotFound(_GONE) from error
    return lesson


def get_concept(session: Session, user_id: str, concept_id: str) -> Concept:
    """Raises `NotFound` also if the document or the course of its lesson is deleted."""
    mine = (col(Concept.id) == concept_id, col(Concept.user_id) == user_id)
    concept = session.exec(select(Concept).where(*mine)).one_or_none()
    if concept is None:
        raise NotFound("This part of the lesson is not there.")
    get_lesson(session, user_id, concept.lesson_id)
    return concept


def lesson_of_section(session: Session, user_id: str, section_id: str) -> Lesson | None:
    """The lesson on a section, finished or not, as it is now; None before its first concept."""
    mine = (col(Lesson.section_id) == section_id, col(Lesson.user_id) == user_id)
    now = select(Lesson).where(*mine).execution_options(populate_existing=True)
    return session.exec(now).one_or_none()


def lessons_of_course(session: Session, user_id: str, course_id: str) -> dict[str, bool]:
    """Whether the lesson on each section is finished, by the id of the section; those without one are left out."""
    begun = select(Lesson.section_id, col(Lesson.finished_at).is_not(None)).join(
        Section, col(Section.id) == col(Lesson.section_id)
    )
    of_course = begun.join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
    mine = (col(Lesson.user_id) == user_id, col(StoredDocument.user_id) == user_id)
    return dict(session.exec(of_course.where(*mine, col(StoredDocument.course_id) == course_id)).all())


def lessons_of_document(session: Session, user_id: str, document_id: str) -> dict[str, Lesson]:
    """The lessons on the sections of a document, by the id of the section."""
    of_document = select(Lesson).join(Section, col(Section.id) == col(Lesson.section_id))
    mine = (col(Lesson.user_id) == user_id, col(Section.user_id) == user_id, col(Section.document_id) == document_id)
    return {lesson.section_id: lesson for lesson in session.exec(of_document.where(*mine))}


def concepts_of(session: Session, lesson: Lesson) -> list[ConceptParts]:
    """The concepts of a lesson in order."""
    mine = (col(Concept.lesson_id) == lesson.id, col(Concept.user_id) == lesson.user_id)
    concepts = session.exec(select(Concept).where(*mine).order_by(col(Concept.ordinal))).all()
    check_ins = _check_ins(session, lesson)
    return [ConceptParts(concept, check_ins[concept.id]) for concept in concepts]


def with_lessons(session: Session, user_id: str, section_ids: Collection[str]) -> set[str]:
    """Those of these sections that have a finished lesson."""
    theirs = (col(Lesson.user_id) == user_id, col(Lesson.section_id).in_(list(section_ids)))
    return set(session.exec(select(Lesson.section_id).where(*theirs, col(Lesson.finished_at).is_not(None))))


def _check_ins(session: Session, lesson: Lesson) -> defaultdict[str, list[CheckIn]]:
    """The check-ins of a lesson in order, by the id of the concept."""
    of_lesson = select(CheckIn).join(Concept, col(Concept.id) == col(CheckIn.concept_id))
    mine = (col(CheckIn.user_id) == lesson.user_id, col(Concept.lesson_id) == lesson.id)
    found: defaultdict[str, list[CheckIn]] = defaultdict(list)
    for check_in in session.exec(of_lesson.where(*mine).order_by(col(CheckIn.ordinal))):
        found[check_in.concept_id].append(check_in)
    return found
