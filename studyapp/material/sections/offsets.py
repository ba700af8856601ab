"""Says which part of a text each section is."""

from collections.abc import Sequence

from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.structure import Section, TextSection


def text_sections(
    sections: Sequence[Section], paper: Paper, line_starts: Sequence[int], length: int
) -> tuple[TextSection, ...]:
    """The sections in a text of that length, in which the lines of the paper start at these offsets."""
    offsets = [*line_starts, length]
    starts = [offsets[min(paper.first(section.page) + section.line, len(line_starts))] for section in sections]
    return tuple(
        _text_section(section, start, end, _last_page(section, following, paper.page_count))
        for section, following, start, end in zip(
            sections, [*sections[1:], None], starts, [*starts[1:], length], strict=True
        )
    )


def _text_section(section: Section, start: int, end: int, last_page: int) -> TextSection:
    return TextSection(section.title, section.level, section.kind, start, end, section.page, last_page)


def _last_page(section: Section, following: Section | None, pages: int) -> int:
    if following is None:
        return pages
    return max(section.page, following.page - (following.line == 0))
