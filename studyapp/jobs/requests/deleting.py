"""Deletes goals and skills, and cancels the jobs that make something for them. Undoing brings back what was made.

The jobs are cancelled before anything is deleted, so that the results of those that wait name what they have made. One
that runs is only asked to stop: its worker writes the result, which leaves out what is in the trash by then.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from studyapp.errors import Conflict
from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import ACTIVE, Job, SkillNode
from studyapp.services.goals import goals, nodes


def delete_goals(session: Session, user_id: str, goal_ids: Collection[str], *, now: datetime) -> int:
    """Move the goals to the trash, all or none. Returns how many these were."""
    theirs = select(col(SkillNode.id)).where(col(SkillNode.user_id) == user_id, col(SkillNode.goal_id).in_(goal_ids))
    _cancel(session, user_id, _are_for("goal", col(Job.target_id).in_(goal_ids)), now=now)
    # After that no job for a tree can order further cards, which one that is just ending might otherwise do unseen.
    _cancel(session, user_id, _are_for("node", col(Job.target_id).in_(theirs)), now=now)
    return goals.delete_goals(session, user_id, goal_ids, now=now)


def delete_node(session: Session, user_id: str, node_id: str, *, now: datetime) -> None:
    """Delete the skill and all below it."""
    node = nodes.get_node(session, user_id, node_id)
    gone = [each.id for each in nodes.subtree(session, goals.get_goal(session, user_id, node.goal_id), node)]
    branches = and_(col(Job.target_id) == node.goal_id, col(Job.payload)["node_id"].as_string().in_(gone))
    _cancel(session, user_id, _are_for("goal", branches), now=now)
    _cancel(session, user_id, _are_for("node", col(Job.target_id).in_(gone)), now=now)
    nodes.delete_node(session, user_id, node_id, now=now)


def _are_for(kind: str, which: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(col(Job.target_kind) == kind, which)


def _cancel(session: Session, user_id: str, which: ColumnElement[bool], *, now: datetime) -> None:
    active = select(Job.id).where(col(Job.user_id) == user_id, col(Job.status).in_(ACTIVE), which)
    for job_id in session.exec(active.order_by(col(Job.id))).all():
        with suppress(Conflict):  # on PostgreSQL it may have ended since
            QUEUE.cancel(session, user_id, job_id, now=now)
