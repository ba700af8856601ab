"""Finds the structure of a document: by its outline, its table of contents, its slides, its headings, or not at all."""

from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.levels.choice import sections_of
from studyapp.material.sections.outline import outline_headings
from studyapp.material.sections.parts import even_parts
from studyapp.material.sections.printed.contents import contents_headings
from studyapp.material.sections.printed.contents_rows import table_of_contents
from studyapp.material.sections.printed.headings import printed_headings
from studyapp.material.sections.printed.matching import Titles
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.slides import slide_headings
from studyapp.material.sections.structure import OutlineEntry, Section, Source, Structure

_ALWAYS: Final = (Source.SLIDES, Source.PARTS)
"""What these find is taken though it may be the whole document as one section."""


def structure_of(paper: Paper, *, outline: Sequence[OutlineEntry] = ()) -> Structure:
    """The chapters and sections of a document, which may have an outline of its own."""
    for source, headings in _candidates(paper, outline):
        sections = sections_of(paper, headings)
        if _is_useful(paper, sections) or (source in _ALWAYS and sections):
            return Structure(source, tuple(sections))
    return Structure(Source.PARTS, ())


def _candidates(paper: Paper, outline: Sequence[OutlineEntry]) -> Iterator[tuple[Source, list[Heading]]]:
    """What each method finds, the most trustworthy first."""
    titles = Titles(paper)
    yield Source.OUTLINE, outline_headings(paper, titles, outline)
    table = table_of_contents(paper)
    yield Source.CONTENTS, contents_headings(paper, titles, table)
    yield Source.SLIDES, slide_headings(paper)
    yield Source.HEADINGS, printed_headings(paper, table.places)
    yield Source.PARTS, even_parts(paper)


def _is_useful(paper: Paper, sections: Sequence[Section]) -> bool:
    """Whether the sections divide the document at all."""
    return len(sections) >= 2 and (len({section.page for section in sections}) > 1 or paper.page_count == 1)
