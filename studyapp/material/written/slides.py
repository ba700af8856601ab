"""Divides a presentation: by the sections it has, or into parts of some slides, or by the titles of its slides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from studyapp.material.pdf.lines import Box, Line
from studyapp.material.sections.heading import Heading
from studyapp.material.sections.levels.choice import sections_of
from studyapp.material.sections.offsets import text_sections
from studyapp.material.sections.parts import even_parts
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.slides import slide_headings
from studyapp.material.sections.structure import TextSection
from studyapp.material.written.block import Block, Written

_SIZE: Final = (960.0, 540.0)
_BOX: Final = Box(0, 0, 0, 0)
_TITLE_SIZE: Final = 30.0
_TEXT_SIZE: Final = 10.0


def slide_sections(written: Written, starts: Sequence[int], length: int) -> tuple[TextSection, ...]:
    """The chapters and sections of a presentation, whose blocks start at these offsets of a text of that length."""
    paper = Paper(list(_slides(written)), [_SIZE] * len(written.pages))
    for headings in (_stated(written, paper), slide_headings(paper), _titled(paper), even_parts(paper)):
        sections = sections_of(paper, headings)
        if len(sections) > 1 or (sections and headings):
            found = text_sections(sections, paper, starts, length)
            return (replace(found[0], start=0, page_from=1), *found[1:])
    return ()


def _slides(written: Written) -> Iterator[list[Line]]:
    """The blocks of each slide as lines."""
    ends = [*written.pages[1:], len(written.blocks)]
    for number, (first, end) in enumerate(zip(written.pages, ends, strict=True), start=1):
        yield [_line(block, number) for block in written.blocks[first:end]]


def _line(block: Block, number: int) -> Line:
    return Line(block.title or block.text, number, _BOX, _TITLE_SIZE if block.title else _TEXT_SIZE)


def _stated(written: Written, paper: Paper) -> list[Heading]:
    marks = [mark for mark in written.marks if mark.block < len(paper.lines)]
    found = [Heading(mark.title, mark.depth, paper.page_of(mark.block), mark.block) for mark in marks]
    return found if len(found) > 1 else []


def _titled(paper: Paper) -> list[Heading]:
    titled = (at for at, line in enumerate(paper.lines) if line.size == _TITLE_SIZE)
    found = [Heading(paper.lines[at].text, 1, paper.page_of(at), at) for at in titled]
    return found if len(found) > 1 else []
