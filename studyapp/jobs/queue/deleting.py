"""Deletes goals and skills, and cancels the jobs that make something for them. Undoing brings back what was made."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import ACTIVE, Job, SkillNode
from studyapp.services.goals import goals, nodes


def delete_goals(session: Session, user_id: str, goal_ids: Collection[str], *, now: datetime) -> int:
    """Move the goals to the trash, all or none. Returns how many these were."""
    count = goals.delete_goals(session, user_id, goal_ids, now=now)
    theirs = select(col(SkillNode.id)).where(col(SkillNode.user_id) == user_id, col(SkillNode.goal_id).in_(goal_ids))
    trees = and_(col(Job.target_kind) == "goal", col(Job.target_id).in_(goal_ids))
    cards = and_(col(Job.target_kind) == "node", col(Job.target_id).in_(theirs))
    _cancel(session, user_id, or_(trees, cards), now=now)
    return count


def delete_node(session: Session, user_id: str, node_id: str, *, now: datetime) -> None:
    """Delete the skill and all below it."""
    node = nodes.get_node(session, user_id, node_id)
    gone = [each.id for each in nodes.subtree(session, goals.get_goal(session, user_id, node.goal_id), node)]
    nodes.delete_node(session, user_id, node_id, now=now)
    _cancel(session, user_id, and_(col(Job.target_kind) == "node", col(Job.target_id).in_(gone)), now=now)


def _cancel(session: Session, user_id: str, which: ColumnElement[bool], *, now: datetime) -> None:
    active = select(Job.id).where(col(Job.user_id) == user_id, col(Job.status).in_(ACTIVE), which)
    for job_id in session.exec(active.order_by(col(Job.id))).all():
        QUEUE.cancel(session, user_id, job_id, now=now)
