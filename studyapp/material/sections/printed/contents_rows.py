"""Finds the printed table of contents of a document, and reads its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from studyapp.material.pdf.lines import Line
from studyapp.material.sections.kinds import is_contents, is_list_of_figures
from studyapp.material.sections.printed.numbering import is_label, is_part, number_of
from studyapp.material.sections.printed.paper import Paper

_SHARE: Final = 0.12
_FEWEST_PAGES: Final = 10
"""The table stands in the first 12 % of the pages, or the first ten."""
_DOTTED: Final = 5
_ROWS: Final = 3
"""A page with so many dotted rows is one of a table; under a heading that says so, so many rows of any kind do."""
_OTHERS: Final = 4
"""So many lines in a row that are no rows end the table."""
_ROW: Final = re.compile(
    r"(?P<title>.*?[^\s.·…‥・_])(?P<leaders>(?:\s*[.·…‥・_]){2,}\s*|\.?\s+)"
    r"(?P<page>\d{1,4}|[ivxlc]{1,7}|[A-Z]{1,2}-?\d{1,3}|\d{1,2}-\d{1,3})"
)
_INDENT: Final = 5.0
"""How far apart in points rows of different depth begin at least."""
_LONGEST: Final = 140
_CHAPTER_DEPTH: Final = 2
_ROMAN_ENDS: Final = frozenset("ivxlc")
_STRAY: Final = " .,´`¨˜ˆ'\"|"
"""What may stand behind the page number, e.g. an accent that belongs to the title."""
_LETTERS: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Row:
    line: Line
    """The line where it begins."""
    title: str
    page: int | None
    is_dotted: bool


@dataclass(frozen=True, slots=True)
class TableOfContents:
    rows: Sequence[Row]
    places: range
    """Where it stands."""


def table_of_contents(paper: Paper) -> TableOfContents:
    """The table of contents; one without rows if there is none."""
    start = _start(paper)
    if start is None:
        return TableOfContents((), range(0))
    rows, end = _rows(paper, start)
    return TableOfContents(rows, range(start, end))


def _start(paper: Paper) -> int | None:
    last = min(paper.page_count, max(_FEWEST_PAGES, round(_SHARE * paper.page_count)))
    return next((at for at in range(paper.first(last + 1)) if _begins(paper, at)), None)


def _begins(paper: Paper, at: int) -> bool:
    """Whether the table begins at this line: with its heading, or with the first of many dotted rows."""
    line = paper.lines[at]
    if is_contents(line.text):
        after = (_row(each) for each in paper.lines[at + 1 : at + 3 * _ROWS + 1])
        return sum(row is not None for row in after) >= _ROWS
    if not _is_dotted(line):
        return False
    return sum(map(_is_dotted, paper.lines[at : paper.first(line.page + 1)])) >= _DOTTED


def _is_dotted(line: Line) -> bool:
    row = _row(line)
    return row is not None and row.is_dotted


def _row(line: Line) -> Row | None:
    text = line.text.rstrip(_STRAY)
    is_numbered = len(text) <= 2 * _LONGEST and (text[-1:].isdigit() or text[-1:] in _ROMAN_ENDS)
    found = _ROW.fullmatch(text) if is_numbered else None
    if not found or not _LETTERS.search(found["title"]) or len(found["title"]) > _LONGEST:
        return None
    if is_label(line.text) or (is_contents(found["title"]) and not found["page"].isdigit()):
        return None
    page = int(found["page"]) if found["page"].isdigit() else None
    return Row(line, found["title"], page, is_dotted=len(found["leaders"].split()) > 1 or len(found["leaders"]) > 2)


def _rows(paper: Paper, start: int) -> tuple[list[Row], int]:
    """The rows from the table's beginning on, and the place behind the last."""
    rows: list[Row] = []
    others: list[Line] = []
    is_other_list = False
    end = start
    for at in range(start, len(paper.lines)):
        line = paper.lines[at]
        row = _row(line)
        if row is None:
            is_other_list = is_list_of_figures(line.text) or (is_other_list and not is_contents(line.text))
            others.append(line)
            if len(others) >= _OTHERS:
                break
            continue
        end = at + 1
        if not is_other_list:
            if rows and _begins_again(rows, row, others):
                rows = []
            rows += _with_others(row, others)
        others = []
    return rows, end


def _begins_again(rows: Sequence[Row], row: Row, others: Sequence[Line]) -> bool:
    """Whether a second, more detailed table begins."""
    is_earlier = row.page is not None and rows[-1].page is not None and row.page < rows[-1].page
    return is_earlier and any(is_contents(line.text) for line in others)


def _with_others(row: Row, others: Sequence[Line]) -> list[Row]:
    """The row, with the lines before it that begin its title, and the parts without a page that stand before it."""
    begin = _beginning(row, others)
    parts = [Row(line, line.text, None, is_dotted=False) for line in others[:begin] if is_part(line.text)]
    title = ""
    for line in others[begin:]:
        title += line.text[:-1] if line.text.endswith("-") else f"{line.text} "
    return [*parts, replace(row, line=others[begin] if begin < len(others) else row.line, title=title + row.title)]


def _beginning(row: Row, others: Sequence[Line]) -> int:
    """Which of the lines before a row is the first of its title: one with the number, or that is indented less."""
    if number_of(row.title):
        return len(others)
    for at in range(len(others) - 1, -1, -1):
        line = others[at]
        if line.page != row.line.page or is_contents(line.text):
            break
        if number_of(line.text) and not is_part(line.text):
            return at
        is_indented = row.line.box.left > line.box.left + _INDENT
        if at == len(others) - 1 and (line.text.endswith("-") or (is_indented and row.title[:1].islower())):
            return at
    return len(others)
