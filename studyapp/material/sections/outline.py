"""Takes the structure of a document from its own outline: finds the line where each entry begins."""

from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.printed.matching import Titles, with_label
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.structure import OutlineEntry

_ABOVE: Final = 6.0
"""A heading may reach so many points above the place its entry names."""
_FAR: Final = 90.0
"""A title is looked for so many points around the place its entry names."""
_EACH_PAGE: Final = 0.8
"""An outline with entries for so many of the pages names pages or slides, not chapters."""
_FEWEST_PAGES: Final = 8


def outline_headings(paper: Paper, titles: Titles, entries: Sequence[OutlineEntry]) -> list[Heading]:
    """The entries as headings, in the order of the text."""
    if names_each_page(entries, paper.page_count):
        return []
    found = [_heading(paper, titles, entry) for entry in entries if 1 <= entry.page <= paper.page_count]
    return list(_without_repeats(sorted(found, key=lambda heading: (heading.at, heading.page))))


def names_each_page(entries: Sequence[OutlineEntry], page_count: int) -> bool:
    """Whether the outline is a flat list of the pages, as presentations and scanners write."""
    if page_count < _FEWEST_PAGES or len({entry.level for entry in entries}) > 1:
        return False
    return len({entry.page for entry in entries}) >= _EACH_PAGE * page_count


def _heading(paper: Paper, titles: Titles, entry: OutlineEntry) -> Heading:
    at = _place(paper, titles, entry)
    is_elsewhere = at not in paper.on(entry.page) and at < len(paper.lines) and len(paper.on(entry.page)) > 0
    return Heading(entry.title, entry.level, paper.page_of(at) if is_elsewhere else entry.page, at)


def _place(paper: Paper, titles: Titles, entry: OutlineEntry) -> int:
    lines, y = paper.on(entry.page), entry.y
    titled = titles.places(entry.title, lines.start, lines.stop)
    if y is None:
        return min(titled, default=lines.start)

    def distance(at: int) -> float:
        return abs(paper.lines[at].box.top - y)

    near = [at for at in titled if distance(at) <= _FAR]
    if near:
        return min(near, key=distance)
    below = (at for at in lines if paper.lines[at].box.middle <= y + _ABOVE)
    return with_label(paper, next(below, lines.stop))


def _without_repeats(headings: Sequence[Heading]) -> Iterator[Heading]:
    """Of several headings at one place the first, and those below it, as a part and its first chapter are."""
    kept: Heading | None = None
    for heading in headings:
        is_same_place = kept is not None and (heading.at, heading.page) == (kept.at, kept.page)
        if not (kept and is_same_place and heading.depth <= kept.depth):
            yield heading
            kept = heading
