"""Keeps the skills marked whose cards are not studied now, so that finding due cards need not walk a tree."""

from sqlmodel import Session, col, select

from studyapp.models import Goal, GoalStatus, SkillNode


def settle_resting(session: Session, goal: Goal) -> None:
    """Mark which skills of the goal rest, after its status or its tree has changed.

    A skill rests if it or one above it is not enabled, or if its goal is not active.
    """
    session.flush()
    mine = (col(SkillNode.user_id) == goal.user_id, col(SkillNode.goal_id) == goal.id)
    nodes = session.exec(select(SkillNode).where(*mine, col(SkillNode.deleted_at).is_(None))).all()
    by_id = {node.id: node for node in nodes}
    is_awake = goal.status is GoalStatus.ACTIVE and goal.deleted_at is None
    for node in nodes:
        node.is_resting = not (is_awake and _is_enabled(node, by_id))


def _is_enabled(node: SkillNode, by_id: dict[str, SkillNode]) -> bool:
    above: SkillNode | None = node
    while above is not None:
        if not above.enabled:
            return False
        above = by_id.get(above.parent_id) if above.parent_id else None
    return True
