"""The tree as the browser puts it together, from its shape and the blocks its rows are in."""

from dataclasses import dataclass
from typing import Final

import reflex as rx

from studyapp.ui.pages.goal.blocks import NAMES, PICTURES
from studyapp.ui.pages.goal.layout import Drawing, Spot
from studyapp.ui.pages.goal.rows import NodeRow
from studyapp.ui.pages.goal.state import GoalState


@dataclass(frozen=True)
class PlacedRow:
    """A line of the tree: the fields of `NodeRow` by name, and its place."""

    path: str
    """E.g. `2.10`."""
    siblings: int
    """Their number, with itself."""
    id: str
    title: str
    state: str
    mastery: int
    due: int
    is_enabled: bool
    lacks_skills: bool


@dataclass(frozen=True)
class PlacedSpot(Spot):
    row: PlacedRow


@dataclass(frozen=True)
class PlacedDrawing(Drawing):
    spots: list[PlacedSpot]  # pyright: ignore[reportIncompatibleVariableOverride]


_BLOCKS: Final = rx.Var.create([getattr(GoalState, name) for name in NAMES])
_PICTURES: Final = rx.Var.create([getattr(GoalState, name) for name in PICTURES])
_FIELDS: Final = ", ".join(NodeRow._fields)
_PLACED: Final = f"""(function placed(blocks, shape, above) {{
    return shape.flatMap(([block, at, below], index) => {{
        const path = above + (index + 1);
        const [{_FIELDS}] = blocks[block][at];
        const row = {{path, siblings: shape.length, {_FIELDS}}};
        return below ? [row, ...placed(blocks, below, path + ".")] : [row];
    }});
}})"""

ROWS: Final = rx.Var(f'{_PLACED}({_BLOCKS}, {GoalState.shape}, "")').to(list[PlacedRow])
"""All lines of the tree, in order."""
DRAWINGS: Final = rx.Var(
    f"""((drawings, rows) => drawings.map(drawing => ({{
        ...drawing, spots: drawing.spots.map(spot => ({{...spot, row: rows.get(spot.id)}}))
    }})))({_PICTURES}.flat(), new Map({ROWS}.map(row => [row.id, row])))"""
).to(list[PlacedDrawing])
"""The picture of the tree, each spot with its row."""
