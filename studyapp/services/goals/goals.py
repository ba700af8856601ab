"""Goals: created, edited, paused, archived, deleted and restored."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Deck, Goal, GoalStatus
from studyapp.rules.text import normalise
from studyapp.services import documents, text_input
from studyapp.services.accounts import hold_user
from studyapp.services.changes import changed
from studyapp.services.decks import create_deck, delete_deck, edit_deck, get_deck, restore_deck

MOST_ACTIVE: Final = 6
MOST: Final = 12
"""The most goals of a learner, whatever their status."""
_ALIKE: Final = 85
"""Titles at least this similar, in percent of shared words, are pointed out."""


def create_goal(
    session: Session,
    user_id: str,
    *,
    title: str,
    description: str = "",
    deck_id: str | None = None,
    document_id: str | None = None,
    now: datetime,
) -> Goal:
    """Create an active goal. With a `deck_id` its cards are those of that deck; a document is its material."""
    named, described = text_input.title(title), text_input.description(description)
    deck = None if deck_id is None else get_deck(session, user_id, deck_id)
    document = None if document_id is None else documents.use_document(session, user_id, document_id, now=now)
    _claim_places(session, user_id, active=1, in_all=1)
    goal = Goal(
        user_id=user_id,
        title=named,
        description=described,
        deck_id=deck.id if deck else None,
        owns_deck=deck is None,
        document_id=document.id if document else None,
        created_at=now,
        updated_at=now,
    )
    session.add(goal)
    session.flush()
    changed(session, user_id)
    return goal


def list_goals(session: Session, user_id: str) -> list[Goal]:
    """All goals but deleted ones, newest first."""
    return list(session.exec(select(Goal).where(*alive(user_id)).order_by(col(Goal.id).desc())))


def get_goal(session: Session, user_id: str, goal_id: str) -> Goal:
    goal = _found(session, user_id, goal_id)
    if goal.deleted_at is not None:
        raise NotFound("This goal is not there.")
    return goal


def edit_goal(
    session: Session,
    user_id: str,
    goal_id: str,
    *,
    title: str | None = None,
    description: str | None = None,
    now: datetime,
) -> Goal:
    """Change the given fields. A deck that was made for the goal and is still named after it gets the new name."""
    goal = get_goal(session, user_id, goal_id)
    former = goal.title
    goal.title = former if title is None else text_input.title(title)
    goal.description = goal.description if description is None else text_input.description(description)
    goal.updated_at = now
    deck = _own_deck(session, goal)
    if deck and deck.deleted_at is None and deck.title == former != goal.title:
        edit_deck(session, user_id, deck.id, title=goal.title, now=now)
    session.flush()
    changed(session, user_id)
    return goal


def get_active_goal(session: Session, user_id: str, goal_id: str) -> Goal:
    """The goal, to make something for it. Raises `Conflict` if the learner has put it aside."""
    goal = get_goal(session, user_id, goal_id)
    match goal.status:
        case GoalStatus.PAUSED:
            raise Conflict("This goal is paused. Resume it to make more for it.")
        case GoalStatus.ARCHIVED:
            raise Conflict("This goal is archived. Restore it to make more for it.")
        case GoalStatus.ACTIVE:
            return goal


def set_status(session: Session, user_id: str, goal_ids: Collection[str], status: GoalStatus, *, now: datetime) -> int:
    """Pause, archive or take up all of these goals, or none. Returns how many changed."""
    goals = [goal for goal in _all(session, user_id, goal_ids) if goal.status is not status]
    if status is GoalStatus.ACTIVE:
        _claim_places(session, user_id, active=len(goals))
    for goal in goals:
        goal.sqlmodel_update({"status": status, "updated_at": now})
    session.flush()
    changed(session, user_id)
    return len(goals)


def delete_goals(session: Session, user_id: str, goal_ids: Collection[str], *, now: datetime) -> int:
    """Move all of these goals to the trash, or none, with the decks made for them. `restore_goals` undoes it."""
    goals = _all(session, user_id, goal_ids)
    for goal in goals:
        deck, goal.deleted_at = _own_deck(session, goal), now
        if deck and deck.deleted_at is None:
            delete_deck(session, user_id, deck.id, now=now)
            goal.deleted_at = deck.deleted_at
    session.flush()
    changed(session, user_id)
    return len(goals)


def restore_goals(session: Session, user_id: str, goal_ids: Collection[str], *, now: datetime) -> int:
    """Undo `delete_goals`, or raise `Conflict` and restore none if a limit would be passed."""
    goals = [_found(session, user_id, goal_id) for goal_id in dict.fromkeys(goal_ids)]
    goals = [goal for goal in goals if goal.deleted_at is not None]
    active = sum(goal.status is GoalStatus.ACTIVE for goal in goals)
    _claim_places(session, user_id, active=active, in_all=len(goals))
    for goal in goals:
        deck = _own_deck(session, goal)
        if deck and deck.deleted_at and deck.deleted_at == goal.deleted_at:
            restore_deck(session, user_id, deck.id, now=now)
        goal.sqlmodel_update({"deleted_at": None, "updated_at": now})
    session.flush()
    changed(session, user_id)
    return len(goals)


def deck_of(session: Session, user_id: str, goal_id: str, *, now: datetime) -> Deck:
    """The deck for the goal's cards. It is made when there is none, or when the learner has deleted it."""
    goal = get_goal(session, user_id, goal_id)
    deck = session.get(Deck, goal.deck_id) if goal.deck_id else None
    if deck is None or deck.deleted_at is not None:
        deck = create_deck(session, user_id, title=goal.title, now=now)
        goal.sqlmodel_update({"deck_id": deck.id, "owns_deck": True})
        session.flush()
    return deck


