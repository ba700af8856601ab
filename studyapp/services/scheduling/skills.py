"""Which skills of the trees are studied, and which are not."""

from typing import Final

from sqlalchemy import ColumnElement, and_, not_, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from studyapp.models import Goal, GoalStatus, SkillNode


def studied_nodes(user_id: str, *, goal_id: str | None = None, node_id: str | None = None) -> SelectOfScalar[str]:
    """The ids of the skills to study: those of a goal, or one skill and those below it, as far as they are enabled.

    A skill that is asked for by its id is studied even if it is not enabled itself.
    """
    alive = (col(SkillNode.user_id) == user_id, col(SkillNode.deleted_at).is_(None))
    if node_id is not None:
        roots = (col(SkillNode.id) == node_id,)
    else:
        roots = (col(SkillNode.goal_id) == goal_id, col(SkillNode.parent_id).is_(None), _IS_ENABLED)
    studied = select(col(SkillNode.id)).where(*alive, *roots).cte("studied", recursive=True)
    below = select(col(SkillNode.id)).join(studied, col(SkillNode.parent_id) == studied.c.id)
    return select(studied.union_all(below.where(*alive, _IS_ENABLED)).c.id)


def resting_nodes(user_id: str) -> SelectOfScalar[str]:
    """The ids of the skills that are not studied unless the learner asks for them or their goal: those that are
    disabled or below one that is, and all in goals that are paused or archived.

    It is a query and not a list, because a learner may have 2,400 of them, and a study view needs them up to ten times.
    See docs/decisions/0017.
    """
    alive = (col(SkillNode.user_id) == user_id, col(SkillNode.deleted_at).is_(None))
    off = _of_goals(user_id).where(_IS_OF_ACTIVE_GOAL, not_(_IS_ENABLED)).cte("off", recursive=True)
    below = select(col(SkillNode.id)).join(off, col(SkillNode.parent_id) == off.c.id).where(*alive)
    put_aside = _of_goals(user_id).where(not_(_IS_OF_ACTIVE_GOAL))
    return select(put_aside.union_all(select(off.union(below).c.id)).subquery().c.id)


def has_resting_nodes(session: Session, user_id: str) -> bool:
    """Whether there are any. Most learners have none, and need no condition for them."""
    some = _of_goals(user_id).where(not_(and_(_IS_OF_ACTIVE_GOAL, _IS_ENABLED)))
    return session.exec(some.limit(1)).first() is not None


def _of_goals(user_id: str) -> SelectOfScalar[str]:
    """The ids of all skills, together with their goals, of which neither is deleted."""
    of_goal = and_(col(Goal.id) == col(SkillNode.goal_id), col(Goal.user_id) == user_id, col(Goal.deleted_at).is_(None))
    mine = (col(SkillNode.user_id) == user_id, col(SkillNode.deleted_at).is_(None))
    return select(col(SkillNode.id)).join(Goal, of_goal).where(*mine)


_IS_OF_ACTIVE_GOAL: Final[ColumnElement[bool]] = col(Goal.status) == GoalStatus.ACTIVE
_IS_ENABLED: Final[ColumnElement[bool]] = col(SkillNode.enabled) == true()
