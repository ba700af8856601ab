# pyright: standard
"""Says what stands on a slide: its title first, then its shapes from above to below, then the speaker's notes."""

import logging
from collections.abc import Iterator
from typing import Any, Final

from studyapp.material.passages.passage import LineKind
from studyapp.material.written.block import Block, heading, item, paragraph, table
from studyapp.material.written.zipped.xml import parsed

_logger = logging.getLogger(__name__)

_MOST_GROUPS: Final = 20
_FURNITURE: Final = ("DATE", "FOOTER", "SLIDE_NUMBER", "HEADER")
"""Placeholders that repeat on each slide."""
_TITLES: Final = ("TITLE", "CENTER_TITLE", "VERTICAL_TITLE")
_ROW: Final = 180_000
"""Shapes whose upper edges differ by less, in EMU (half a centimetre), stand side by side."""


def slide_blocks(presentation: Any, relation: str, number: int) -> list[Block]:
    """What is on the slide of that relation; nothing if it is broken."""
    try:
        slide = presentation.part.related_slide(relation)
        shapes = list(_flat(slide.shapes))
    except Exception:
        _logger.debug("Slide %d cannot be read.", number, exc_info=True)
        return []
    titles = [shape for shape in shapes if _placeholder(shape) in _TITLES]
    others = [shape for shape in shapes if _placeholder(shape) not in (*_TITLES, *_FURNITURE)]
    found = [block for shape in titles for block in _tried(_title, shape)]
    found += [block for shape in sorted(others, key=_place) for block in _tried(_said, shape)]
    return [*found, *_tried(_notes, slide)]


def _tried(read: Any, shape: Any) -> list[Block]:
    """What a shape says; nothing if it is broken."""
    try:
        return [block for block in read(shape) if block]
    except Exception:
        _logger.debug("A shape cannot be read.", exc_info=True)
        return []


def _flat(shapes: Any, depth: int = 0) -> Iterator[Any]:
    """The shapes, and those in groups, in the order in which they are drawn."""
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < _MOST_GROUPS:
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _placeholder(shape: Any) -> str:
    """The name of the kind of a placeholder; empty for any other shape."""
    try:
        return shape.placeholder_format.type.name if shape.is_placeholder else ""
    except Exception:  # noqa: BLE001 - see `slide_blocks`
        return ""


def _place(shape: Any) -> tuple[int, int]:
    """From above to below, and from left to right among shapes that stand side by side."""
    try:
        return (shape.top or 0) // _ROW, shape.left or 0
    except Exception:  # noqa: BLE001 - see `slide_blocks`
        return 0, 0


def _title(shape: Any) -> Iterator[Block | None]:
    yield heading(" ".join(_text(each) for each in shape.text_frame.paragraphs), 1)


def _said(shape: Any) -> Iterator[Block | None]:
    if getattr(shape, "has_text_frame", False):
        yield from _paragraphs(shape.text_frame)
    elif getattr(shape, "has_table", False):
        yield table([[cell.text for cell in row.cells] for row in shape.table.rows])
    elif getattr(shape, "has_chart", False):
        yield from _chart(shape.chart)
    else:
        yield from _diagram(shape)


def _paragraphs(frame: Any) -> Iterator[Block | None]:
    """A single paragraph as it is, several as a list."""
    said = [(each.level, text) for each in frame.paragraphs if (text := _text(each)).strip()]
    if len(said) == 1:
        yield paragraph(said[0][1])
        return
    for level, text in said:
        yield item(text, mark="-", depth=level + 1)


def _text(shown: Any) -> str:
    """The text of a paragraph with its fields and formulas, which `text` leaves out."""
    words = []
    for each in shown._p.iter():  # noqa: SLF001
        name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
        words.append(each.text or "" if name == "t" else "\n" if name == "br" else "")
    return "".join(words)


def _chart(chart: Any) -> Iterator[Block | None]:
    if chart.has_title:
        yield paragraph(chart.chart_title.text_frame.text, LineKind.CAPTION)
    names = ", ".join(str(series.name) for plot in chart.plots for series in plot.series if series.name)
    yield paragraph(names, LineKind.CAPTION)


def _diagram(shape: Any) -> Iterator[Block | None]:
    """The words of a SmartArt, which stand in a part of their own."""
    for each in shape._element.iter("{*}relIds"):  # noqa: SLF001
        relation = next((value for name, value in each.attrib.items() if name.endswith("}dm")), "")
        root = parsed(shape.part.related_part(relation).blob)
        for point in root.iter("{*}pt"):
            yield item("".join(text.text or "" for text in point.iter("{*}t")), mark="-", depth=1)


def _notes(slide: Any) -> Iterator[Block | None]:
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
        for each in frame.paragraphs:
            yield paragraph(_text(each))
