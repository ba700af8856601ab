"""Divides presentations, whose every page has a title, into parts of some slides."""

from math import ceil
from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.printed.paper import Paper

_CHARS: Final = 1_200
"""A slide holds fewer characters on average."""
_FEWEST: Final = 3
_SLIDES: Final = 8
_MOST_SLIDES: Final = 10
"""A part has about so many slides, and so many at most."""

_LARGEST: Final = 0.9
"""The title is hardly smaller than the largest letters of its slide."""


def slide_headings(paper: Paper) -> list[Heading]:
    """The first slide of each part, with its title; none if the document is not a presentation."""
    if not _are_slides(paper):
        return []
    count = max(1, round(paper.page_count / _SLIDES), ceil(paper.page_count / _MOST_SLIDES))
    pages = [1 + round(part * paper.page_count / count) for part in range(count)]
    return [Heading(_title(paper, page), 1, page, paper.first(page)) for page in pages]


def _are_slides(paper: Paper) -> bool:
    landscape = sum(width > height for width, height in paper.sizes)
    chars = paper.chars(0, len(paper.lines))
    return paper.page_count >= _FEWEST and 2 * landscape > paper.page_count and chars < _CHARS * paper.page_count


def _title(paper: Paper, page: int) -> str:
    """The first line among the largest of a slide; its number if it has no text."""
    lines = [paper.lines[at] for at in paper.on(page)]
    largest = max((line.size for line in lines), default=0)
    return next((line.text for line in lines if line.size >= _LARGEST * largest), f"{page}")
