"""Finds the structure of a text without pages: by its Markdown headings, or as parts of about the same length."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from studyapp.material.pdf.lines import Box, Line
from studyapp.material.sections.heading import Heading
from studyapp.material.sections.levels.choice import sections_of
from studyapp.material.sections.offsets import text_sections
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.structure import TextSection

PAGE_CHARS: Final = 1_000
"""A text is measured as if it had pages of that length."""
_PART_CHARS: Final = 12_000
_WORDS: Final = 6
_SIZE: Final = (595.0, 842.0)
_BOX: Final = Box(0, 0, 0, 0)
_HASHES: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE: Final = re.compile(r" {0,3}(```+|~~~+)")


@dataclass(frozen=True, slots=True)
class WrittenHeading:
    title: str
    depth: int
    """Only the order of depths counts."""
    start: int
    """Where its line begins in the text."""


def written_sections(text: str, headings: Sequence[WrittenHeading] | None = None) -> tuple[TextSection, ...]:
    """The chapters and sections. Their pages are none of the text's, which has none.

    The headings, in the order of the text, are those of its Markdown if none are given.
    """
    starts, paper = _paper(text)
    sections = sections_of(paper, _headings(paper) if headings is None else _placed(paper, starts, headings))
    if len(sections) < 2:
        sections = sections_of(paper, _parts(paper, starts, text))
    first, *others = text_sections(sections, paper, starts, len(text))
    return (replace(first, start=0), *others)  # a title and an opening line belong to what follows


def _paper(text: str) -> tuple[list[int], Paper]:
    """The lines that are not empty, on pages, and where each begins."""
    starts: list[int] = []
    pages: list[list[Line]] = [[]]
    at = 0
    for row in text.splitlines(keepends=True):
        number = at // PAGE_CHARS + 1
        pages += [[] for _ in range(number - len(pages))]
        if row.strip():
            starts.append(at)
            pages[-1].append(Line(row.rstrip(), number, _BOX, 10))
        at += len(row)
    return starts, Paper(pages, [_SIZE] * len(pages))


def _placed(paper: Paper, starts: Sequence[int], headings: Sequence[WrittenHeading]) -> list[Heading]:
    places = ((each, bisect_left(starts, each.start)) for each in headings)
    return [Heading(each.title, each.depth, paper.page_of(at), at) for each, at in places if at < len(starts)]


def _headings(paper: Paper) -> list[Heading]:
    return [Heading(title, depth, paper.page_of(at), at) for at, depth, title in _marked(paper.lines)]


def _marked(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """The place, depth and title of each heading outside of code."""
    fence = ""
    for at, line in enumerate(lines):
        if mark := _FENCE.match(line.text):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif fence:
            continue
        elif (found := _HASHES.fullmatch(line.text)) and found[2]:
            yield at, len(found[1]), found[2]
        elif depth := _underlined(lines, at):
            yield at, depth, line.text.strip()


def _underlined(lines: Sequence[Line], at: int) -> int:
    """The depth of a heading that the next line underlines; 0 if it does not."""
    below = _UNDERLINE.fullmatch(lines[at + 1].text) if at + 1 < len(lines) else None
    if not below or len(below[1]) < 3 or _UNDERLINE.fullmatch(lines[at].text):
        return 0
    return 1 if below[1][0] == "=" else 2


def _parts(paper: Paper, starts: Sequence[int], text: str) -> list[Heading]:
    """Parts that begin with a paragraph, or at least with a line, named by their first words."""
    places = [0] if paper.lines else []
    for at, start in enumerate(starts):
        length = start - starts[places[-1]]
        begins_paragraph = text[:start].endswith("\n\n")
        if length >= _PART_CHARS and (begins_paragraph or length >= 2 * _PART_CHARS):
            places.append(at)
    return [Heading(_name(paper.lines[at].text), 1, paper.page_of(at), at) for at in places]


def _name(line: str) -> str:
    words = line.strip(" #*_>-").split()
    return f"{' '.join(words[:_WORDS])}{'…' if len(words) > _WORDS else ''}" or "…"
