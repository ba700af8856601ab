"""The skills of a tree: added, edited, switched on and off, deleted and restored by the learner."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, Deck, Goal, SkillNode
from studyapp.rules.text import normalise
from studyapp.services import text_input
from studyapp.services.changes import changed
from studyapp.services.decks import delete_together
from studyapp.services.goals.goals import get_goal

DESCRIPTION_CHARS: Final = 1_000
DEEPEST: Final = 3
MOST_NODES: Final = 200
"""The most skills a learner can have in one tree; what is generated has fewer."""


def get_node(session: Session, user_id: str, node_id: str) -> SkillNode:
    """The skill, unless it or its goal is deleted or somebody else's."""
    node = _found(session, user_id, node_id)
    if node.deleted_at is not None:
        raise NotFound("This skill is not there.")
    get_goal(session, user_id, node.goal_id)
    return node


def get_node_of(session: Session, goal: Goal, node_id: str) -> SkillNode:
    """The skill, unless it is deleted or in the tree of another goal."""
    node = get_node(session, goal.user_id, node_id)
    if node.goal_id != goal.id:
        raise NotFound("This skill is not there.")
    return node


def add_node(
    session: Session,
    user_id: str,
    goal_id: str,
    *,
    parent_id: str | None,
    title: str,
    description: str = "",
    now: datetime,
) -> SkillNode:
    """Add a skill as the last one below its parent, or as the last category."""
    goal = get_goal(session, user_id, goal_id)
    siblings = children(session, goal, parent_id)
    if _depth(session, goal, parent_id) >= DEEPEST:
        raise BadInput(f"A tree has at most {DEEPEST} levels. Add the skill one level higher.")
    if _count(session, goal) >= MOST_NODES:
        raise BadInput(f"A tree has at most {MOST_NODES} skills. Delete some first.")
    node = SkillNode(
        user_id=user_id,
        goal_id=goal.id,
        parent_id=parent_id,
        position=siblings[-1].position + 1 if siblings else 1,
        title=_title(title, siblings),
        description=text_input.description(description, longest=DESCRIPTION_CHARS),
        created_at=now,
        updated_at=now,
    )
    session.add(node)
    return _changed(session, node)


def edit_node(
    session: Session,
    user_id: str,
    node_id: str,
    *,
    title: str | None = None,
    description: str | None = None,
    enabled: bool | None = None,
    now: datetime,
) -> SkillNode:
    """Change the given fields."""
    node = get_node(session, user_id, node_id)
    goal = get_goal(session, user_id, node.goal_id)
    if title is not None:
        siblings = [other for other in children(session, goal, node.parent_id) if other.id != node.id]
        node.title = _title(title, siblings)
    node.description = (
        node.description if description is None else text_input.description(description, longest=DESCRIPTION_CHARS)
    )
    node.enabled = node.enabled if enabled is None else enabled
    node.updated_at = now
    return _changed(session, node)


def move_node(
    session: Session, user_id: str, node_id: str, *, parent_id: str | None, position: int, now: datetime
) -> SkillNode:
    """Move the skill, with all below it, to this place from 1 among the children of `parent_id`."""
    node = get_node(session, user_id, node_id)
    goal = get_goal(session, user_id, node.goal_id)
    inside = subtree(session, goal, node)
    if parent_id in {other.id for other in inside}:
        raise BadInput("A skill cannot be moved into itself.")
    siblings = [other for other in children(session, goal, parent_id) if other.id != node.id]
    if _depth(session, goal, parent_id) + _height(node, inside) > DEEPEST:
        raise BadInput(f"A tree has at most {DEEPEST} levels, and this would make more.")
    _title(node.title, siblings)
    node.sqlmodel_update({"parent_id": parent_id, "updated_at": now})
    siblings.insert(max(0, min(position - 1, len(siblings))), node)
    for place, sibling in enumerate(siblings, start=1):
        sibling.position = place
    return _changed(session, node)


def delete_node(session: Session, user_id: str, node_id: str, *, now: datetime) -> None:
    """Delete the skill and all below it; their cards go to the trash. `restore_node` brings back exactly these.

    All get one moment of deletion, which is later than that of any of their cards deleted before.
    """
    node = get_node(session, user_id, node_id)
    goal = get_goal(session, user_id, node.goal_id)
    nodes = subtree(session, goal, node)
    moment = delete_together(session, *_cards_of(user_id, nodes), now=now)
    for each in nodes:
        each.deleted_at = moment
    _changed(session, node)


