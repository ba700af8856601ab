"""Practice: the cards of the weak areas of a course, or of one concept, also before they are due.

Its answers are reviews as any others. Which concepts are practised is fixed when the study session starts, because
answering well takes a concept out of the weak areas.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, CheckIn, Presentation, StudySession
from studyapp.services.accounts import get_user
from studyapp.services.courses.courses import get_course
from studyapp.services.lessons import course_mastery
from studyapp.services.lessons.course_mastery import KnownConcept
from studyapp.services.lessons.lessons import get_concept, get_lesson
from studyapp.services.lessons.mastery import Mastery
from studyapp.services.lessons.sections import section_places
from studyapp.services.lessons.weak_areas import weak_areas
from studyapp.services.scheduling.waiting import Practised, Scope, Waiting

_NOTHING: Final = "Nothing here is a card yet. Answer the questions of the lesson first."
_NO_WEAK: Final = (
    "No weak area has a card to practise. Answer the questions of the lessons; what goes wrong is here then."
)


def checked(session: Session, user_id: str, scope: Scope) -> None:
    """Raise `NotFound` if the course or the concept is not there, or they do not belong together."""
    if scope.course_id is not None:
        get_course(session, user_id, scope.course_id)
    if scope.concept_id is not None:
        course_id = course_of(session, user_id, scope.concept_id)
        if scope.course_id not in (None, course_id):
            raise NotFound("This concept is not there.")
    if scope.is_practice and scope.tag is not None:
        raise BadInput("Practise a course or a concept without a tag.")


def course_of(session: Session, user_id: str, concept_id: str) -> str:
    """The id of the course that a concept belongs to."""
    lesson = get_lesson(session, user_id, get_concept(session, user_id, concept_id).lesson_id)
    return section_places(session, user_id, [lesson.section_id])[lesson.section_id].course_id


def chosen(session: Session, user_id: str, scope: Scope, *, now: datetime) -> list[KnownConcept]:
    """The concepts to practise. Raises `Conflict` if none of them has a card."""
    if scope.concept_id is None:
        concepts = _weak(session, user_id, scope, now=now)
    else:
        concepts = course_mastery.of_concepts(session, user_id, [scope.concept_id], now=now)
    if not count_cards(session, user_id, [concept.id for concept in concepts], now=now):
        raise Conflict(_NO_WEAK if scope.concept_id is None else _NOTHING)
    return concepts


@dataclass(frozen=True, slots=True)
class Change:
    """How well a practised concept was known at the start, and is now."""

    concept: KnownConcept
    before: Mastery


def changes(session: Session, study_session: StudySession, *, now: datetime) -> list[Change]:
    """How each practised concept has changed, in the order they were chosen. Those that are gone are left out."""
    if not study_session.practised:
        return []
    concepts = course_mastery.of_concepts(session, study_session.user_id, study_session.practised, now=now)
    before = study_session.known_before
    return [Change(each, Mastery.stored(before[each.id]) if each.id in before else each.mastery) for each in concepts]


def practised(study_session: StudySession) -> Practised:
    """The cards of a practice session: those there are now, so that a question answered meanwhile takes part."""
    return Practised(_cards_of(study_session.user_id, study_session.practised), _answered(study_session))


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a concept that can be practised."""

    cards: int
    early: int
    """Those of them that are not due yet."""


def count_cards(session: Session, user_id: str, concept_ids: list[str], *, now: datetime) -> dict[str, Cards]:
    """The cards of each of these concepts, by its id; concepts without any are left out."""
    if not concept_ids:
        return {}
    waiting = Waiting.with_all_skills(now, get_user(session, user_id))
    is_due = waiting.is_new | waiting.is_due
    counted = select(col(CheckIn.concept_id), func.count(), func.count().filter(~is_due))
    of_check_in = counted.join(CheckIn, col(CheckIn.card_id) == col(Card.id))
    mine = (col(CheckIn.user_id) == user_id, col(CheckIn.concept_id).in_(concept_ids))
    rows = session.exec(of_check_in.where(*mine, waiting.scope).group_by(col(CheckIn.concept_id)))
    return {concept_id: Cards(cards, early) for concept_id, cards, early in rows}


def _weak(session: Session, user_id: str, scope: Scope, *, now: datetime) -> list[KnownConcept]:
    known = course_mastery.of_course(session, user_id, scope.course_id or "", now=now)
    return [area.concept for area in weak_areas(known, now=now)]


def _cards_of(user_id: str, concept_ids: list[str]) -> SelectOfScalar[str | None]:
    mine = (col(CheckIn.user_id) == user_id, col(CheckIn.concept_id).in_(concept_ids))
    return select(col(CheckIn.card_id)).where(*mine, col(CheckIn.card_id).is_not(None))


def _answered(study_session: StudySession) -> SelectOfScalar[str]:
    theirs = (col(Presentation.user_id) == study_session.user_id, col(Presentation.session_id) == study_session.id)
    return select(col(Presentation.card_id)).where(*theirs, col(Presentation.answered_at).is_not(None))
