"""The paragraphs of sections that cards can be made of: prose only, because tables and code make bad cards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from studyapp.material.passages.passage import LineKind, Passage, clipped
from studyapp.models import Section, StoredDocument
from studyapp.services import documents
from studyapp.services.documents import Stretch

SHORTEST: Final = 60
"""In characters: what is shorter is rarely more than a label."""
_PARAGRAPH: Final = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
_HEADING: Final = re.compile(r"#{1,6}\s|\d+(?:\.\d+)*\.?\s[^.!?]{0,80}\Z")

_ANNOUNCES: Final = re.compile(r"[^.!?]*:")
"""One sentence that says what follows, e.g. `These are its parts:`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    section_id: str
    start: int
    end: int
    """Offsets in the text of the document."""
    text: str
    page: int | None
    """From 1; None if the document has no pages."""


def paragraph_id(section_id: str, start: int) -> str:
    """How jobs name a paragraph: by its section and its start."""
    return f"{section_id}:{start}"


def section_of(paragraph: str) -> str:
    """The id of the section in the name of a paragraph."""
    return paragraph.partition(":")[0]


def paragraphs_of(session: Session, stored: StoredDocument, sections: Sequence[Section]) -> list[Paragraph]:
    """The paragraphs of these sections of a document, in order.

    Of a document whose kinds of lines are not known, because it was read by an earlier version, all text counts.
    """
    start = min((section.text_start or 0 for section in sections), default=0)
    end = max((section.text_end or 0 for section in sections), default=0)
    near = documents.read_stretch(session, stored, start=start, end=end)
    passages = near.passages or [Passage(LineKind.PROSE, start, end)]
    found: list[Paragraph] = []
    for section in sections:
        inside = list(clipped(passages, section.text_start or 0, section.text_end or 0))
        for first, last in _places(near, inside):
            found.append(Paragraph(section.id, first, last, near.between(first, last), near.page_at(first)))
    return found


def _places(near: Stretch, passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    for passage in passages:
        if passage.kind is not LineKind.PROSE:
            continue
        for match in _PARAGRAPH.finditer(near.text, passage.start - near.start, passage.end - near.start):
            found = match[0].rstrip()
            if len(found) >= SHORTEST and not (_HEADING.match(found) or _ANNOUNCES.fullmatch(found)):
                first = near.start + match.start()
                yield first, first + len(found)
