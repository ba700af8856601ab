"""The chapters and sections of a document, and where they begin."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """What the structure was taken from."""

    OUTLINE = "outline"
    CONTENTS = "contents"
    """A printed table of contents."""
    HEADINGS = "headings"
    SLIDES = "slides"
    PARTS = "parts"
    """Nothing was found: parts of about the same length."""


class Kind(StrEnum):
    BODY = "body"
    FRONT = "front"
    """Cover, table of contents, preface and the like."""
    BACK = "back"
    """Index, bibliography, licence and the like."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of a document's own outline that leads to a page."""

    title: str
    level: int
    """From 1."""
    page: int
    """From 1."""
    y: float | None = None
    """How high on the page, in points from its lower edge; None if only the page is given."""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or a section. It ends where the next one of the document begins, of either level."""

    title: str
    level: int
    """1 for a chapter, 2 for a section of the last chapter."""
    kind: Kind
    page: int
    """From 1."""
    line: int
    """The line of that page, in reading order from 0, where it begins. It may be one more than there are."""


@dataclass(frozen=True, slots=True)
class Structure:
    source: Source
    sections: tuple[Section, ...]
    """In the order of the text. Empty if the document has no lines."""


@dataclass(frozen=True, slots=True)
class TextSection:
    """A chapter or section as a part of the text.

    What stands in a chapter before its first section is the chapter's own.
    """

    title: str
    level: int
    """1 for a chapter, 2 for a section of the last chapter."""
    kind: Kind
    start: int
    end: int
    """Offsets in the text; the end is where the next one of either level starts."""
    page_from: int
    page_to: int
    """The first and last page, from 1."""
