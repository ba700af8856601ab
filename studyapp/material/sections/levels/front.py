"""Puts what stands before the first chapter, such as cover and table of contents, into a section of its own."""

from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.kinds import is_contents
from studyapp.material.sections.printed.paper import Paper

_LEAST: Final = 1_500
"""With fewer characters before it, the first chapter is not preceded by anything worth a section."""
_TITLE_PAGES: Final = 3
_LONGEST: Final = 120


def front_heading(paper: Paper, first: Heading) -> Heading | None:
    """The heading of what stands before the first one, named by its largest line; None if that is little."""
    if paper.chars(0, first.at) < _LEAST:
        return None
    pages = range(1, min(_TITLE_PAGES, max(first.page - 1, 1)) + 1)
    opening = [paper.lines[at] for page in pages for at in paper.on(page) if not is_contents(paper.lines[at].text)]
    if not opening:
        opening = paper.lines[:1]
    largest = max(line.size for line in opening)
    title = next(line.text for line in opening if line.size == largest)
    return Heading(title[:_LONGEST], 1, paper.lines[0].page, 0)
