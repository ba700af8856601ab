# pyright: standard
"""A page with its lines, what is drawn on it, and where there is ink at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import pypdfium2.raw as pdfium
from PIL import Image
from pypdfium2 import PdfPage

from studyapp.material.clippings.reading import Told
from studyapp.material.pdf.lines import Box

_SCALE: Final = 2.0
"""Pixels per point: fine enough for the gap between two lines."""
_LEAST_CONTRAST: Final = 24
_MOST_OBJECTS: Final = 5_000
MOST_POINTS: Final = 4_000_000
"""The area of the largest page that is looked at, in square points; an A1 page has 4,017,000."""
_DRAWN: Final = (
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_SHADING,
    pdfium.FPDF_PAGEOBJ_FORM,
)
_BACKGROUND: Final = 0.8
"""What fills so much of a page is its background."""


class Ink:
    """Where a page has another colour than its background."""

    def __init__(self, page: PdfPage) -> None:
        grey = page.render(scale=_SCALE, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]
        shades = grey.histogram()
        background = shades.index(max(shades))
        self._height = page.get_height()
        inked = [255 * (abs(shade - background) > _LEAST_CONTRAST) for shade in range(256)]
        self._marks: Image.Image = grey.point(inked)

    def around(self, box: Box) -> Box | None:
        """The smallest box that holds all ink in this one; None if there is none."""
        left, top = round(box.left * _SCALE), round((self._height - box.top) * _SCALE)
        right, bottom = round(box.right * _SCALE), round((self._height - box.bottom) * _SCALE)
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, self._marks.width), min(bottom, self._marks.height)
        found = self._marks.crop((left, top, right, bottom)).getbbox() if right > left and bottom > top else None
        if found is None:
            return None
        x1, y1, x2, y2 = found
        return Box(
            (left + x1) / _SCALE,
            self._height - (top + y2) / _SCALE,
            (left + x2) / _SCALE,
            self._height - (top + y1) / _SCALE,
        )


@dataclass(frozen=True)
class Sheet:
    page: PdfPage
    lines: Sequence[Told]
    """In the order of reading."""
    width: float
    height: float

    @classmethod
    def of(cls, page: PdfPage, lines: Sequence[Told]) -> Self:
        return cls(page, lines, *page.get_size())

    @cached_property
    def ink(self) -> Ink:
        return Ink(self.page)

    @cached_property
    def drawn(self) -> list[Box]:
        """Where pictures and drawings are, but no background; empty if there are too many."""
        return [box for _, box in self._objects]

    @cached_property
    def pictures(self) -> list[Box]:
        return [box for kind, box in self._objects if kind == pdfium.FPDF_PAGEOBJ_IMAGE]

    @cached_property
    def _objects(self) -> list[tuple[int, Box]]:
        if pdfium.FPDFPage_CountObjects(self.page) > _MOST_OBJECTS:
            return []
        left, bottom, *_ = self.page.get_cropbox() or (0.0, 0.0)
        found = list[tuple[int, Box]]()
        for each in self.page.get_objects(filter=_DRAWN, max_depth=1):
            x1, y1, x2, y2 = each.get_bounds()
            right, top = min(x2 - left, self.width), min(y2 - bottom, self.height)
            box = Box(max(x1 - left, 0.0), max(y1 - bottom, 0.0), right, top)
            if box.right >= box.left and box.top >= box.bottom and not self._is_background(box):
                found.append((pdfium.FPDFPageObj_GetType(each.raw), box))
        return found

    def _is_background(self, box: Box) -> bool:
        return box.width * box.height > _BACKGROUND * self.width * self.height
