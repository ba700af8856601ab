"""Factories for the rows of lessons; tests only give the values they are about."""

from typing import Any, TypeVar

from sqlmodel import Session

from studyapp.models import (
    CheckIn,
    CheckInAnswer,
    CheckInKind,
    Concept,
    ConceptKind,
    JudgedBy,
    Lesson,
    MadeBy,
    Section,
    Verdict,
)
from tests.factories import NOON

Row = TypeVar("Row", Lesson, Concept, CheckIn, CheckInAnswer)

OPTIONS = [
    {"text": "Ribosome", "explanation": "It makes proteins.", "is_key": False},
    {"text": "Mitochondrion", "explanation": "It makes ATP by respiration.", "is_key": True},
    {"text": "Lysosome", "explanation": "It breaks down waste.", "is_key": False},
    {"text": "Vacuole", "explanation": "It stores water.", "is_key": False},
]
KEY = 1


def make_lesson(session: Session, section: Section, **fields: Any) -> Lesson:
    given: dict[str, Any] = {
        "user_id": section.user_id,
        "section_id": section.id,
        "language": "en",
        "made_by": MadeBy.MODEL,
        "summary": "What the parts of a cell do.",
        "objectives": ["Name the parts of a cell.", "Say what each does."],
        "created_at": NOON,
        "updated_at": NOON,
        "finished_at": NOON,
    }
    return _saved(session, Lesson(**given | fields))


def make_concept(session: Session, lesson: Lesson, **fields: Any) -> Concept:
    given: dict[str, Any] = {
        "user_id": lesson.user_id,
        "lesson_id": lesson.id,
        "ordinal": 1,
        "title": "Mitochondria",
        "kind": ConceptKind.DEFINITION,
        "explanation": "The mitochondrion makes most of the ATP of a cell by cellular respiration.",
        "sources": [{"page": 3, "quote": "makes most of the cell's ATP", "start": 20, "end": 48}],
        "created_at": NOON,
        "updated_at": NOON,
    }
    return _saved(session, Concept(**given | fields))


def make_check_in(session: Session, concept: Concept, **fields: Any) -> CheckIn:
    """One that asks for a choice, whose key is `KEY`; with another `kind` one that is answered in writing."""
    kind = fields.get("kind", CheckInKind.CHOICE)
    given: dict[str, Any] = {
        "user_id": concept.user_id,
        "concept_id": concept.id,
        "ordinal": 1,
        "kind": kind,
        "created_at": NOON,
    }
    return _saved(session, CheckIn(**given | _asked(kind) | fields))


def make_answer(session: Session, check_in: CheckIn, **fields: Any) -> CheckInAnswer:
    """A row of an answer. It makes no card; `answers.answer_check_in` does."""
    given: dict[str, Any] = {
        "user_id": check_in.user_id,
        "check_in_id": check_in.id,
        "judged_by": JudgedBy.KEY if "verdict" in fields else None,
        "answered_at": NOON,
    }
    return _saved(session, CheckInAnswer(**given | fields))


def lesson_of(session: Session, section: Section) -> dict[str, list[str]]:
    """A lesson with two check-ins, of which one was answered and the other waits for its verdict. Gives their ids."""
    lesson = make_lesson(session, section, summary=f"What {section.user_id} needs.", place=2)
    concept = make_concept(session, lesson, explanation=f"What {section.user_id} needs.")
    choice, short = make_check_in(session, concept), make_check_in(session, concept, ordinal=2, kind=CheckInKind.SHORT)
    answered = make_answer(session, choice, option=KEY, verdict=Verdict.RIGHT)
    waiting = make_answer(session, short, text=f"Energy for {section.user_id}")
    return {
        "lesson_id": [lesson.id],
        "concept_id": [concept.id],
        "check_in_id": [choice.id, short.id],
        "answer_id": [answered.id, waiting.id],
    }


def _asked(kind: CheckInKind) -> dict[str, Any]:
    match kind:
        case CheckInKind.CHOICE:
            return {"stem": "Which organelle makes most of a cell's ATP?", "options": [dict(each) for each in OPTIONS]}
        case CheckInKind.SHORT:
            return {
                "stem": "What does the mitochondrion do in a cell?",
                "expected": "It makes most of the cell's ATP by cellular respiration.",
                "key_points": ["makes ATP", "by cellular respiration"],
            }
        case CheckInKind.CLOZE:
            return {"stem": "Most of a cell's ATP is made by the {{c1::mitochondrion}}.", "expected": "mitochondrion"}


def _saved(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
