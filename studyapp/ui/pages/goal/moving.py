"""Where a skill goes when it is moved up, down, in or out."""

from collections.abc import Sequence
from enum import StrEnum

from studyapp.services.goals.tree import Skill


class Way(StrEnum):
    UP = "up"
    DOWN = "down"
    IN = "in"
    """Below the skill before it, as its last one."""
    OUT = "out"
    """Behind the skill it is below."""


Place = tuple[str | None, int]
"""The parent, and the position from 1 among the parent's other children."""


def moved(skills: Sequence[Skill], node_id: str, way: str) -> Place | None:
    """The new place of this skill; None if it cannot go that way, or is not there."""
    skill = next((skill for skill in skills if skill.id == node_id), None)
    if skill is None:
        return None
    siblings = _children(skills, skill.parent_id)
    at = siblings.index(skill.id) + 1
    match way:
        case Way.UP if at > 1:
            return skill.parent_id, at - 1
        case Way.DOWN if at < len(siblings):
            return skill.parent_id, at + 1
        case Way.IN if at > 1:
            before = siblings[at - 2]
            return before, len(_children(skills, before)) + 1
        case Way.OUT if skill.parent_id is not None:
            above = next(other for other in skills if other.id == skill.parent_id)
            return above.parent_id, _children(skills, above.parent_id).index(above.id) + 2
        case _:
            return None


def _children(skills: Sequence[Skill], parent_id: str | None) -> list[str]:
    return [skill.id for skill in skills if skill.parent_id == parent_id]
