"""Trees as they are made: what stands of one, and the nodes that a job adds to it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, update
from sqlmodel import Session, col, select

from studyapp.errors import NotFound
from studyapp.models import Card, Goal, SkillNode
from studyapp.models.columns import is_among
from studyapp.rules.text import normalise
from studyapp.rules.trees import DEEPEST, NodeDraft
from studyapp.services import text_input
from studyapp.services.changes import changed
from studyapp.services.goals.goals import get_goal
from studyapp.services.goals.nodes import get_node, path_of

_Below = dict[str | None, list[tuple[SkillNode, bool]]]
"""The nodes below each node, and whether they have cards."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A node that a tree has, with its counted number, e.g. `2.1`."""

    id: str
    parent_id: str | None
    category_id: str
    """The id of the topmost node above it; its own for a category."""
    draft: NodeDraft
    is_leaf: bool
    enabled: bool
    """Whether it and all above it are switched on."""
    has_cards: bool


def standing(session: Session, user_id: str, goal_id: str, *, without: Collection[str] = ()) -> list[Standing]:
    """The nodes of a goal's tree, each before those below it, in the order in which they are studied.

    Those `without` are passed over, and those below them; the others are counted as if these were not there. A goal in
    the trash has its tree still; one that does not exist has none.
    """
    mine = (col(SkillNode.user_id) == user_id, col(SkillNode.goal_id) == goal_id, col(SkillNode.deleted_at).is_(None))
    theirs = (col(Card.node_id) == col(SkillNode.id), col(Card.user_id) == user_id, col(Card.deleted_at).is_(None))
    order = (col(SkillNode.position), col(SkillNode.id))
    rows = session.exec(select(SkillNode, exists().where(*theirs)).where(*mine).order_by(*order)).all()
    below: _Below = defaultdict(list)
    for node, has_cards in rows:
        if node.id in without:
            continue
        below[node.parent_id].append((node, has_cards))
    return list(_walk(below, None, None))


def cards_of_deck(session: Session, user_id: str, deck_id: str) -> list[Card]:
    """The cards of a deck that are not deleted, oldest first."""
    mine = (col(Card.user_id) == user_id, col(Card.deck_id) == deck_id, col(Card.deleted_at).is_(None))
    return list(session.exec(select(Card).where(*mine).order_by(col(Card.id))))


def nodes_of_job(session: Session, user_id: str, job_id: str) -> list[str]:
    """The ids of the nodes that a job has made and that are not deleted, in the order in which it made them."""
    made = (col(SkillNode.user_id) == user_id, col(SkillNode.job_id) == job_id, col(SkillNode.deleted_at).is_(None))
    return list(session.exec(select(SkillNode.id).where(*made).order_by(col(SkillNode.ordinal))))


def save_node(
    session: Session,
    user_id: str,
    goal_id: str,
    draft: NodeDraft,
    *,
    parent_id: str | None,
    job_id: str,
    ordinal: int,
    now: datetime,
) -> SkillNode:
    """Save a generated node as the last one below its parent. Saving it again returns the one that is there, and so
    does a title that the learner has put there meanwhile.

    If the parent has been deleted, the node is deleted with it, and comes back with it. If the parent has been moved so
    deep that nothing fits below it, the node stands beside it. Raises `NotFound` if the goal has been deleted, or
    the parent is not in its tree.
    """
    goal = get_goal(session, user_id, goal_id)
    saved = (col(SkillNode.user_id) == user_id, col(SkillNode.job_id) == job_id, col(SkillNode.ordinal) == ordinal)
    if node := session.exec(select(SkillNode).where(*saved)).one_or_none():
        return node
    parent = _room(session, goal, parent_id)
    parent_id, gone_at = (parent.id, parent.deleted_at) if parent else (None, None)
    if node := _titled(session, goal, parent_id, draft.title):
        return node
    node = _drafted(goal, draft, parent_id, now)
    node.position = _last_position(session, goal, parent_id) + 1
    node.job_id, node.ordinal, node.deleted_at = job_id, ordinal, gone_at
    session.add(node)
    session.flush()
    changed(session, user_id)
    return node


def sort_cards(session: Session, user_id: str, node_id: str, card_ids: Sequence[str]) -> None:
    """Put these cards under the skill. Those that belong to a skill already stay there."""
    if not card_ids:
        return
    node = get_node(session, user_id, node_id)
    mine = (col(Card.user_id) == user_id, is_among(col(Card.id), card_ids), col(Card.node_id).is_(None))
    session.exec(update(Card).where(*mine).values(node_id=node.id))
    changed(session, user_id)


def _drafted(goal: Goal, draft: NodeDraft, parent_id: str | None, now: datetime) -> SkillNode:
    start, end = draft.section or (None, None)
    return SkillNode(
        user_id=goal.user_id,
        goal_id=goal.id,
        parent_id=parent_id,
        position=0,
        title=text_input.title(draft.title),
        description=text_input.storable(draft.description).strip(),
        section_start=start,
        section_end=end,
        created_at=now,
        updated_at=now,
    )


def _room(session: Session, goal: Goal, parent_id: str | None) -> SkillNode | None:
    """The parent, deleted or not, or the node above it if a tree has no level below it; None for the top."""
    mine = (col(SkillNode.id) == parent_id, col(SkillNode.user_id) == goal.user_id, col(SkillNode.goal_id) == goal.id)
    if parent_id is None:
        return None
    parent = session.exec(select(SkillNode).where(*mine)).one_or_none()
    if parent is None:
        raise NotFound("This skill is not there.")
    if len(path_of(session, goal, parent)) >= DEEPEST:
        return _room(session, goal, parent.parent_id)
    return parent


def _titled(session: Session, goal: Goal, parent_id: str | None, title: str) -> SkillNode | None:
    """The node of this title below a parent; None if there is none."""
    below: Any = col(SkillNode.parent_id).is_not_distinct_from(parent_id)
    mine = (col(SkillNode.user_id) == goal.user_id, col(SkillNode.goal_id) == goal.id, below)
    nodes = session.exec(select(SkillNode).where(*mine, col(SkillNode.deleted_at).is_(None))).all()
    return next((node for node in nodes if normalise(node.title) == normalise(title)), None)


def _last_position(session: Session, goal: Goal, parent_id: str | None) -> int:
    siblings: Any = col(SkillNode.parent_id).is_not_distinct_from(parent_id)
    mine = (col(SkillNode.user_id) == goal.user_id, col(SkillNode.goal_id) == goal.id, siblings)
    return session.exec(select(func.max(SkillNode.position)).where(*mine)).one() or 0


def _walk(below: _Below, parent: Standing | None, parent_id: str | None) -> Iterator[Standing]:
    for count, (node, has_cards) in enumerate(below.get(parent_id, ()), start=1):
        stands = Standing(
            node.id,
            node.parent_id,
            parent.category_id if parent else node.id,
            _draft(node, f"{parent.draft.number}.{count}" if parent else str(count)),
            is_leaf=node.id not in below,
            enabled=node.enabled and (parent is None or parent.enabled),
            has_cards=has_cards,
        )
        yield stands
        yield from _walk(below, stands, node.id)


def _draft(node: SkillNode, number: str) -> NodeDraft:
    start, end = node.section_start, node.section_end
    section = None if start is None or end is None else (start, end)
    return NodeDraft(number, node.title, node.description, section=section)
