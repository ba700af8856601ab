"""Factories for rows; tests only give the values they are about."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

from sqlmodel import Session

from studyapp.models import (
    Card,
    CardState,
    Course,
    Deck,
    FileFormat,
    Goal,
    Rating,
    Review,
    Section,
    SkillNode,
    StoredDocument,
    User,
)
from studyapp.rules.text import front_key

NOON: Final = datetime(2025, 1, 15, 12, tzinfo=UTC)


Row = TypeVar("Row", User, Deck, Card, Review, Goal, SkillNode, Course, StoredDocument, Section)


def make_user(session: Session, **fields: Any) -> User:
    given: dict[str, Any] = {"created_at": NOON} | fields
    return _saved(session, User(**given))


def make_deck(session: Session, owner: User | str, **fields: Any) -> Deck:
    user_id = owner if isinstance(owner, str) else owner.id
    given: dict[str, Any] = {"user_id": user_id, "title": "Biology", "created_at": NOON, "updated_at": NOON} | fields
    return _saved(session, Deck(**given))


def make_goal(session: Session, owner: User | str, **fields: Any) -> Goal:
    user_id = owner if isinstance(owner, str) else owner.id
    given: dict[str, Any] = {"user_id": user_id, "title": "Botany", "created_at": NOON, "updated_at": NOON} | fields
    return _saved(session, Goal(**given))


def make_node(session: Session, goal: Goal, **fields: Any) -> SkillNode:
    """A skill of the goal; a category unless it gets a `parent_id`."""
    given: dict[str, Any] = {
        "user_id": goal.user_id,
        "goal_id": goal.id,
        "title": "Leaves",
        "position": 1,
        "created_at": NOON,
        "updated_at": NOON,
    } | fields
    return _saved(session, SkillNode(**given))


def make_course(session: Session, owner: User | str, **fields: Any) -> Course:
    user_id = owner if isinstance(owner, str) else owner.id
    given: dict[str, Any] = {"user_id": user_id, "name": "Cell biology", "created_at": NOON, "updated_at": NOON}
    return _saved(session, Course(**given | fields))


def make_document(session: Session, course: Course, **fields: Any) -> StoredDocument:
    """A document of the course, as it is before it has been read."""
    given: dict[str, Any] = {
        "user_id": course.user_id,
        "course_id": course.id,
        "title": "Handbook of cells",
        "file_digest": "0" * 64,
        "file_bytes": 1_000,
        "format": FileFormat.PDF,
        "characters": 0,
        "has_pages": False,
        "created_at": NOON,
    } | fields
    return _saved(session, StoredDocument(**given))


def make_section(session: Session, document: StoredDocument, **fields: Any) -> Section:
    """A chapter of the document, or a section of the chapter with the `parent_id`."""
    given: dict[str, Any] = {
        "user_id": document.user_id,
        "document_id": document.id,
        "position": 1,
        "title": "Cells",
        "created_at": NOON,
        "updated_at": NOON,
    } | fields
    return _saved(session, Section(**given))


def make_card(session: Session, deck: Deck, **fields: Any) -> Card:
    """A new card, due when it was created. With another `state` it was studied before."""
    created_at = fields.get("created_at", NOON)
    given: dict[str, Any] = {
        "user_id": deck.user_id,
        "deck_id": deck.id,
        "question": "What is the powerhouse of the cell?",
        "answer": "The mitochondrion",
        "created_at": created_at,
        "updated_at": created_at,
        "due_at": created_at,
    } | fields
    if given.get("state", CardState.NEW) != CardState.NEW:
        given = _studied(given["state"], given["due_at"]) | given
    words: list[str] = [given["question"], given["answer"], *given.get("tags", ())]
    derived: dict[str, Any] = {"front_key": front_key(given["question"]), "search_text": "\n".join(words).casefold()}
    return _saved(session, Card(**derived | given))


def _studied(state: CardState, due_at: datetime) -> dict[str, Any]:
    before = timedelta(days=10) if state == CardState.REVIEW else timedelta(minutes=10)
    return {
        "step": None if state == CardState.REVIEW else 0,
        "stability": 10.0,
        "difficulty": 5.0,
        "last_review_at": due_at - before,
        "reps": 3,
    }


def make_review(session: Session, card: Card, **fields: Any) -> Review:
    """A row of the log. It does not change the card; `answers.record_answer` does."""
    given: dict[str, Any] = {
        "user_id": card.user_id,
        "card_id": card.id,
        "deck_id": card.deck_id,
        "number": 1,
        "rating": Rating.GOOD,
        "duration_ms": 4000,
        "scheduled_days": 10 / 1440,
        "reviewed_at": NOON,
        "state_before": CardState.NEW,
        "due_before": card.due_at,
    }
    return _saved(session, Review(**given | fields))


def _saved(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