def similar_titles(session: Session, user_id: str, title: str, *, goal_id: str | None = None) -> list[str]:
    """The titles of goals that may mean the same as this one, which `goal_id` has or is to get."""
    wanted = normalise(title)
    mine = select(Goal.id, Goal.title).where(*alive(user_id)).order_by(col(Goal.id).desc())
    return [
        known
        for other, known in session.exec(mine)
        if other != goal_id and wanted and fuzz.token_sort_ratio(wanted, normalise(known)) >= _ALIKE
    ]


def alive(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Goal.user_id) == user_id, col(Goal.deleted_at).is_(None))


def _claim_places(session: Session, user_id: str, *, active: int = 0, in_all: int = 0) -> None:
    """Raise `Conflict` if so many more goals are too many. The lock counts requests one after the other."""
    hold_user(session, user_id)
    is_active = func.count().filter(col(Goal.status) == GoalStatus.ACTIVE)
    now_active, now_in_all = session.exec(
        select(is_active, func.count()).select_from(Goal).where(*alive(user_id))
    ).one()
    if in_all and now_in_all + in_all > MOST:
        raise Conflict(f"You have {now_in_all} goals; {MOST} are the most. Delete one that you do not need any more.")
    if active and now_active + active > MOST_ACTIVE:
        raise Conflict(f"{now_active} goals are active; {MOST_ACTIVE} are the most. Pause or archive one first.")


def _found(session: Session, user_id: str, goal_id: str) -> Goal:
    goal = session.exec(select(Goal).where(col(Goal.id) == goal_id, col(Goal.user_id) == user_id)).one_or_none()
    if goal is None:
        raise NotFound("This goal is not there.")
    return goal


def _all(session: Session, user_id: str, goal_ids: Collection[str]) -> Sequence[Goal]:
    wanted = set(goal_ids)
    if len(wanted) > MOST:
        raise BadInput(f"Choose at most {MOST} goals at a time.")
    goals = session.exec(select(Goal).where(*alive(user_id), col(Goal.id).in_(wanted)).order_by(col(Goal.id))).all()
    if len(goals) < len(wanted):
        raise NotFound("This goal is not there." if len(wanted) == 1 else "Some of these goals are not there any more.")
    return goals


def _own_deck(session: Session, goal: Goal) -> Deck | None:
    return session.get(Deck, goal.deck_id) if goal.deck_id and goal.owns_deck else None
