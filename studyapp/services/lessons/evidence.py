"""What tells how well the concepts of a course are known, added up by the database in one statement.

The answers to a check-in are those given in its lesson and those given to its card in a study session. The review that
an answer in a lesson made is left out, because it is that answer. Hard counts as right, since the card was remembered;
answers of custom study do not count, as they do not for the schedule.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import CTE, ColumnElement, Float, and_, case, func, union_all
from sqlmodel import Session, col, select

from studyapp.models import (
    Card,
    CardState,
    CheckIn,
    CheckInAnswer,
    Concept,
    Lesson,
    Rating,
    Review,
    Section,
    SectionKind,
    StoredDocument,
    Verdict,
)
from studyapp.services.goals.mastery import retrievability, retrievability_before_review
from studyapp.services.lessons.cards import MODE

WEIGHTS: Final = (1.0, 0.95, 0.85, 0.7, 0.5)
"""What the last answers count, the newest first; older ones count nothing."""
WORTH: Final = {Verdict.RIGHT: 1.0, Verdict.PARTLY: 0.5, Verdict.WRONG: 0.0}
SLIPS: Final = 2
"""So many of the newest answers are looked at for slips."""
_select: Final[Any] = select  # it has no types for so many columns


class Place(NamedTuple):
    """A concept where it stands, or a section without any."""

    document_id: str
    section_id: str
    position: int
    parent_id: str | None
    counts: bool
    """Whether the section is to be learned."""
    lesson_id: str | None
    concept_id: str | None
    title: str | None


class Evidence(NamedTuple):
    """The check-ins of a concept with the memory of their cards, and the answers to them."""

    check_ins: int = 0
    cards: int = 0
    recall: float | None = None
    """How likely its cards are remembered now, from 0 to 1; None if it has no card that was studied."""
    due_at: datetime | None = None
    """When the first of its cards in review falls below the desired retention; None if none is in review."""
    answered: int = 0
    """How many of the check-ins have an answer."""
    recent: int = 0
    """How many the last answers are, at most as many as `WEIGHTS`."""
    recent_right: int = 0
    score: float = 0.0
    """The weighted mean of the last answers, from 0 to 1."""
    slips: int = 0
    """How many of the last two answers are wrong."""
    is_last_right: bool = False
    right: int = 0
    """How many of all answers are right."""
    right_check_ins: int = 0
    """How many check-ins were answered right."""
    first_right_at: datetime | None = None
    last_right_at: datetime | None = None


_ASKED: Final = 4
"""So many of the columns of `Evidence` are there also without an answer."""


def read_evidence(
    session: Session,
    user_id: str,
    *,
    course_id: str | None = None,
    document_id: str | None = None,
    concept_ids: Collection[str] | None = None,
    now: datetime,
) -> list[tuple[Place, Evidence]]:
    """The evidence of a course, of a document, or of some concepts; else of all that the learner has."""
    of_course = () if course_id is None else (col(StoredDocument.course_id) == course_id,)
    of_document = () if document_id is None else (col(StoredDocument.id) == document_id,)
    of_concepts = () if concept_ids is None else (col(Concept.id).in_(list(concept_ids)),)
    owned = (col(Section.user_id) == user_id, col(StoredDocument.user_id) == user_id)
    mine = and_(*owned, col(StoredDocument.deleted_at).is_(None), *of_course, *of_document, *of_concepts)
    asked = _asked(user_id, mine, now)
    remembered, answered = _remembered(asked), _answered(_ranked(_given(asked)))
    evidence = ((remembered if at < _ASKED else answered).c[name] for at, name in enumerate(Evidence._fields))
    counts = and_(col(Section.kind) == SectionKind.BODY, col(Section.is_chosen))
    place = (Section.document_id, Section.id, Section.position, Section.parent_id, counts)
    found = (
        _select(*place, Lesson.id, Concept.id, Concept.title, *evidence)
        .join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
        .outerjoin(Lesson, col(Lesson.section_id) == col(Section.id))
        .outerjoin(Concept, col(Concept.lesson_id) == col(Lesson.id))
        .outerjoin(remembered, remembered.c.concept_id == col(Concept.id))
        .outerjoin(answered, answered.c.concept_id == col(Concept.id))
        .where(mine)
    )
    return [_row(row) for row in cast("Iterable[Sequence[Any]]", session.exec(found))]


def _row(row: Sequence[Any]) -> tuple[Place, Evidence]:
    place, told = len(Place._fields), Evidence._fields
    is_asked, is_answered = row[place] is not None, row[place + _ASKED] is not None
    known = len(told) if is_answered else _ASKED if is_asked else 0
    return Place(*row[:place]), Evidence(*row[place : place + known])


def _asked(user_id: str, mine: ColumnElement[bool], now: datetime) -> CTE:
    """All check-ins, each with its card."""
    found = (
        _select(
            col(CheckIn.concept_id),
            col(CheckIn.id).label("check_in_id"),
            col(CheckIn.card_id).label("made_card_id"),
            col(Card.id).label("card_id"),
            col(Card.state),
            col(Card.due_at),
            case((col(Card.state) != CardState.NEW, retrievability(now))).label("recall"),
            _lost(user_id).label("lost"),
        )
        .join(Concept, col(Concept.id) == col(CheckIn.concept_id))
        .join(Lesson, col(Lesson.id) == col(Concept.lesson_id))
        .join(Section, col(Section.id) == col(Lesson.section_id))
        .join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
        .outerjoin(Card, and_(col(Card.id) == col(CheckIn.card_id), col(Card.deleted_at).is_(None)))
        .where(mine, col(CheckIn.user_id) == user_id)
    )
    return found.cte("asked")


def _lost(user_id: str) -> Any:
    """How likely a card was remembered just before its last review, if that and all answers since are wrong; else null.

    After a wrong answer FSRS counts the card as just seen, although the learner knows no more than before.
    """
    since = (col(CheckInAnswer.check_in_id) == col(CheckIn.id), col(CheckInAnswer.verdict).is_not(None))
    later = select(CheckInAnswer.verdict).where(*since, col(CheckInAnswer.answered_at) > col(Review.reviewed_at))
    newest = later.order_by(col(CheckInAnswer.answered_at).desc(), col(CheckInAnswer.id).desc()).limit(1)
    still: Any = func.coalesce(newest.correlate(CheckIn, Review).scalar_subquery(), Verdict.WRONG)
    is_lost = and_(col(Review.rating) == Rating.AGAIN, still == Verdict.WRONG)
    of_card = select(case((is_lost, retrievability_before_review())))
    mine = (col(Review.user_id) == user_id, col(Review.card_id) == col(Card.id))
    last = of_card.where(*mine).order_by(col(Review.number).desc()).limit(1)
    return last.correlate(CheckIn, Card).scalar_subquery()


def _remembered(asked: CTE) -> CTE:
    """The cards of each concept."""
    recall, lost = asked.c.recall, asked.c.lost
    return (
        _select(
            asked.c.concept_id,
            func.count().label("check_ins"),
            func.count(asked.c.card_id).label("cards"),
            func.avg(case((lost < recall, lost), else_=recall), type_=Float).label("recall"),
            func.min(asked.c.due_at).filter(asked.c.state == CardState.REVIEW).label("due_at"),
        )
        .group_by(asked.c.concept_id)
        .cte("remembered")
    )


def _given(asked: CTE) -> CTE:
    """All judged answers.

    They are the learner's because the check-ins are. With their owner in the condition as well, SQLite would read all
    that the learner has ever answered.
    """
    check_in = (asked.c.concept_id, asked.c.check_in_id)
    verdict: Any = case(*((col(CheckInAnswer.verdict) == each, worth) for each, worth in WORTH.items()))
    in_lesson = (
        _select(*check_in, col(CheckInAnswer.answered_at).label("at"), CheckInAnswer.id, verdict.label("worth"))
        .join(CheckInAnswer, col(CheckInAnswer.check_in_id) == asked.c.check_in_id)
        .where(col(CheckInAnswer.verdict).is_not(None))
    )
    rating: Any = case((col(Review.rating) == Rating.AGAIN, 0.0), else_=1.0)
    in_session = (
        _select(*check_in, col(Review.reviewed_at), Review.id, rating)
        .join(Review, col(Review.card_id) == asked.c.made_card_id)
        .where(col(Review.mode) != MODE)
    )
    return union_all(in_lesson, in_session).cte("given")


def _ranked(given: CTE) -> CTE:
    """The answers with their place among those to the concept: 1 for the newest."""
    newest_first = (given.c.at.desc(), given.c.id.desc())
    place = func.row_number().over(partition_by=given.c.concept_id, order_by=newest_first)
    return _select(given, place.label("place")).cte("ranked")


def _answered(ranked: CTE) -> CTE:
    """The answers of each concept added up."""
    place, worth, check_in = ranked.c.place, ranked.c.worth, ranked.c.check_in_id
    is_right, is_recent = worth == 1.0, place <= len(WEIGHTS)
    weight: Any = case(*((place == at, each) for at, each in enumerate(WEIGHTS, start=1)), else_=0.0)
    return (
        _select(
            ranked.c.concept_id,
            func.count(check_in.distinct()).label("answered"),
            func.count().filter(is_recent).label("recent"),
            func.count().filter(is_recent, is_right).label("recent_right"),
            (func.sum(weight * worth) / func.sum(weight)).label("score"),
            func.count().filter(place <= SLIPS, worth == 0.0).label("slips"),
            (func.count().filter(place == 1, is_right) == 1).label("is_last_right"),
            func.count().filter(is_right).label("right"),
            func.count(check_in.distinct()).filter(is_right).label("right_check_ins"),
            func.min(ranked.c.at).filter(is_right).label("first_right_at"),
            func.max(ranked.c.at).filter(is_right).label("last_right_at"),
        )
        .group_by(ranked.c.concept_id)
        .cte("answered")
    )
