"""Splits long material into chunks that suit one call to a generator, and divides the wanted cards among them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from studyapp.generation.calls import Chunk
from studyapp.rules.atoms import atoms, is_inside
from studyapp.rules.sentences import sentence_spans

_BREAK: Final = re.compile(r"\n[ \t]*\n\s*|\n(?=#{1,6}[ \t])")
_TITLE_LINE: Final = re.compile(r"\s*(?:#{1,6}[ \t][^\n]*|[^\n]+\n[=-]{3,}[ \t]*(?=\n))")
_MARKDOWN_HEADING: Final = re.compile(r"#{1,6}[ \t]+(?P<title>.*?)[ \t]*#*")
_PLAIN_HEADING: Final = re.compile(r"(?P<title>[^\W_].{0,78}[^\W_)])(?:\n[=-]{3,})?")
"""A short line on its own that does not end like a sentence; it may be underlined."""
_LONGEST_TITLES: Final = 300
"""The most characters of successive headings. Longer ones are taken for a list."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph with the headings above it, or a part of a paragraph that is too long."""

    start: int
    end: int
    heading: str | None = None
    """The last of the headings that the block begins with."""


def split(text: str, *, count: int, page_starts: Sequence[int], target_chars: int) -> list[Chunk]:
    """Split the text into at most `count` chunks, in order. Their own counts are at least 1 and sum up to `count`.

    Chunks end at headings if possible, else at paragraphs, else at sentences. If the text is too long for `count`
    chunks of `target_chars`, parts of it are left out evenly. `page_starts` are offsets in `text`, one for each page.
    """
    packed = _spread(_pack(text, target_chars), count)
    shares = share([end - start for start, end, _ in packed], count=count)
    return [
        Chunk(index, text[start:end], shares[index], heading, page_at(start, page_starts), start)
        for index, (start, end, heading) in enumerate(packed)
    ]


def share(weights: Sequence[int], *, count: int) -> list[int]:
    """Divide `count` in proportion to the weights (Sainte-Laguë), at least 1 for each; so `count` ≥ `len(weights)`."""
    shares = [1] * len(weights)
    for _ in range(count - len(weights) if weights else 0):
        neediest = max(range(len(weights)), key=lambda at: (weights[at] / (2 * shares[at] + 1), -at))
        shares[neediest] += 1
    return shares


def page_at(offset: int, page_starts: Sequence[int]) -> int | None:
    """The page an offset lies on, counted from 1; None if there are no pages."""
    return max(1, bisect_right(page_starts, offset)) if page_starts else None


def _pack(text: str, target: int) -> list[tuple[int, int, str | None]]:
    """The start, end and heading of every chunk of the whole text."""
    groups: list[list[_Block]] = []
    for block in _blocks(text, target):
        if groups and not _is_full(groups[-1], block, target):
            groups[-1].append(block)
        else:
            groups.append([block])
    return list(_with_headings(_without_stub(groups, target)))


def _is_full(group: list[_Block], following: _Block, target: int) -> bool:
    """Whether the next block begins a new chunk. A block with a heading does so once the chunk is half full."""
    if following.end - group[0].start > target:
        return True
    return following.heading is not None and group[-1].end - group[0].start >= target / 2


def _without_stub(groups: list[list[_Block]], target: int) -> list[list[_Block]]:
    """The groups, but with a last one that is too short to be worth a call joined to the one before it."""
    if len(groups) > 1 and groups[-1][-1].end - groups[-1][0].start < target / 8:
        return [*groups[:-2], groups[-2] + groups[-1]]
    return groups


def _with_headings(groups: list[list[_Block]]) -> Iterator[tuple[int, int, str | None]]:
    """The start, end and heading of each group. One that begins without a heading has the last heading before it."""
    heading: str | None = None
    for group in groups:
        heading = group[0].heading or heading
        yield group[0].start, group[-1].end, heading
        heading = next((block.heading for block in reversed(group) if block.heading), heading)


def _spread(chunks: list[tuple[int, int, str | None]], count: int) -> list[tuple[int, int, str | None]]:
    if len(chunks) <= count:
        return chunks
    return [chunks[int((at + 0.5) * len(chunks) / count)] for at in range(count)]


def _blocks(text: str, target: int) -> Iterator[_Block]:
    start, heading = None, None
    for first, last in _paragraphs(text):
        start = first if start is None else start
        title = _heading(text[first:last])
        heading = title or heading
        if title is None or last - start > _LONGEST_TITLES:
            yield from _parts(text, _Block(start, last, heading), target)
            start, heading = None, None
    if start is not None:
        yield from _parts(text, _Block(start, len(text.rstrip()), heading), target)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each paragraph. A heading with text on the next line is a paragraph of its own."""
    whole = atoms(text)
    breaks = (match for match in _BREAK.finditer(text) if not is_inside(whole, match.start()))
    edges = [0, *(at for match in breaks for at in match.span()), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        title = _TITLE_LINE.match(text, start, end)
        middle = title.end() if title else start
        yield from _trimmed(text, start, middle)
        yield from _trimmed(text, middle, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same range without white space around it; nothing if it holds only white space."""
    stretch = text[start:end]
    if stripped := stretch.strip():
        first = start + len(stretch) - len(stretch.lstrip())
        yield first, first + len(stripped)


def _heading(paragraph: str) -> str | None:
    found = _MARKDOWN_HEADING.fullmatch(paragraph) or _PLAIN_HEADING.fullmatch(paragraph)
    return found["title"] if found else None


def _parts(text: str, block: _Block, target: int) -> Iterator[_Block]:
    """The block itself or, if it is longer than `target`, shorter parts of it that consist of whole sentences."""
    if block.end - block.start <= target:
        yield block
        return
    start = end = block.start
    for first, last in _sentences(text, block, target):
        if last - start > target and end > start:
            yield _Block(start, end, block.heading if start == block.start else None)
            start = first
        end = last
    yield _Block(start, end, block.heading if start == block.start else None)


def _sentences(text: str, block: _Block, target: int) -> Iterator[tuple[int, int]]:
    """The sentences of a block. One longer than `target` is cut at white space or, without any, at `target`."""
    for first, last in sentence_spans(text[block.start : block.end]):
        cuts = [block.start + first, *_cuts(text, block.start + first, block.start + last, target), block.start + last]
        for start, end in pairwise(cuts):
            yield from _trimmed(text, start, end)


def _cuts(text: str, start: int, end: int, target: int) -> Iterator[int]:
    while end - start > target:
        space = max(text.rfind(" ", start + target // 2, start + target), text.rfind("\n", start, start + target))
        start = space + 1 if space > start else start + target
        yield start
