"""Which skills of the trees are studied, and which are not."""

from typing import Final

from sqlalchemy import ColumnElement, exists, false, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from studyapp.models import Goal, SkillNode


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


def disabled_nodes(session: Session, user_id: str) -> tuple[str, ...]:
    """The ids of the skills that are disabled or below one that is, in goals that are not deleted."""
    alive = (col(SkillNode.user_id) == user_id, col(SkillNode.deleted_at).is_(None))
    of_goal = (col(Goal.id) == col(SkillNode.goal_id), col(Goal.user_id) == user_id, col(Goal.deleted_at).is_(None))
    roots = select(col(SkillNode.id)).where(*alive, col(SkillNode.enabled) == false(), exists().where(*of_goal))
    off = roots.cte("off", recursive=True)
    below = select(col(SkillNode.id)).join(off, col(SkillNode.parent_id) == off.c.id).where(*alive)
    return tuple(session.exec(select(off.union(below).c.id)))


_IS_ENABLED: Final[ColumnElement[bool]] = col(SkillNode.enabled) == true()
