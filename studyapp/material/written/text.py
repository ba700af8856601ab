"""Puts the blocks of a file together: its text, what each stretch of it is, and its chapters and sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from studyapp.errors import TooLarge
from studyapp.material.cleaning import MAX_DOCUMENT_CHARS, require_text, too_long
from studyapp.material.passages.passage import Passage
from studyapp.material.sections.structure import TextSection
from studyapp.material.sections.written import WrittenHeading, written_sections
from studyapp.material.written.block import Block, Mark, Written
from studyapp.material.written.slides import slide_sections


@dataclass(frozen=True, slots=True)
class WrittenText:
    title: str | None
    """As stated in the file."""
    text: str
    page_starts: tuple[int, ...]
    """The offset of each page in the text; empty for a file without pages."""
    sections: tuple[TextSection, ...]
    """Chapters and sections in the order of the text. Their pages count only if there are any."""
    passages: tuple[Passage, ...]
    """The whole text by kinds, in its order."""


def put_together(written: Written) -> WrittenText:
    """Raises `BadInput` if nothing is said, and `TooLarge` if too much is."""
    text, starts = _joined(written.blocks)
    require_text(text)
    page_starts = tuple(_start(starts, at, len(text)) for at in written.pages)
    return WrittenText(
        title=written.title,
        text=text,
        page_starts=(0, *page_starts[1:]) if page_starts else (),
        sections=_sections(written, text, starts),
        passages=tuple(_passages(written.blocks, starts, len(text))),
    )


def _joined(blocks: Sequence[Block]) -> tuple[str, list[int]]:
    """The text, and where each block begins."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for before, block in pairwise([None, *blocks]):
        assert block
        gap = "" if before is None else "\n" if before.is_item and block.is_item else "\n\n"
        starts.append(length + len(gap))
        pieces += (gap, block.text)
        length += len(gap) + len(block.text)
    if length > MAX_DOCUMENT_CHARS:
        raise TooLarge(too_long(length, most=MAX_DOCUMENT_CHARS))
    return "".join(pieces), starts


def _start(starts: Sequence[int], at: int, length: int) -> int:
    return starts[at] if at < len(starts) else length


def _sections(written: Written, text: str, starts: Sequence[int]) -> tuple[TextSection, ...]:
    if written.pages:
        return slide_sections(written, starts, len(text))
    headings = [Mark(block.title, block.depth, at) for at, block in enumerate(written.blocks) if block.title]
    for marks in (written.marks, headings):
        found = written_sections(text, [_heading(mark, starts, len(text)) for mark in marks])
        if len(found) > 1 and len(marks) > 1:
            return found
    return written_sections(text, [])


def _heading(mark: Mark, starts: Sequence[int], length: int) -> WrittenHeading:
    return WrittenHeading(mark.title, mark.depth, _start(starts, mark.block, length))


def _passages(blocks: Sequence[Block], starts: Sequence[int], length: int) -> Iterator[Passage]:
    ends = [*starts[1:], length]
    single = (Passage(block.kind, start, end) for block, start, end in zip(blocks, starts, ends, strict=True))
    for _, run in groupby(single, key=lambda passage: passage.kind):
        first, *others = run
        yield replace(first, end=others[-1].end) if others else first
