"""Check-ins: found with all that they belong to, and shown without telling the answer."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from studyapp.errors import NotFound
from studyapp.models import CheckIn, CheckInAnswer, CheckInKind, Concept, Course, Lesson, Section, StoredDocument
from studyapp.rules import cloze
from studyapp.rules.lessons.clozes import forms

_GONE: Final = "This check-in is not there."
_GAP: Final = re.compile(r"\[…\]|\[\.\.\.\]|_{3,}")


@dataclass(frozen=True, slots=True)
class PlacedCheckIn:
    """A check-in with what it belongs to."""

    check_in: CheckIn
    concept: Concept
    lesson: Lesson
    document: StoredDocument
    course: Course


def get_check_in(session: Session, user_id: str, check_in_id: str, *, hold: bool = False) -> PlacedCheckIn:
    """Raises `NotFound` also if its document or course is deleted. With `hold` it is locked for this transaction."""
    this = col(CheckIn.id) == check_in_id
    if hold:  # first, since PostgreSQL would not find one that is moved to another concept meanwhile
        session.exec(select(CheckIn.id).where(this, col(CheckIn.user_id) == user_id).with_for_update(key_share=True))
    found = _placed(session, this, *_alive(user_id))
    placed = next(iter(found), None)
    if placed is None:
        raise NotFound(_GONE)
    return placed


def get_answer(session: Session, user_id: str, answer_id: str) -> CheckInAnswer:
    """Raises `NotFound` also once the check-in is gone with its document or course."""
    mine = (col(CheckInAnswer.id) == answer_id, col(CheckInAnswer.user_id) == user_id)
    answer = session.exec(select(CheckInAnswer).where(*mine)).one_or_none()
    if answer is None:
        raise NotFound("This answer is not there.")
    get_check_in(session, user_id, answer.check_in_id)
    return answer


def check_in_places(session: Session, user_id: str, check_in_ids: Collection[str]) -> dict[str, PlacedCheckIn]:
    """Those of the check-ins that exist, by id."""
    if not check_in_ids:
        return {}
    found = _placed(session, col(CheckIn.id).in_(list(check_in_ids)), *_alive(user_id))
    return {placed.check_in.id: placed for placed in found}


def shown_stem(check_in: CheckIn) -> str:
    """The question as the learner sees it, a cloze with its gap."""
    return cloze.blanked(check_in.stem) if check_in.kind is CheckInKind.CLOZE else check_in.stem


def hidden(check_in: CheckIn) -> str:
    """The hidden words of a cloze, as `expected` has them, or as they are marked in the stem."""
    return check_in.expected or ", ".join(cloze.deletions(check_in.stem))


def as_cloze(check_in: CheckIn) -> str | None:
    """The text of its cloze card, e.g. `{{c1::ATP}} is made by …`; None if its stem has no gap."""
    if cloze.has_deletion(check_in.stem):
        return check_in.stem
    first = next(iter(forms(check_in.expected)), "")
    text, gaps = _GAP.subn(lambda _: f"{{{{c1::{first}}}}}", check_in.stem, count=1)
    is_whole = gaps and cloze.deletions(text) == [first]  # `a::b` would be read as a hint
    return text if is_whole else None


def _placed(session: Session, *these: ColumnElement[bool]) -> list[PlacedCheckIn]:
    read: Any = select  # it has no types for so many tables
    query: Any = (
        read(CheckIn, Concept, Lesson, StoredDocument, Course)
        .join(Concept, col(Concept.id) == col(CheckIn.concept_id))
        .join(Lesson, col(Lesson.id) == col(Concept.lesson_id))
        .join(Section, col(Section.id) == col(Lesson.section_id))
        .join(StoredDocument, col(StoredDocument.id) == col(Section.document_id))
        .join(Course, col(Course.id) == col(StoredDocument.course_id))
        .where(*these)
        .execution_options(populate_existing=True)
    )
    found = cast("Iterable[tuple[CheckIn, Concept, Lesson, StoredDocument, Course]]", session.exec(query))
    return [PlacedCheckIn(*row) for row in found]


def _alive(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(CheckIn.user_id) == user_id,
        and_(col(StoredDocument.user_id) == user_id, col(StoredDocument.deleted_at).is_(None)),
        and_(col(Course.user_id) == user_id, col(Course.deleted_at).is_(None)),
    )
