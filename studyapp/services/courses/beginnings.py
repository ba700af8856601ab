"""The places of a document's text where a section could begin: its headings and the beginnings of its paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sqlmodel import Session

from studyapp.errors import Conflict
from studyapp.material.passages.passage import LineKind
from studyapp.models import Section
from studyapp.services.courses import sections
from studyapp.services.documents import passages_between

MOST: Final = 400
"""The most places that are told of, so that a page with them stays quick."""
_WORDS_CHARS: Final = 90
_PARAGRAPH: Final = re.compile(r"\S.*(?:\n(?![ \t]*\n).*)*")
"""From a visible character to the next blank line."""
_LINE: Final = re.compile(r"\S[^\n]*")
_MARK: Final = re.compile(r"#{1,6}[ \t]+")
"""What begins a heading in Markdown."""


@dataclass(frozen=True, slots=True)
class Beginning:
    at: int
    """Offset in the document's text."""
    page: int | None
    """From 1; None for a document without pages."""
    words: str
    """The heading, or the first words of the paragraph."""
    is_heading: bool
    is_before: bool
    """Whether it stands in the section before this one."""


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Where a section could begin instead, and where it could be split."""

    start: int
    """Where it begins now."""
    before: str
    """What the section before it is called, from which its beginning can be moved back; empty if that is impossible."""
    places: list[Beginning]
    are_all: bool
    """False if there are more than `MOST`."""


def beginnings(session: Session, user_id: str, section_id: str) -> Beginnings:
    """Raises `Conflict` if the section has a lesson or sections of its own, or if the document is still being read."""
    section = sections.get_section(session, user_id, section_id)
    if sections.below(session, section):
        raise Conflict("It has sections of its own. Split one of these.")
    sections.check_free(session, section)
    document = sections.read(session, section).said
    before = sections.movable_from(session, section)
    start, end = section.text_start or 0, section.text_end or 0
    first = before.text_start or 0 if before else start
    headings = _headings(session, section, document.text, first, end)
    found = [
        Beginning(
            at=at,
            page=bisect_right(document.page_starts, at) or None,
            words=_shortened(words),
            is_heading=at in headings or bool(_MARK.match(words)),
            is_before=at < start,
        )
        for at, words in _places(document.text, first, end, document.page_starts)
        if at > first
    ]
    return Beginnings(start, before.title if before else "", _nearest(found), len(found) <= MOST)


def _nearest(found: list[Beginning]) -> list[Beginning]:
    """At most `MOST` of them: of those before it the last ones, of its own the first."""
    before = [each for each in found if each.is_before]
    own = found[len(before) :]
    kept = before[-max(MOST // 2, MOST - len(own)) :]
    return [*kept, *own[: MOST - len(kept)]]


def _headings(session: Session, section: Section, text: str, start: int, end: int) -> set[int]:
    """Where the lines of headings begin, as far as the kinds of lines are known."""
    found = passages_between(session, section.user_id, section.document_id, start=start, end=end)
    return {
        at
        for passage in found
        if passage.kind is LineKind.HEADING
        for at, _ in _texts(_PARAGRAPH, text, passage.start, passage.end)
    }


def _places(text: str, start: int, end: int, page_starts: Sequence[int]) -> list[tuple[int, str]]:
    """The paragraphs, page by page; the lines of a text that has no paragraphs."""
    edges = [start, *(each for each in page_starts if start < each < end), end]
    for pattern in (_PARAGRAPH, _LINE):
        found = [each for first, last in pairwise(edges) for each in _texts(pattern, text, first, last)]
        if len(found) > len(edges):
            break
    return found


def _texts(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in pattern.finditer(text, start, end):
        yield found.start(), found[0]


def _shortened(words: str) -> str:
    line = " ".join(_MARK.sub("", words, count=1).split())
    if len(line) <= _WORDS_CHARS:
        return line
    return f"{line[:_WORDS_CHARS].rsplit(' ', 1)[0]}…"
