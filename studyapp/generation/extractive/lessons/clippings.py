"""Gives the formulas and figures of the section to the concepts they stand with."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from studyapp.rules.lessons import ClippingDraft, ConceptDraft, LessonHead, SectionText
from studyapp.rules.quotes import locate

_FARTHEST: Final = 1_500
"""In characters, from what the concept quotes; about half a page."""
_BEFORE: Final = 3
"""What stands before a quote is so many times as far from it as what stands behind: a text comes before its figure."""
_MOST: Final = 4

Placed = tuple[int, ClippingDraft]
"""Where in the section it stands, and what."""


def with_clippings(
    made: Sequence[LessonHead | ConceptDraft], section: SectionText, clippings: Sequence[Placed]
) -> Iterator[LessonHead | ConceptDraft]:
    """The lesson with each formula and figure at the concept whose quotes are nearest to it, if they are near."""
    places = [_places(part, section) if isinstance(part, ConceptDraft) else [] for part in made]
    given: dict[int, list[tuple[int, Placed]]] = defaultdict(list)
    for placed in clippings:
        nearest = min(
            ((_distance(placed[0], place), at) for at, of_part in enumerate(places) for place in of_part),
            default=(_FARTHEST + 1, 0),
        )
        if nearest[0] <= _FARTHEST:
            given[nearest[1]].append((nearest[0], placed))
    for at, part in enumerate(made):
        yield replace(part, clippings=_chosen(given[at])) if isinstance(part, ConceptDraft) and given[at] else part


def _places(concept: ConceptDraft, section: SectionText) -> list[tuple[int, int]]:
    return [found for source in concept.sources if (found := locate(section.text, source.quote))]


def _distance(offset: int, place: tuple[int, int]) -> int:
    start, end = place
    return max(offset - end, (start - offset) * _BEFORE, 0)


def _chosen(near: Sequence[tuple[int, Placed]]) -> tuple[ClippingDraft, ...]:
    """The nearest, in the order of the text."""
    nearest = sorted(near, key=lambda each: each[0])[:_MOST]
    return tuple(clipping for _, (_, clipping) in sorted(nearest, key=lambda each: each[1][0]))
