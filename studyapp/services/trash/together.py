"""What was deleted together: the deck that was made for a goal or a course goes and comes back with it."""

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import col, select

from studyapp.models import Course, Deck, Goal


def goes_with_goal(*goals: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a deck was made for one of these goals and deleted with it."""
    own = (
        col(Goal.deck_id) == col(Deck.id),
        col(Goal.owns_deck) == true(),
        col(Goal.deleted_at) == col(Deck.deleted_at),
    )
    return select(col(Goal.id)).where(*goals, *own).correlate(Deck).exists()


def goes_with_course(*courses: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a deck was made for one of these courses and deleted with it."""
    own = (col(Course.deck_id) == col(Deck.id), col(Course.deleted_at) == col(Deck.deleted_at))
    return select(col(Course.id)).where(*courses, *own).correlate(Deck).exists()


def decks_deleted_alone(user_id: str) -> tuple[ColumnElement[bool], ...]:
    """The deleted decks of a learner, without those that went with their goal or course."""
    mine = (col(Deck.user_id) == user_id, col(Deck.deleted_at).is_not(None))
    gone_along = or_(goes_with_goal(col(Goal.user_id) == user_id), goes_with_course(col(Course.user_id) == user_id))
    return (*mine, ~gone_along)
