# pyright: standard
"""Finds the figures of a page: what is drawn above or below a caption, and pictures without one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.material.clippings.reading import Told
from studyapp.material.clippings.sheet import Sheet
from studyapp.material.passages.passage import LineKind
from studyapp.material.pdf.lines import Box

Figure = tuple[Box, int, str]
"""Its box, the place of its caption among the lines of the sheet, and the caption."""

_CAPTION: Final = re.compile(
    r"(?:figure|fig\.|plate|chart|scheme|abbildung|abb\.|diagramm|illustration|figura|gráfico|図)\s*"
    r"(?:[A-Z]?\d+(?:[.\-–]\d+)*[a-z]?)(?P<mark>\s?[.:–—|-](?!\d))?\s*(?P<said>.*)",
    re.IGNORECASE,
)
_LEAST: Final = (40.0, 25.0)
"""Width and height of a figure, in points."""
_TALLEST: Final = 0.85
_DRAWN: Final = 0.5
"""The share of a figure's height and width that is drawn, and no letters."""
_FULL: Final = 0.6
"""A line of text fills so much of its column; labels in drawings do not."""
_PARAGRAPH: Final = 1.6
"""Lines of a paragraph follow each other within so many font sizes."""
_SAME: Final = 3.0
_INDENT: Final = 40.0
"""By how many points the first line of a paragraph may be indented."""
_LABEL: Final = 20.0
"""Labels stand so near to what is drawn; a figure that goes on is left out."""
_THIN: Final = 12.0
_LONG: Final = 200.0
"""What is thinner and longer than these is a rule, e.g. below the head of a page. PDFium makes lines thicker."""
_BESIDE: Final = 6.0
"""White between a figure and what stands beside it, in points."""
_PICTURE: Final = (60.0, 40.0)
_NEAR: Final = 40.0
"""A figure is at most so far away from its caption, in points."""
_GAP: Final = 1.5
_LONGEST_CAPTION: Final = 200
_MOST_CAPTION_LINES: Final = 4
_FULL_CAPTION: Final = 0.7
"""The share of the widest line of the page from which on a line of a caption is full."""
_NEXT: Final = 1.45
"""Lines of a caption follow each other within so many font sizes."""


def figures(sheet: Sheet) -> Iterator[Figure]:
    captions = [at for at, told in enumerate(sheet.lines) if is_caption(told)]
    texts = _texts(sheet)
    taken: list[Box] = []
    for at in captions:
        box = _box(sheet, texts, at)
        if box and not any(box.meets(other) for other in taken):
            taken.append(box)
            yield box, at, _caption(sheet.lines, at)
    for box in _bare(sheet, taken):
        above = [at for at, told in enumerate(sheet.lines) if told.box.bottom > box.top and not told.is_running]
        yield box, max(above, default=-1), ""


def is_caption(told: Told) -> bool:
    """Whether the line begins a caption, and is no sentence that speaks of a figure."""
    found = _CAPTION.match(told.line.text) if told.kind is LineKind.CAPTION else None
    if found is None:
        return False
    said = found["said"]
    return not said or said[0].isupper() or (bool(found["mark"]) and not said[0].islower())


def _texts(sheet: Sheet) -> list[Told]:
    """Lines of paragraphs, headings and captions, in which no figure ends."""
    lines = sheet.lines
    widths = sorted(told.box.width for told in lines if told.is_text and told.is_usual)
    full = _FULL * widths[int(0.9 * len(widths))] if widths else 0.0
    prose = [told for told in lines if told.is_text and told.is_usual and told.box.width >= full]
    heads = [told for told in lines if told.is_running or told.kind is LineKind.CAPTION or _is_head(told, prose)]
    found = [*prose, *(told for told in heads if not told.is_text or not told.is_usual or told.box.width < full)]
    known = set(map(id, found))
    for told in found:  # and for those that are added: the last line of a paragraph is short
        further = [other for other in lines if id(other) not in known and _goes_on(told, other)]
        known.update(map(id, further))
        found += further
    return found


def _is_head(told: Told, prose: Sequence[Told]) -> bool:
    """Whether it is a heading, and no bold label in a drawing: those stand anywhere."""
    if told.kind is not LineKind.HEADING:
        return False
    box = told.box
    sides = [each.box for each in prose]
    is_central = any(abs(box.left + box.right - each.left - each.right) < _SAME for each in sides)
    return not sides or is_central or any(abs(box.left - each.left) < _SAME for each in sides)


def _goes_on(told: Told, other: Told) -> bool:
    line, after = told.line, other.line
    is_below = 0 < line.baseline - after.baseline < _PARAGRAPH * line.size
    return is_below and abs(line.size - after.size) < 0.5 and -_INDENT < after.box.left - line.box.left < _SAME


