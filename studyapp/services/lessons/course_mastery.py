"""How well the concepts, sections and documents of a course are known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from studyapp.services.accounts import get_user
from studyapp.services.courses import courses
from studyapp.services.courses.documents import courses_of_documents
from studyapp.services.documents import find_document
from studyapp.services.lessons.evidence import Evidence, Place, read_evidence
from studyapp.services.lessons.mastery import Mastery, Tally, mastery
from studyapp.services.scheduling.study_days import StudyCalendar


@dataclass(frozen=True, slots=True)
class KnownConcept:
    """A concept with how well it is known."""

    id: str
    title: str
    lesson_id: str
    section_id: str
    mastery: Mastery
    cards: int
    due_at: datetime | None
    """When the first of its cards in review falls below the desired retention; None if none is in review."""
    unanswered: int = 0
    """How many of its check-ins have never been answered."""


@dataclass(frozen=True, slots=True)
class KnownSection:
    id: str
    document_id: str
    tally: Tally
    """Its own concepts, and those of the sections of a chapter."""


@dataclass(frozen=True, slots=True)
class CourseMastery:
    tally: Tally
    documents: dict[str, Tally]
    """By the ids of the documents."""
    sections: dict[str, KnownSection]
    """By their ids, in the order of the documents."""
    concepts: list[KnownConcept]
    calendar: StudyCalendar
    """The learner's study days."""


def of_course(session: Session, user_id: str, course_id: str, *, now: datetime) -> CourseMastery:
    course = courses.get_course(session, user_id, course_id)
    return _read(session, user_id, read_evidence(session, user_id, course_id=course.id, now=now))


def of_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> CourseMastery:
    document = find_document(session, user_id, document_id)
    return _read(session, user_id, read_evidence(session, user_id, document_id=document.id, now=now))


def of_all_courses(session: Session, user_id: str, *, now: datetime) -> dict[str, Tally]:
    """What all concepts of each course add up to, by its id."""
    known = _read(session, user_id, read_evidence(session, user_id, now=now))
    found: dict[str, Tally] = defaultdict(Tally)
    for document_id, course_id in courses_of_documents(session, user_id).items():
        found[course_id] += known.documents.get(document_id, Tally())
    return dict(found)


def of_concepts(session: Session, user_id: str, concept_ids: Sequence[str], *, now: datetime) -> list[KnownConcept]:
    """Those of these concepts that exist, in the order given."""
    known = _read(session, user_id, read_evidence(session, user_id, concept_ids=concept_ids, now=now))
    found = {concept.id: concept for concept in known.concepts}
    return [found[each] for each in concept_ids if each in found]


def _read(session: Session, user_id: str, found: Sequence[tuple[Place, Evidence]]) -> CourseMastery:
    user = get_user(session, user_id)
    calendar = StudyCalendar.of(user.timezone, user.day_starts_at_hour)
    concepts = [_known(place, evidence, calendar) for place, evidence in found if place.concept_id is not None]
    places = {place.section_id: place for place, _ in found}
    sections = _sections(places.values(), concepts)
    of_documents: dict[str, Tally] = defaultdict(Tally)
    for place in places.values():
        if place.parent_id is None and place.counts:
            of_documents[place.document_id] += sections[place.section_id].tally
    return CourseMastery(sum(of_documents.values(), Tally()), dict(of_documents), sections, concepts, calendar)


def _known(place: Place, evidence: Evidence, calendar: StudyCalendar) -> KnownConcept:
    return KnownConcept(
        id=place.concept_id or "",
        title=place.title or "",
        lesson_id=place.lesson_id or "",
        section_id=place.section_id,
        mastery=mastery(evidence, calendar),
        cards=evidence.cards,
        due_at=evidence.due_at,
        unanswered=evidence.check_ins - evidence.answered,
    )


def _sections(places: Iterable[Place], concepts: Iterable[KnownConcept]) -> dict[str, KnownSection]:
    """Each section with its own concepts and, for a chapter, those of its sections that are learned."""
    own: dict[str, list[Mastery]] = defaultdict(list)
    for concept in concepts:
        own[concept.section_id].append(concept.mastery)
    ordered = sorted(places, key=lambda place: (place.document_id, place.position))
    below: dict[str, list[Place]] = defaultdict(list)
    for place in ordered:
        if place.parent_id is not None:
            below[place.parent_id].append(place)
    found: dict[str, KnownSection] = {}
    for place in ordered:
        section_id = place.section_id
        tally = Tally.of(own[section_id]) if own[section_id] or not below[section_id] else Tally()
        inside = (Tally.of(own[each.section_id]) for each in below[section_id] if each.counts)
        found[section_id] = KnownSection(section_id, place.document_id, sum(inside, tally))
    return found
