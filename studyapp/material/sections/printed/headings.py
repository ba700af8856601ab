"""Takes the structure of a document from its headings: which of the styles that stand out are those of chapters and
sections.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.kinds import is_front
from studyapp.material.sections.printed.candidates import Candidate, candidates
from studyapp.material.sections.printed.numbering import is_part
from studyapp.material.sections.printed.paper import Paper, Style

_SAME_SIZE: Final = 0.6
_FEWEST: Final = 2
_TITLE_PAGES: Final = 2
"""What stands on the first two pages only is the title of the document."""
_BELOW_ROMAN: Final = {"letter": 1, "digit": 2}
_FEW: Final = 3
_DIFFERENT: Final = 0.6
"""So many of them say different things."""
_SHORT: Final = 4
"""Documents with fewer pages have no title page."""
_PER_PAGE: Final = 1.2
"""A style of headings stands on a page so often at most, on average."""
_TEXT_AFTER: Final = 60
"""As many characters stand between headings of a style at least, by the median."""
_OWN_PAGES: Final = 0.8
"""Or so many of them stand on pages of their own."""
_CHAIN: Final = 0.6
"""So many of the numbers of a chain follow on the one before."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Headings of one style, and of one depth of numbers if their numbers say more than their style."""

    style: Style
    depth: int
    items: tuple[Candidate, ...]


def printed_headings(paper: Paper, table: range) -> list[Heading]:
    """The headings in the order of the text, with depths by their styles and numbers; none from the contents."""
    found = candidates(paper, table)
    levels = [level for level in _levels(found) if _is_level(paper, level)]
    headings = [
        Heading(item.title, depth, item.page, item.at)
        for depth, level in enumerate(_chosen(levels), start=1)
        for item in level.items
    ]
    return sorted(headings, key=lambda heading: heading.at)


def _levels(found: Sequence[Candidate]) -> list[_Level]:
    """The candidates by style, the largest first; styles are parted by the depth of numbers."""
    styles = _common_styles(found)
    roman = {styles[item.style] for item in found if item.number and item.number.style == "roman"}
    groups: dict[tuple[Style, int], list[Candidate]] = defaultdict(list)
    for item in found:
        style = styles[item.style]
        groups[style, _depth(item, style in roman)].append(item)
    levels: list[_Level] = []
    for style in sorted({style for style, _ in groups}, key=lambda style: (-style[0], not style[1])):
        depths = sorted(depth for other, depth in groups if other == style and depth)
        plain = groups.get((style, 0), [])
        if len(depths) <= 1:
            items = [*plain, *(groups[style, depths[0]] if depths else [])]
            levels.append(_Level(style, depths[0] if depths else 0, _in_order(items)))
            continue
        for depth in depths:
            items = [*groups[style, depth], *(plain if depth == depths[0] else [])]
            levels.append(_Level(style, depth, _in_order(items)))
    return levels


def _depth(item: Candidate, is_roman: bool) -> int:  # noqa: FBT001
    """The depth of its number, from 1; 0 without one. In papers I, A and 1 are three levels in one style."""
    if not item.number:
        return 0
    return item.number.depth + (_BELOW_ROMAN.get(item.number.style, 0) if is_roman else 0)


def _in_order(items: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(items, key=lambda item: item.at))


def _common_styles(found: Sequence[Candidate]) -> dict[Style, Style]:
    """For each style the one it counts as: sizes that hardly differ are one."""
    counts = Counter(item.style for item in found)
    common: dict[Style, Style] = {}
    for style, _ in counts.most_common():
        near = (other for other in common.values() if other[1] == style[1] and abs(other[0] - style[0]) <= _SAME_SIZE)
        common[style] = next(near, style)
    return common


def _is_level(paper: Paper, level: _Level) -> bool:
    """Whether these may be headings: text stands between them, and they are not the title page."""
    items, is_chain = level.items, _is_chain(level)
    if items[-1].page <= _title_pages(paper) or (level.style == paper.body and not is_chain):
        return False
    if len({item.title for item in items}) < _DIFFERENT * len(items):
        return False
    if len(items) < _FEWEST:
        return bool(items[0].number and items[0].number.style in ("chapter", "part"))
    return is_chain or (len(items) <= _PER_PAGE * paper.page_count + _FEW and _have_text(paper, items))


def _have_text(paper: Paper, items: Sequence[Candidate]) -> bool:
    """Whether text stands between headings, or most of them on pages of their own."""
    ends = [*(item.at for item in items[1:]), len(paper.lines)]
    pages = len({item.page for item in items})
    text = median(paper.chars(item.after, end) for item, end in zip(items, ends, strict=True))
    return text >= _TEXT_AFTER or pages >= _OWN_PAGES * len(items)


def _title_pages(paper: Paper) -> int:
    return min(_TITLE_PAGES, paper.page_count // _SHORT)


def _chosen(levels: Sequence[_Level]) -> list[_Level]:
    """The levels from the highest on. If chapters are numbered, what is larger without a number is none."""
    chapters = next((at for at, level in enumerate(levels) if level.depth == 1 and _is_chain(level)), None)
    if chapters is None:
        return list(levels)
    first = next(item.at for item in levels[chapters].items if item.number)
    above = [level for level in levels[:chapters] if any(is_part(item.title) for item in level.items)]
    begun = (_begun(level, first) for level in (*above, *levels[chapters:]))
    return [level for level in begun if level.items]


def _begun(level: _Level, first: int) -> _Level:
    """The level without what stands before the first chapter, unless it is a part or front matter: that is a title."""
    items = (item for item in level.items if item.at >= first or is_front(item.title) or is_part(item.title))
    return replace(level, items=tuple(items))


def _is_chain(level: _Level) -> bool:
    """Whether the numbers count the headings."""
    numbers = [item.number.parts[-1] for item in level.items if item.number]
    steps = [after - before for before, after in pairwise(numbers)]
    return len(numbers) >= _FEWEST and sum(step == 1 for step in steps) >= _CHAIN * len(steps)
