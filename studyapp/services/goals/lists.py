"""All goals of a learner, each with how far they have come and what to study next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.models import Card, Goal, GoalStatus, SkillNode
from studyapp.services.goals.goals import list_goals
from studyapp.services.goals.mastery import Tally
from studyapp.services.goals.tree import Skill, Tree, next_skill, read_trees

_ORDER: Final = tuple(GoalStatus)


@dataclass(frozen=True, slots=True)
class GoalSummary:
    id: str
    title: str
    description: str
    status: GoalStatus
    deck_id: str | None
    """The deck made for its cards; None if there is none, or if the deck was there before."""
    tree: Tree
    next_skill: Skill | None
    """Where studying goes on; None if every skill is complete, or there are none."""
    studied_at: datetime | None
    """When a card of it was last answered; None if none was."""
    created_at: datetime

    @property
    def tally(self) -> Tally:
        """The cards of all its enabled skills."""
        return self.tree.tally


def list_summaries(session: Session, user_id: str, *, now: datetime) -> list[GoalSummary]:
    """All goals, the active ones first and then the newest. It takes the same few statements for any number of them."""
    goals = list_goals(session, user_id)
    if not goals:
        return []
    ids = [goal.id for goal in goals]
    trees = read_trees(session, user_id, ids, now=now)
    studied = _studied_at(session, user_id, ids)
    listed = [_summary(goal, trees[goal.id], studied.get(goal.id)) for goal in goals]
    return sorted(listed, key=lambda goal: _ORDER.index(goal.status))


def _summary(goal: Goal, tree: Tree, studied_at: datetime | None) -> GoalSummary:
    return GoalSummary(
        id=goal.id,
        title=goal.title,
        description=goal.description,
        status=goal.status,
        deck_id=goal.deck_id if goal.owns_deck else None,
        tree=tree,
        next_skill=next_skill(tree),
        studied_at=studied_at,
        created_at=goal.created_at,
    )


def _studied_at(session: Session, user_id: str, goal_ids: Collection[str]) -> dict[str, datetime]:
    """When a card of each goal was last answered. Goals without an answer are left out."""
    latest: Any = func.max(col(Card.last_review_at))
    query = select(col(SkillNode.goal_id), latest).join(Card, col(Card.node_id) == col(SkillNode.id))
    theirs = (col(Card.user_id) == user_id, col(SkillNode.user_id) == user_id, col(Card.last_review_at).is_not(None))
    of_goals = query.where(*theirs, col(SkillNode.goal_id).in_(list(goal_ids))).group_by(col(SkillNode.goal_id))
    return dict(session.exec(of_goals).all())
