"""The tree as a picture: for each category a small drawing, whose lines are its skills.

The drawings are narrow enough for a phone, and wide screens put several beside each other. So no text gets smaller than
it can be read.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from studyapp.services.goals.tree import Skill

WIDTH: Final = 300
"""The width of a drawing, in its own units. Heights are in the same."""
LINE: Final = 34
INDENT: Final = 26
RADIUS: Final = 11
_MARGIN: Final = 16
_NARROW: Final = frozenset(" .,:;!'|()[]-/ijlftrI")
_BROAD: Final = frozenset("WMmw@%—…ÆŒæœЖШЩЮЫФжшщюыфмМ")


@dataclass(frozen=True)
class Spot:
    """A skill in a drawing: a circle, and its title beside it."""

    id: str
    label: str
    """The path, and as much of the title as fits."""
    x: int
    y: int
    """The centre of the circle."""
    edge: str
    """The line from the skill above, as an SVG path; empty for a category."""


@dataclass(frozen=True)
class Drawing:
    id: str
    """The category's."""
    title: str
    height: int
    spots: list[Spot]


def draw(skills: Sequence[Skill]) -> list[Drawing]:
    """The drawings of a tree, one for each category, in order."""
    firsts = [at for at, skill in enumerate(skills) if skill.depth == 1]
    return [_drawing(skills, first, end) for first, end in pairwise([*firsts, len(skills)])]


def _drawing(skills: Sequence[Skill], first: int, end: int) -> Drawing:
    heights: dict[str, int] = {}
    spots: list[Spot] = []
    for line, skill in enumerate(skills[first:end]):
        heights[skill.id] = _MARGIN + line * LINE
        spots.append(_spot(skill, heights))
    return Drawing(skills[first].id, skills[first].title, 2 * _MARGIN + (end - first - 1) * LINE, spots)


def _spot(skill: Skill, heights: dict[str, int]) -> Spot:
    x, y = _MARGIN + (skill.depth - 1) * INDENT, heights[skill.id]
    edge = ""
    if skill.parent_id in heights:
        edge = f"M{x - INDENT} {heights[skill.parent_id] + RADIUS}V{y}H{x - RADIUS}"
    room = WIDTH - x - RADIUS - 10
    label = shortened(f"{skill.path} {skill.title}", room)
    return Spot(id=skill.id, label=label, x=x, y=y, edge=edge)


def shortened(text: str, room: float) -> str:
    """As much of the text as fits into this width, with an ellipsis if something is left out."""
    widths = [_width(letter) for letter in text]
    if sum(widths) <= room:
        return text
    taken, used = 0, _width("…")
    while used + widths[taken] <= room:
        used += widths[taken]
        taken += 1
    return f"{text[:taken].rstrip()}…"


def _width(letter: str) -> float:
    """About the width of a letter in the broadest of the usual fonts, so that in others a title ends a bit early."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0  # it is drawn over the letter before it, or not at all
    if unicodedata.east_asian_width(letter) in "WF":
        return 14
    if letter in _NARROW:
        return 5.3
    if letter in _BROAD:
        return 13.5
    return 10.4 if letter.isupper() or letter in "&+=#<>~" or letter >= "\u0900" else 8.3
