"""Finds the lines that are set like headings: larger or bolder than the text around them, short, and by themselves."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from studyapp.material.pdf.lines import Face, Line
from studyapp.material.sections.printed.matching import with_label
from studyapp.material.sections.printed.numbering import Number, is_label, labelled, number_of
from studyapp.material.sections.printed.paper import Paper, Style, style_of

_LARGER: Final = 1.07
_AS_LARGE: Final = 0.95
_NUMBERED_AS_LARGE: Final = 0.88
"""As shares of the size of most text: a heading is larger, or bold and hardly smaller, with a number a little more."""
_MOST_LINES: Final = 4
_MOST_CHARS: Final = 160
_MOST_WORDS: Final = 22
_MOST_WORDS_IN_BOLD: Final = 14
_NEXT_LINE: Final = 2.0
"""The second line of a heading follows within so many font sizes."""
_GAP: Final = 1.2
"""A heading in bold stands after a gap of so many usual line distances."""
_TITLE_PAGES: Final = 2
_FEWEST_PAGES: Final = 8
_TITLE_PAGE_CHARS: Final = 400
"""One of the first two pages of a longer document with fewer characters in the usual type is a title page."""
_CAPTION: Final = re.compile(
    r"(?:figure|fig\.?|table|tab\.?|listing|algorithm|abbildung|abb\.?|tabelle|tableau|figura|tabla|equation|exercise|"
    r"example|theorem|lemma|definition|proof|corollary|proposition|remark|beispiel|satz|beweis|aufgabe|übung|exemple|"
    r"exercice|théorème|ejemplo|ejercicio|図|表)\s*[\d(.:]",
    re.IGNORECASE,
)
_LEADERS: Final = re.compile(r"(?:[.·…‥・_] ?){4}")
_WORD: Final = re.compile(r"[^\W\d_]{3,}|[^\W\d_\u0000-\u024f]{2,}")
"""A word that makes a title, or so many letters in scripts that need fewer."""
_CAPITALS: Final = re.compile(r"[\dIVX]+\.?\s+[^a-z\d]{4,}")
_DIGITS: Final = re.compile(r"\d+")
_ENDS: Final = re.compile(r"[.,;:]$")


@dataclass(frozen=True, slots=True)
class Candidate:
    title: str
    at: int
    """The place where it begins, with the label above it."""
    after: int
    """The place behind it."""
    page: int
    style: Style
    number: Number | None


def candidates(paper: Paper, table: range) -> list[Candidate]:
    """What may be headings, in the order of the text, but for the lines of the table of contents."""
    titles = {page for page in range(1, _TITLE_PAGES + 1) if _is_title_page(paper, page)}
    blocks = [block for block in _blocks(paper) if block[0] not in table and paper.page_of(block[0]) not in titles]
    return list(_with_labels(paper, _without_heads(paper, blocks)))


def _without_heads(paper: Paper, blocks: Sequence[range]) -> list[range]:
    """The blocks but those that stand at the same height of several pages, as heads and feet of short documents do."""
    keys = [(_shape(_text(paper, block)), round(paper.lines[block.start].baseline)) for block in blocks]
    counts = Counter(keys)
    return [block for block, key in zip(blocks, keys, strict=True) if counts[key] == 1]


def _shape(text: str) -> str:
    """The text without what counts the pages."""
    return text if is_label(text) or number_of(text) else _DIGITS.sub("#", text)


def _is_title_page(paper: Paper, page: int) -> bool:
    """Whether a page says little but in large type, as title pages do."""
    if paper.page_count < _FEWEST_PAGES:
        return False
    lines = [paper.lines[at] for at in paper.on(page)]
    large = [line for line in lines if _stands_out(paper, line)]
    if any(_is_first(number_of(line.text)) for line in large):
        return False
    return len(large) > 1 and sum(len(line.text) for line in lines if line not in large) < _TITLE_PAGE_CHARS


def _is_first(number: Number | None) -> bool:
    return number is not None and number.style in ("digit", "chapter", "part") and set(number.parts) == {1}


def _blocks(paper: Paper) -> Iterator[range]:
    """Lines that follow each other in one style other than that of the text; long ones are no headings."""
    at = 0
    while at < len(paper.lines):
        end = at + 1
        if _stands_out(paper, paper.lines[at]):
            while end < len(paper.lines) and _goes_on(paper, end):
                end += 1
            if _is_like_heading(paper, range(at, end)):
                yield range(at, end)
        at = end


def _stands_out(paper: Paper, line: Line) -> bool:
    size, is_bold = paper.body
    if line.face is Face.MATHS or style_of(line) in paper.usual:
        return _is_in_capitals(line.text)
    if line.size >= _LARGER * size:
        return True
    as_large = _NUMBERED_AS_LARGE if number_of(line.text) else _AS_LARGE
    if line.size < as_large * size or line.face is Face.FIXED:
        return False
    return (line.is_bold and not is_bold) or _is_in_capitals(line.text)


def _is_in_capitals(text: str) -> bool:
    """Whether a line is numbered and in capitals, as headings of papers are: "II. RELATED WORK"."""
    number = number_of(text)
    return number is not None and number.depth == 1 and bool(_CAPITALS.fullmatch(text))


def _goes_on(paper: Paper, at: int) -> bool:
    """Whether a line goes on with the heading that the lines before it are."""
    before, line = paper.lines[at - 1], paper.lines[at]
    if before.page != line.page or style_of(before) != style_of(line):
        return False
    distance = before.baseline - line.baseline
    is_new = number_of(line.text) is not None or is_label(before.text)
    return -1 < distance < _NEXT_LINE * line.size and not (is_new and distance > 1)


def _is_like_heading(paper: Paper, block: range) -> bool:
    lines = [paper.lines[at] for at in block]
    text = " ".join(line.text for line in lines)
    if len(block) > _MOST_LINES or len(text) > _MOST_CHARS or _CAPTION.match(text) or _LEADERS.search(text):
        return False
    if is_label(text):
        return lines[0].size >= _LARGER * paper.body[0]
    if not _WORD.search(text) or len(text.split()) > _MOST_WORDS:
        return False
    return lines[0].size >= _LARGER * paper.body[0] or _is_heading_in_bold(paper, block, text)


def _is_heading_in_bold(paper: Paper, block: range, text: str) -> bool:
    """Whether a bold text of the usual size is a heading, and not a term or the beginning of a paragraph."""
    first, last = paper.lines[block[0]], paper.lines[block[-1]]
    if len(text.split()) > _MOST_WORDS_IN_BOLD or (_ENDS.search(text) and not number_of(text)):
        return False
    above = paper.lines[block[0] - 1] if block[0] else None
    below = paper.lines[block.stop] if block.stop < len(paper.lines) else None
    has_gap = (
        above is None or above.page != first.page or not 0 <= above.baseline - first.baseline < _GAP * paper.leading
    )
    is_alone = below is None or below.page != last.page or abs(below.baseline - last.baseline) > 2
    return has_gap and is_alone


def _with_labels(paper: Paper, blocks: Sequence[range]) -> Iterator[Candidate]:
    """The candidates; a label such as "Chapter 3" is part of the title that follows it."""
    found = [_candidate(paper, block) for block in blocks]
    for item, following in zip_longest(found, found[1:]):
        if not following or not following.at <= item.at:
            yield item


def _candidate(paper: Paper, block: range) -> Candidate:
    title = _text(paper, block)
    start = block.start if is_label(title) else with_label(paper, block.start)
    if start < block.start:
        title = labelled(_text(paper, range(start, block.start)), title)
    number = number_of(title) or (number_of(f"{title} x") if is_label(title) else None)
    return Candidate(title, start, block.stop, paper.page_of(start), style_of(paper.lines[block.start]), number)


def _text(paper: Paper, block: range) -> str:
    text = ""
    for at in block:
        said = paper.lines[at].text
        text = text[:-1] + said if text.endswith("-") and said[:1].islower() else f"{text} {said}"
    return text.strip()
