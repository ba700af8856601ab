"""Where a skill goes when it is moved up, down, in or out, or dropped at another one."""

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


class Side(StrEnum):
    """Where a skill lands at the one it is dropped at."""

    BEFORE = "before"
    AFTER = "after"
    INTO = "into"
    """Below it, as its last one."""


Place = tuple[str | None, int]
"""The parent, and the position from 1 among the parent's other children."""


def moved(skills: Sequence[Skill], node_id: str, way: str) -> Place | None:
    """The new place of this skill; None if it cannot go that way, or is not there."""
    skill = _find(skills, node_id)
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


def dropped(skills: Sequence[Skill], node_id: str, beside_id: str, side: str) -> Place | None:
    """The new place of a skill that is dropped at another one; None if one of the two is not there."""
    skill, beside = _find(skills, node_id), _find(skills, beside_id)
    if skill is None or beside is None or skill is beside:
        return None
    others = [each for each in _children(skills, beside.parent_id) if each != node_id]
    match side:
        case Side.BEFORE:
            return beside.parent_id, others.index(beside.id) + 1
        case Side.AFTER:
            return beside.parent_id, others.index(beside.id) + 2
        case Side.INTO:
            return beside.id, len([each for each in _children(skills, beside.id) if each != node_id]) + 1
        case _:
            return None


def place_of(skills: Sequence[Skill], node_id: str) -> Place | None:
    """Where a skill stands; None if it is not there."""
    skill = _find(skills, node_id)
    return None if skill is None else (skill.parent_id, _children(skills, skill.parent_id).index(node_id) + 1)


def _find(skills: Sequence[Skill], node_id: str) -> Skill | None:
    return next((skill for skill in skills if skill.id == node_id), None)


def _children(skills: Sequence[Skill], parent_id: str | None) -> list[str]:
    return [skill.id for skill in skills if skill.parent_id == parent_id]
