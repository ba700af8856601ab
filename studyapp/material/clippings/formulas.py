# pyright: standard
"""Finds the formulas of a page that stand by themselves, between paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.material.clippings.reading import FUNCTIONS, Told, texts_of
from studyapp.material.clippings.sheet import Sheet
from studyapp.material.passages.passage import LineKind
from studyapp.material.pdf.lines import Box, around

_GAP: Final = 3.0
"""White above and below a formula, in points."""
_INSIDE: Final = (10.0, 3.5)
"""Ink that is no text belongs to a formula from which it is so many points away. The second is for a formula that is
nearer to what stands around it.
"""
_SAME: Final = 1.6
"""Lines of one formula stand within so many font sizes of each other, and parts of a line within six."""
_NEAREST: Final = 5
"""The width of a column is told by so many lines of text above and below."""
_INDENT: Final = 8.0
_ROOM: Final = 5.0
_CENTRAL: Final = 0.06
_FULL: Final = 0.75
"""A formula is indented by so many points, with more white around it than there is between lines; or it stands in the
middle of its column, up to a share of that, or fills so much of it.
"""
_TALLEST: Final = 0.4
"""As a share of the page."""
_LEAST: Final = (12.0, 5.0)
_EDGE: Final = 3.0
"""How far a formula may reach out of its column, in points."""
_NUMBER: Final = re.compile(r"[(\[][A-Z]?\d+(?:[.\-–]\d+)*[a-z]?[)\]](?: |$)")
_OUTPUT: Final = re.compile(r"[=−-]?[⇒→>⟹⟶]")
"""What a program says begins so."""
_OTHER_SCRIPT: Final = re.compile(r"[\u0590-\u08ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
"""Words in scripts that formulas are not written in."""
_MOST_WORDS: Final = 2
"""For each line of a formula."""
_SINGLE: Final = (LineKind.PROSE, LineKind.TABLE, LineKind.SMALL_PRINT)


def formulas(sheet: Sheet) -> Iterator[tuple[Box, int]]:
    """The box of each formula, and the place of its first line among those of the sheet."""
    texts = texts_of(sheet.lines)
    taken: list[Box] = []
    for group in _groups(sheet, texts):
        box = _Growing(sheet, texts, [sheet.lines[at] for at in group]).box()
        if box and not any(box.meets(other) for other in taken):
            taken.append(box)
            yield box, min(group)


def _groups(sheet: Sheet, texts: Sequence[Told]) -> list[list[int]]:
    """The lines of formulas that stand near each other with no text between them."""
    seeds = [at for at, told in enumerate(sheet.lines) if _is_seed(told)]
    seeds.sort(key=lambda at: -sheet.lines[at].box.top)
    groups: list[list[int]] = []
    for at in seeds:
        box = sheet.lines[at].box
        for group in reversed(groups):
            above = around([sheet.lines[each].line for each in group])
            if _is_near(above, box, sheet.lines[at].line.size) and not _has_between(texts, above, box):
                group.append(at)
                break
        else:
            groups.append([at])
    return groups


def _is_seed(told: Told) -> bool:
    if told.is_text or told.is_code or told.is_words:
        return False
    return told.kind is LineKind.MATHS or (told.kind in _SINGLE and told.has_relation)


def _is_near(above: Box, box: Box, size: float) -> bool:
    beside = max(box.left - above.right, above.left - box.right)
    return above.bottom - box.top < _SAME * size and beside < 6 * size


def _has_between(texts: Sequence[Told], above: Box, box: Box) -> bool:
    low, high = min(box.middle, above.middle), max(box.middle, above.middle)
    return any(low < told.box.middle < high and told.box.is_across(box) for told in texts)


@dataclass(frozen=True)
class _Growing:
    """A formula of which some lines are known, and all that belongs to it is looked for."""

    sheet: Sheet
    texts: Sequence[Told]
    group: Sequence[Told]

    def box(self) -> Box | None:
        """The box of the whole formula; None if there is a doubt."""
        seed = around([told.line for told in self.group])
        column = self._column(seed)
        if column is None or not any(told.has_relation for told in self.group):
            return None
        start = Box(column.left - _EDGE, seed.bottom, column.right + _EDGE, seed.top)
        grown = (self._grown(start, column, inside) for inside in _INSIDE)
        sound = (box for box in grown if box and self._is_formula(box) and self._stands_apart(box, column))
        return next(map(self._with_number, sound), None)

    def _column(self, seed: Box) -> Box | None:
        """From the left to the right side of the text around, and from the text above to that below."""
        across = [told for told in self.texts if told.box.is_across(seed)]
        above = sorted((told for told in across if told.box.middle > seed.middle), key=lambda told: told.box.bottom)
        below = sorted((told for told in across if told.box.middle <= seed.middle), key=lambda told: -told.box.top)
        near = [*above[:_NEAREST], *below[:_NEAREST]]
        if not near:
            return None
        sides = Box(min(told.box.left for told in near), 0, max(told.box.right for told in near), self.sheet.height)
        beside = [told for told in self.texts if told.box.is_across(sides)]
        top = min((told.box.bottom for told in beside if told.box.middle > seed.top), default=sides.top)
        bottom = max((_top(told) for told in beside if told.box.middle < seed.bottom), default=0.0)
        return Box(sides.left, bottom, sides.right, top)

    def _grown(self, start: Box, column: Box, inside: float) -> Box | None:
        """All ink around that is no text, with white above and below it; None if it does not end."""
        ink = self.sheet.ink
        found = ink.around(start)
        while found and found.height < _TALLEST * self.sheet.height:
            top, bottom = min(found.top + inside, column.top), max(found.bottom - inside, column.bottom)
            higher = ink.around(Box(start.left, found.top, start.right, top))
            lower = ink.around(Box(start.left, bottom, start.right, found.bottom))
            if not higher and not lower:
                return found if self._is_whole(found, start) else None
            top, bottom = higher.top if higher else found.top, lower.bottom if lower else found.bottom
            found = ink.around(Box(start.left, bottom, start.right, top))
        return None

    def _is_whole(self, box: Box, start: Box) -> bool:
        """Whether there is white on all sides."""
        above = self.sheet.ink.around(Box(start.left, box.top, start.right, box.top + _GAP))
        below = self.sheet.ink.around(Box(start.left, box.bottom - _GAP, start.right, box.bottom))
        return not above and not below and box.left > start.left + 0.5 and box.right < start.right - 0.5

    def _with_number(self, box: Box) -> Box:
        """The formula with its number, if that stands far to the right with nothing between."""
        beside = [told for told in self.sheet.lines if told.box.left >= box.right and _is_in_row(told, box)]
        nearest = min(beside, key=lambda told: told.box.left, default=None)
        if nearest is None or not _NUMBER.fullmatch(nearest.line.text):
            return box
        return self.sheet.ink.around(Box(box.left - 1, box.bottom, nearest.box.right + 1, box.top)) or box

    def _is_formula(self, box: Box) -> bool:
        inside = [told for told in self.sheet.lines if _overlaps(told, box)]
        words = [word for told in inside for word in told.words if word.casefold() not in FUNCTIONS]
        rows = len({round(told.line.baseline / told.line.size) for told in inside})
        if any(told.is_code or told.is_item or _OTHER_SCRIPT.search(told.line.text) for told in inside):
            return False
        if any(_overlaps(told, box) for told in self.texts):
            return False
        near = Box(box.left, box.bottom - _INSIDE[0], box.right, box.top + _INSIDE[0])
        beside = any(
            _overlaps(told, near) and told not in inside and told not in self.texts for told in self.sheet.lines
        )
        first = [told for told in inside if told.box.left < box.left + _EDGE]
        begins = any(told.begins_with_word or bool(_OUTPUT.match(told.line.text)) for told in first)
        return bool(inside) and len(words) <= _MOST_WORDS * rows and not beside and not begins

    def _stands_apart(self, box: Box, column: Box) -> bool:
        if box.width < _LEAST[0] or box.height < _LEAST[1]:
            return False
        numbered = (
            told.box.left for told in self.sheet.lines if _NUMBER.match(told.line.text) and _overlaps(told, box)
        )
        is_numbered = any(left < box.left + _EDGE for left in numbered)
        is_central = abs(box.left + box.right - column.left - column.right) < 2 * _CENTRAL * column.width
        is_indented = box.left >= column.left + _INDENT and self._has_room(box, column)
        return is_numbered or is_central or is_indented or box.width >= _FULL * column.width

    def _has_room(self, box: Box, column: Box) -> bool:
        """Whether there is more white above and below than between lines of text."""
        high, low = min(box.top + _ROOM, self.sheet.height), max(box.bottom - _ROOM, 0.0)
        above = self.sheet.ink.around(Box(column.left, box.top, column.right, high))
        below = self.sheet.ink.around(Box(column.left, low, column.right, box.bottom))
        return above is None and below is None


def _top(told: Told) -> float:
    """Where the capitals of a line end."""
    return told.line.baseline + 0.75 * told.line.size


def _overlaps(told: Told, box: Box) -> bool:
    """Whether letters of the line stand in the box."""
    return told.box.is_across(box) and _is_in_row(told, box)


def _is_in_row(told: Told, box: Box) -> bool:
    low, high = told.line.baseline, told.line.baseline + 0.5 * told.line.size
    return low < box.top and high > box.bottom
