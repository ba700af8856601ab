"""The titles of goals and skills, for lines of text that mention one without showing it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from studyapp.models import Goal, SkillNode
from studyapp.services.goals.goals import alive


@dataclass(frozen=True, slots=True)
class NodePlace:
    goal_id: str
    title: str


def goal_places(session: Session, user_id: str, goal_ids: Collection[str]) -> dict[str, str]:
    """The titles of those goals that exist, by id."""
    if not goal_ids:
        return {}
    mine = select(Goal.id, Goal.title).where(*alive(user_id), col(Goal.id).in_(list(goal_ids)))
    return dict(session.exec(mine).all())


def node_places(session: Session, user_id: str, node_ids: Collection[str]) -> dict[str, NodePlace]:
    """The places of those skills that exist in goals that exist, by id."""
    if not node_ids:
        return {}
    mine = (col(SkillNode.user_id) == user_id, col(SkillNode.deleted_at).is_(None), *alive(user_id))
    of_goal = select(SkillNode.id, SkillNode.goal_id, SkillNode.title).join(
        Goal, col(Goal.id) == col(SkillNode.goal_id)
    )
    found = session.exec(of_goal.where(*mine, col(SkillNode.id).in_(list(node_ids))))
    return {node_id: NodePlace(goal_id, title) for node_id, goal_id, title in found}
