"""How well the concepts, sections and documents of a course are known."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from studyapp.models import CardState, Verdict
from studyapp.services.accounts import get_user
from studyapp.services.courses import courses
from studyapp.services.courses.documents import courses_of_documents
from studyapp.services.documents import find_document
from studyapp.services.lessons.mastery import Given, Mastery, Tally, mastery
from studyapp.services.lessons.mastery_rows import Row, rows_of
from studyapp.services.scheduling.study_days import StudyCalendar


@dataclass(frozen=True, slots=True)
class KnownConcept:
    """A concept with how well it is known."""

    id: str
    title: str
    lesson_id: str
    section_id: str
    mastery: Mastery
    card_ids: tuple[str, ...]
    """Its cards that can be studied."""
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
    return _read(session, user_id, rows_of(session, user_id, course_id=course.id, now=now))


def of_document(session: Session, user_id: str, document_id: str, *, now: datetime) -> CourseMastery:
    document = find_document(session, user_id, document_id)
    return _read(session, user_id, rows_of(session, user_id, document_id=document.id, now=now))


def of_all_courses(session: Session, user_id: str, *, now: datetime) -> dict[str, Tally]:
    """What all concepts of each course add up to, by its id."""
    known = _read(session, user_id, rows_of(session, user_id, now=now))
    found: dict[str, Tally] = defaultdict(Tally)
    for document_id, course_id in courses_of_documents(session, user_id).items():
        found[course_id] += known.documents.get(document_id, Tally())
    return dict(found)


@dataclass(frozen=True, slots=True)
class Change:
    """How well a concept was known, and is now."""

    concept: KnownConcept
    before: Mastery


def changes_of(
    session: Session, user_id: str, concept_ids: Collection[str], *, since: datetime, now: datetime
) -> list[Change]:
    """How each of these concepts has changed since, in the order given. Those that are gone are left out."""
    calendar = _calendar(session, user_id)
    rows = rows_of(session, user_id, concept_ids=concept_ids, now=now)
    asked = {each.place.concept_id or "": each for each in _by_concept([row for row in rows if row.is_place], rows)}
    return [
        Change(_known(asked[each], calendar), _known(asked[each], calendar, until=since).mastery)
        for each in concept_ids
        if each in asked
    ]


@dataclass(slots=True)
class _Asked:
    """The check-ins of a concept while they are read."""

    place: Row
    check_ins: set[str] = field(default_factory=set[str])
    answers: list[Row] = field(default_factory=list[Row])
    cards: list[Row] = field(default_factory=list[Row])


def _read(session: Session, user_id: str, rows: Sequence[Row]) -> CourseMastery:
    calendar = _calendar(session, user_id)
    places = [row for row in rows if row.is_place]
    concepts = [_known(asked, calendar) for asked in _by_concept(places, rows)]
    sections = _sections(places, concepts)
    tops = {row.section_id: row for row in places if row.parent_id is None and row.counts}
    of_documents: dict[str, Tally] = defaultdict(Tally)
    for section_id, row in tops.items():
        of_documents[row.document_id] += sections[section_id].tally
    return CourseMastery(sum(of_documents.values(), Tally()), dict(of_documents), sections, concepts, calendar)


def _calendar(session: Session, user_id: str) -> StudyCalendar:
    user = get_user(session, user_id)
    return StudyCalendar.of(user.timezone, user.day_starts_at_hour)


def _by_concept(places: Sequence[Row], rows: Sequence[Row]) -> Iterable[_Asked]:
    concepts: dict[str, _Asked] = {}
    for place in places:
        if place.concept_id is None:
            continue
        asked = concepts.setdefault(place.concept_id, _Asked(place))
        if place.check_in_id is not None:
            asked.check_ins.add(place.check_in_id)
        if place.card_id is not None:
            asked.cards.append(place)
    for row in rows:
        if not row.is_place and row.concept_id:
            concepts[row.concept_id].answers.append(row)
    for asked in concepts.values():
        asked.answers.sort(key=lambda row: (row.at, row.id))
    return concepts.values()


def _known(asked: _Asked, calendar: StudyCalendar, *, until: datetime | None = None) -> KnownConcept:
    """The concept now, or as it was at an earlier moment."""
    answers = [row for row in asked.answers if until is None or (row.at and row.at < until)]
    given = [Given(row.check_in_id or "", row.verdict, row.at, calendar.study_day(row.at)) for row in answers if row.at]
    theirs = ([row for row in asked.answers if row.check_in_id == card.check_in_id] for card in asked.cards)
    recalls = [_recall(card, rows, until) for card, rows in zip(asked.cards, theirs, strict=True)]
    studied = [each for each in recalls if each is not None]
    recall = sum(studied) / len(studied) if studied else None
    place, reviewed = asked.place, [card for card in asked.cards if card.state == CardState.REVIEW]
    return KnownConcept(
        id=place.concept_id or "",
        title=place.title or "",
        lesson_id=place.lesson_id or "",
        section_id=place.section_id,
        mastery=mastery(given, recall=recall, check_ins=len(asked.check_ins)),
        card_ids=tuple(sorted(card.card_id for card in asked.cards if card.card_id)),
        unanswered=len(asked.check_ins - {row.check_in_id for row in answers}),
        due_at=min((card.due_at for card in reviewed if card.due_at), default=None),
    )


def _recall(card: Row, answers: Sequence[Row], until: datetime | None) -> float | None:
    """How likely the card is remembered; None if it was never studied.

    After a wrong answer it is not more than before, although the learner has just seen what is right.
    """
    if until is not None and (later := [row for row in answers if row.at and row.at >= until]):
        answers = answers[: len(answers) - len(later)]
        if not answers:
            return None
        if review := next((row for row in later if row.is_review), None):
            return review.recall
    if card.state == CardState.NEW or card.recall is None:
        return None
    last = next((row for row in reversed(answers) if row.is_review), next(iter(answers), None))
    is_lost = last is not None and {last.verdict, answers[-1].verdict} == {Verdict.WRONG}
    return min(card.recall, last.recall or 0.0) if last and is_lost else card.recall


def _sections(places: Sequence[Row], concepts: Iterable[KnownConcept]) -> dict[str, KnownSection]:
    """Each section with its own concepts and, for a chapter, those of its sections that are learned."""
    own: dict[str, list[Mastery]] = defaultdict(list)
    for concept in concepts:
        own[concept.section_id].append(concept.mastery)
    rows = sorted({row.section_id: row for row in places}.values(), key=lambda row: (row.document_id, row.position))
    below: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.parent_id is not None:
            below[row.parent_id].append(row)
    found: dict[str, KnownSection] = {}
    for row in rows:
        tally = Tally.of(own[row.section_id]) if own[row.section_id] or not below[row.section_id] else Tally()
        inside = (Tally.of(own[each.section_id]) for each in below[row.section_id] if each.counts)
        found[row.section_id] = KnownSection(row.section_id, row.document_id, sum(inside, tally))
    return found
