"""A formula or figure, cut out of a page."""

from dataclasses import dataclass
from enum import StrEnum

Area = tuple[float, float, float, float]
"""Left, top, right and bottom in percent of the page as it is shown, from its upper left corner."""


class ClippingKind(StrEnum):
    FORMULA = "formula"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Clipping:
    kind: ClippingKind
    page: int
    """From 1."""
    area: Area
    width: int
    height: int
    """Of the area on the picture of the page, in pixels."""
    caption: str = ""
    """E.g. `Figure 3.1: A cell`; empty for none."""
    after: str = ""
    """The caption, or the last line of text before it on its page; empty if there is none."""
