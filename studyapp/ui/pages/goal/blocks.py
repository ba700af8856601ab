"""The rows of the tree, and its drawings, in many small vars, because Reflex sends a changed var whole.

Each skill has its block, which depends on its id alone, and the shape of the tree says where the skills stand. So a
skill that changes sends its block, and one that comes, goes or moves the shape as well: 400 bytes for sixty skills. If
the learner looks at the picture, it also sends the drawing of its category.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from zlib import crc32

import reflex as rx

from studyapp.services.goals.tree import Skill
from studyapp.ui.pages.goal.layout import Drawing
from studyapp.ui.pages.goal.rows import NodeRow

BLOCKS: Final = 64
"""So that of sixty skills hardly three share a block."""
NAMES: Final = [f"block_{number}" for number in range(BLOCKS)]
"""The vars of a state that hold the blocks."""

PICTURES: Final = [f"picture_{number}" for number in range(16)]
"""The vars of a state that hold the drawings: one each, and the last all that are left."""

Block = tuple[NodeRow, ...]
Shape = list[tuple[Any, ...]]
"""For each skill of a level: the number of its block, its index in it and, if there are any, the `Shape` of the skills
below it.
"""


def add_blocks(state: type[rx.State]) -> None:
    """Give the state its vars for blocks and drawings."""
    for name in NAMES:
        state.add_var(name, Block, ())
    for name in PICTURES:
        state.add_var(name, tuple[Drawing, ...], ())


def in_blocks(skills: Sequence[Skill], rows: Sequence[NodeRow]) -> dict[str, Any]:
    """The rows of these skills as the values of `shape` and of all blocks."""
    blocks: list[list[NodeRow]] = [[] for _ in NAMES]
    spots: dict[str, tuple[int, int]] = {}
    for row in sorted(rows):  # by id, so that a skill that moves leaves its block as it is
        number = crc32(row.id.encode()) % BLOCKS
        spots[row.id] = number, len(blocks[number])
        blocks[number].append(row)
    below: dict[str | None, list[Skill]] = defaultdict(list)
    for skill in skills:
        below[skill.parent_id].append(skill)
    return {"shape": _shape(below, None, spots)} | {
        name: tuple(block) for name, block in zip(NAMES, blocks, strict=True)
    }


def in_pictures(drawings: Sequence[Drawing]) -> dict[str, Any]:
    """The values of all vars for drawings."""
    last = len(PICTURES) - 1
    return {name: tuple(drawings[at:] if at == last else drawings[at : at + 1]) for at, name in enumerate(PICTURES)}


def placed(shape: Shape, blocks: Sequence[Block], above: str = "") -> Iterator[tuple[str, NodeRow]]:
    """The rows in the order of the tree, each with its path, as the browser puts them together (`view/lines.py`)."""
    for number, (block, at, *below) in enumerate(shape, start=1):
        path = f"{above}{number}"
        yield path, blocks[block][at]
        for level in below:
            yield from placed(level, blocks, f"{path}.")


def _shape(
    below: Mapping[str | None, Sequence[Skill]], parent_id: str | None, spots: Mapping[str, tuple[int, int]]
) -> Shape:
    return [
        (*spots[skill.id], _shape(below, skill.id, spots)) if skill.id in below else spots[skill.id]
        for skill in below.get(parent_id, ())
    ]
