"""Says which part of a text each section is."""

from collections.abc import Sequence
from itertools import accumulate

from studyapp.material.pdf.lines import Line
from studyapp.material.sections.structure import Section, TextSection


def text_sections(
    sections: Sequence[Section], pages: Sequence[Sequence[Line]], line_starts: Sequence[int], length: int
) -> tuple[TextSection, ...]:
    """The sections in a text of that length, in which the lines of all pages start at these offsets."""
    firsts = list(accumulate((len(page) for page in pages), initial=0))
    offsets = [*line_starts, length]
    starts = [offsets[min(firsts[section.page - 1] + section.line, len(line_starts))] for section in sections]
    return tuple(
        _text_section(section, start, end, _last_page(section, following, len(pages)))
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
