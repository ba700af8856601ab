"""The rows that tell how well a course is known, read in one statement.

The answers to a check-in are those given in its lesson and those given to its card in a study session. The review that
an answer in a lesson made is left out, because it is that answer. Hard counts as right, since the card was remembered;
answers of custom study do not count, as they do not for the schedule.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import CTE, ColumnElement, String, and_, null, type_coerce, union_all
from sqlmodel import Session, col, select

from studyapp.database import UtcDateTime
from studyapp.models import (
    Card,
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

_ANSWER: Final = "answer"
_REVIEW: Final = "review"
_PLACE: Final = "place"
_NOTHING: Final[Any] = type_coerce(null(), String)
_NEVER: Final[Any] = type_coerce(null(), UtcDateTime)


@dataclass(frozen=True, slots=True)
class Row:
    """One check-in or place for one, or one answer to a check-in, as the statement gives it."""

    sort: str
    """What the row stands for."""
    document_id: str
    section_id: str
    position: int
    parent_id: str | None
    counts: bool
    """Whether the section is to be learned."""
    lesson_id: str | None
    concept_id: str | None
    title: str | None
    check_in_id: str | None
    card_id: str | None
    state: str | None
    due_at: datetime | None
    recall: float | None
    """How likely the card is remembered now; for a review, how likely it was just before."""
    said: str | None
    """A verdict, or a rating as text."""
    at: datetime | None
    id: str | None

    @property
    def is_place(self) -> bool:
        """Whether it is no answer."""
        return self.sort == _PLACE

    @property
    def is_review(self) -> bool:
        """Whether it is an answer to the card in a study session."""
        return self.sort == _REVIEW

    @property
    def verdict(self) -> Verdict:
        assert self.said is not None, "an answer says something"
        if self.sort == _ANSWER:
            return Verdict(self.said)
        return Verdict.WRONG if int(self.said) == Rating.AGAIN else Verdict.RIGHT


def rows_of(
    session: Session,
    user_id: str,
    *,
    course_id: str | None = None,
    document_id: str | None = None,
    concept_ids: Collection[str] | None = None,
    now: datetime,
) -> list[Row]:
    """The rows of a course, of a document, or of some concepts."""
    of_course = () if course_id is None else (col(StoredDocument.course_id) == course_id,)
    of_document = () if document_id is None else (col(StoredDocument.id) == document_id,)
    of_concepts = () if concept_ids is None else (col(Concept.id).in_(list(concept_ids)),)
    mine = and_(col(StoredDocument.user_id) == user_id, *of_course, *of_document, *of_concepts)
    asked = _asked(user_id, mine, now)
    places = _select(asked, _PLACE, said=_NOTHING, at=_NEVER, id=_NOTHING)
    answers = _select(
        asked,
        _ANSWER,
        said=type_coerce(col(CheckInAnswer.verdict), String),
        at=col(CheckInAnswer.answered_at),
        id=col(CheckInAnswer.id),
    ).join(CheckInAnswer, and_(col(CheckInAnswer.check_in_id) == asked.c.check_in_id, *_judged(user_id)))
    reviews = _select(
        asked,
        _REVIEW,
        said=_text(col(Review.rating)),
        at=col(Review.reviewed_at),
        id=col(Review.id),
        recall=retrievability_before_review(),
    ).join(Review, and_(col(Review.card_id) == asked.c.made_card_id, *_studied(user_id)))
    found = cast("Iterable[Sequence[Any]]", session.exec(cast("Any", union_all(places, answers, reviews))))
    return [Row(*row) for row in found]


def _asked(user_id: str, of: ColumnElement[bool], now: datetime) -> CTE:
    """All check-ins of all sections with their cards. Sections and concepts without any have one row as well."""
    counts = and_(col(Section.kind) == SectionKind.BODY, col(Section.is_chosen))
    read: Any = select
    query = (
        read(
            col(Section.document_id),
            col(Section.id).label("section_id"),
            col(Section.position),
            col(Section.parent_id),
            counts.label("counts"),
            col(Lesson.id).label("lesson_id"),
            col(Concept.id).label("concept_id"),
            col(Concept.title),
            col(CheckIn.id).label("check_in_id"),
            col(CheckIn.card_id).label("made_card_id"),
            col(Card.id).label("card_id"),
            _text(col(Card.state)).label("state"),
            col(Card.due_at),
            retrievability(now).label("recall"),
        )
        .join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
        .outerjoin(Lesson, col(Lesson.section_id) == col(Section.id))
        .outerjoin(Concept, col(Concept.lesson_id) == col(Lesson.id))
        .outerjoin(CheckIn, col(CheckIn.concept_id) == col(Concept.id))
        .outerjoin(Card, and_(col(Card.id) == col(CheckIn.card_id), col(Card.deleted_at).is_(None)))
        .where(of, col(Section.user_id) == user_id, col(StoredDocument.deleted_at).is_(None))
    )
    return query.cte("asked")


def _select(asked: CTE, sort: str, *, said: Any, at: Any, id: Any, recall: Any = None) -> Any:  # noqa: A002
    """The columns of a `Row`. An answer has only those that it needs, since there are many."""
    read: Any = select
    told = asked.c if sort == _PLACE else {each.key: type_coerce(null(), each.type).label(each.key) for each in asked.c}
    place = tuple(told[each] for each in ("document_id", "section_id", "position", "parent_id", "counts", "lesson_id"))
    card = (*(told[each] for each in ("card_id", "state", "due_at")), told["recall"] if recall is None else recall)
    names = (asked.c.concept_id, told["title"], asked.c.check_in_id)
    sorted_as = type_coerce(sort, String).label("sort")
    return read(sorted_as, *place, *names, *card, said.label("said"), at.label("at"), id.label("id")).select_from(asked)


def _text(column: Any) -> Any:
    """The column as text in both databases."""
    return column.cast(String)


def _judged(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return col(CheckInAnswer.user_id) == user_id, col(CheckInAnswer.verdict).is_not(None)


def _studied(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return col(Review.user_id) == user_id, col(Review.mode) != MODE