def restore_node(session: Session, user_id: str, node_id: str, *, now: datetime) -> SkillNode:
    """Undo `delete_node`. A skill that is not deleted stays as it is.

    Cards whose deck is in the trash by now stay there, and come back with it. Raises `Conflict` if the tree has no
    place for the skill any more.
    """
    node = _found(session, user_id, node_id)
    goal = get_goal(session, user_id, node.goal_id)
    moment = node.deleted_at
    if moment is None:
        return node
    if node.parent_id is not None and _found(session, user_id, node.parent_id).deleted_at is not None:
        raise Conflict("The skill above this one is deleted. Restore that one first.")
    nodes = subtree(session, goal, node, deleted_at=moment)
    _check_room(session, goal, node, nodes)
    of_deck = select(col(Deck.deleted_at)).where(col(Deck.id) == col(Card.deck_id)).correlate(Card).scalar_subquery()
    gone = (*_cards_of(user_id, nodes), col(Card.deleted_at) == moment)
    session.exec(update(Card).where(*gone).values(deleted_at=of_deck))
    for each in nodes:
        each.sqlmodel_update({"deleted_at": None, "updated_at": now})
    return _changed(session, node)


def path_of(session: Session, goal: Goal, node: SkillNode) -> tuple[str, ...]:
    """The titles of the skills above it, from the category on, and its own."""
    titles = [node.title]
    while node.parent_id is not None:
        node = _found(session, goal.user_id, node.parent_id)
        titles.append(node.title)
    return tuple(reversed(titles))


def children(session: Session, goal: Goal, parent_id: str | None) -> list[SkillNode]:
    """The skills directly below a parent, or the categories, in order. The parent must be in the same tree."""
    if parent_id is not None:
        get_node_of(session, goal, parent_id)
    order = (col(SkillNode.position), col(SkillNode.id))
    below = col(SkillNode.parent_id).is_not_distinct_from(parent_id)
    return list(session.exec(select(SkillNode).where(*_alive(goal), below).order_by(*order)))


def subtree(session: Session, goal: Goal, node: SkillNode, *, deleted_at: datetime | None = None) -> list[SkillNode]:
    """The skill and all below it that have this moment of deletion, each before those below it."""
    state: Any = col(SkillNode.deleted_at) == deleted_at if deleted_at else col(SkillNode.deleted_at).is_(None)
    mine = (col(SkillNode.user_id) == goal.user_id, col(SkillNode.goal_id) == goal.id, state)
    others = session.exec(select(SkillNode).where(*mine).order_by(col(SkillNode.position), col(SkillNode.id))).all()
    found = [node]
    for above in found:
        found.extend(other for other in others if other.parent_id == above.id)
    return found


def _found(session: Session, user_id: str, node_id: str) -> SkillNode:
    mine = (col(SkillNode.id) == node_id, col(SkillNode.user_id) == user_id)
    node = session.exec(select(SkillNode).where(*mine)).one_or_none()
    if node is None:
        raise NotFound("This skill is not there.")
    return node


def _changed(session: Session, node: SkillNode) -> SkillNode:
    session.flush()
    changed(session, node.user_id)
    return node


def _alive(goal: Goal) -> tuple[ColumnElement[bool], ...]:
    return (
        col(SkillNode.user_id) == goal.user_id,
        col(SkillNode.goal_id) == goal.id,
        col(SkillNode.deleted_at).is_(None),
    )


def _count(session: Session, goal: Goal) -> int:
    return session.exec(select(func.count()).select_from(SkillNode).where(*_alive(goal))).one()


def _depth(session: Session, goal: Goal, node_id: str | None) -> int:
    """1 for a category, 0 for None."""
    depth = 0
    while node_id is not None:
        depth += 1
        node_id = _found(session, goal.user_id, node_id).parent_id
    return depth


def _height(node: SkillNode, inside: Sequence[SkillNode]) -> int:
    """How many levels a skill and those below it take."""
    levels = {node.id: 1}
    for other in inside[1:]:
        levels[other.id] = levels[other.parent_id or ""] + 1
    return max(levels.values())


def _check_room(session: Session, goal: Goal, node: SkillNode, inside: Sequence[SkillNode]) -> None:
    """Raise `Conflict` if a skill that was deleted, with those inside of it, does not fit where it stood."""
    if _depth(session, goal, node.parent_id) + _height(node, inside) > DEEPEST:
        raise Conflict(f"A tree has at most {DEEPEST} levels. Move the skill above this one up first.")
    if _count(session, goal) + len(inside) > MOST_NODES:
        raise Conflict(f"A tree has at most {MOST_NODES} skills. Delete some first.")
    if any(normalise(other.title) == normalise(node.title) for other in children(session, goal, node.parent_id)):
        raise Conflict(f"There is a skill called “{node.title}” there by now. Rename that one first.")


def _cards_of(user_id: str, nodes: Sequence[SkillNode]) -> tuple[ColumnElement[bool], ...]:
    return (col(Card.user_id) == user_id, col(Card.node_id).in_([node.id for node in nodes]))


def _title(title: str, siblings: Sequence[SkillNode]) -> str:
    wanted = text_input.title(title)
    if any(normalise(other.title) == normalise(wanted) for other in siblings):
        raise BadInput(f"There is a skill called “{wanted}” beside it already.")
    return wanted