def _box(sheet: Sheet, texts: Sequence[Told], at: int) -> Box | None:
    caption = sheet.lines[at].box
    column = _column(sheet, texts, caption)
    rest = [told for told in texts if told is not sheet.lines[at] and told.box.is_across(column)]
    above = min((told.line.box.bottom for told in rest if told.box.bottom > caption.bottom), default=sheet.height)
    last = _said(sheet.lines, at)[-1].box
    below = max((told.box.top for told in rest if told.box.top < last.bottom), default=0.0)
    others = [told.box for told in rest if is_caption(told)]
    found = _drawing(sheet, Box(column.left, caption.top, column.right, above))
    if found and found.bottom - caption.top < _NEAR:
        nearest = min((other.bottom - found.top for other in others if other.bottom > found.middle), default=_NEAR)
        return found if found.bottom - caption.top <= nearest else None
    found = _drawing(sheet, Box(column.left, below, column.right, last.bottom))
    is_next = found and last.bottom - found.top < _NEAR
    is_of_other = found and any(0 < found.middle - other.top < found.height / 2 + _NEAR for other in others)
    return found if is_next and not is_of_other else None


def _column(sheet: Sheet, texts: Sequence[Told], caption: Box) -> Box:
    """The column that the caption stands in, or the whole width."""
    near = [told.box for told in texts if told.box.is_across(caption)]
    left, right = min(box.left for box in near), max(box.right for box in near)
    drawn = [box for box in sheet.drawn if box.left < right and left < box.right]
    others = [told.box for told in texts if not told.box.is_across(Box(left, 0, right, 0))]
    low = max((box.right for box in others if box.right <= left), default=0.0)
    high = min((box.left for box in others if box.left >= right), default=sheet.width)
    left = max(min([left, *(box.left for box in drawn)]) - _SAME, low)
    return Box(left, 0.0, min(max([right, *(box.right for box in drawn)]) + _SAME, high), sheet.height)


def _drawing(sheet: Sheet, band: Box) -> Box | None:
    """What is drawn in the band, with its labels; None if it is mostly text, or goes on outside."""
    if band.top - band.bottom < _LEAST[1]:
        return None
    drawn = _around([box for box in sheet.drawn if _is_inside(box, band) and not _is_rule(box)])
    if drawn is None:
        return None
    low, high = max(band.bottom, drawn.bottom - _LABEL), min(band.top, drawn.top + _LABEL)
    band = Box(band.left, low, band.right, high)
    found = sheet.ink.around(Box(band.left, low + _GAP, band.right, high - _GAP))
    if found is None or found.height > _TALLEST * sheet.height:
        return None
    is_drawn = drawn.width >= _DRAWN * found.width and drawn.height >= _DRAWN * found.height
    is_large = found.width >= _LEAST[0] and found.height >= _LEAST[1]
    is_whole = found.bottom > band.bottom + _GAP + 0.5 and found.top < band.top - _GAP - 0.5
    return _widened(sheet, found) if is_drawn and is_large and is_whole else None


def _widened(sheet: Sheet, box: Box) -> Box | None:
    """The figure with what reaches out of its column; None if text stands beside it."""
    while True:
        around = Box(box.left - _BESIDE, box.bottom, box.right + _BESIDE, box.top)
        wider = sheet.ink.around(around)
        if wider is None or wider.width <= box.width + 0.5:
            return box
        if any(told.is_text and _is_inside(told.box, wider) and not _is_inside(told.box, box) for told in sheet.lines):
            return None
        box = wider


def _bare(sheet: Sheet, taken: Sequence[Box]) -> Iterator[Box]:
    """Pictures without a caption and with no letters over them."""
    for picture in sheet.pictures:
        is_large = picture.width >= _PICTURE[0] and picture.height >= _PICTURE[1]
        has_letters = any(_is_inside(told.box, picture) for told in sheet.lines)
        others = (other for other in (*taken, *sheet.pictures) if other is not picture)
        if is_large and not has_letters and not any(picture.meets(other) for other in others):
            yield picture


def _is_rule(box: Box) -> bool:
    return box.height < _THIN and box.width > _LONG


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _caption(lines: Sequence[Told], at: int) -> str:
    text = ""
    for told in _said(lines, at):
        said = told.line.text
        is_parted = text.endswith("-") and said[0].islower()
        text = f"{text[:-1]}{said}" if is_parted else f"{text} {said}".strip()
    return text if len(text) <= _LONGEST_CAPTION else f"{text[:_LONGEST_CAPTION].rsplit(' ', 1)[0]} …"


def _said(lines: Sequence[Told], at: int) -> list[Told]:
    """The lines of a caption. It goes on after a line that is full, and in a type of its own."""
    found = [lines[at]]
    full = _FULL_CAPTION * max(told.box.width for told in lines)
    for told in lines[at + 1 : at + _MOST_CAPTION_LINES]:
        before = found[-1].line
        step = before.baseline - told.line.baseline
        is_next = 0 < step < _NEXT * told.line.size and abs(before.size - told.line.size) < 0.5
        goes_on = told.kind is LineKind.CAPTION or before.box.width > full or before.text.endswith("-")
        if not is_next or not goes_on or is_caption(told):
            break
        found.append(told)
    return found


def _is_inside(box: Box, band: Box) -> bool:
    across, down = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return band.left <= across <= band.right and band.bottom <= down <= band.top
