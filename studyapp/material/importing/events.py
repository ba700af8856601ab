"""What the child process tells while it reads a file, as lines of JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Self

from studyapp.errors import StudyError
from studyapp.material.passages.passage import Passage
from studyapp.material.sections.structure import Kind, TextSection


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A chapter, or a section of the chapter before it."""

    title: str
    is_chapter: bool
    kind: Kind
    page_from: int | None
    """From 1; None for a file without pages."""
    page_to: int | None
    start: int | None
    """Where its text begins in that of the file; None if the text has not been read yet."""
    end: int | None

    @classmethod
    def of(cls, section: TextSection, *, has_pages: bool) -> Self:
        return cls(
            title=section.title,
            is_chapter=section.level == 1,
            kind=section.kind,
            page_from=section.page_from if has_pages else None,
            page_to=section.page_to if has_pages else None,
            start=section.start,
            end=section.end,
        )


@dataclass(frozen=True, slots=True)
class Opened:
    title: str | None
    """As stated in the file."""
    pages: int
    """0 for a file without pages."""
    sections: tuple[FoundSection, ...] = ()
    """Those that the outline of the file names, with their pages only."""


@dataclass(frozen=True, slots=True)
class Progress:
    percent: int
    """How much of the file has been read."""


@dataclass(frozen=True, slots=True)
class Imported:
    text: str
    page_starts: tuple[int, ...]
    """The offset of each page in the text; empty for a file without pages."""
    problems: tuple[str | None, ...]
    """For each page the `PageProblem` for which it was left out; None if it was read."""
    sections: tuple[FoundSection, ...]
    """In order, with their places in the text."""
    passages: tuple[Passage, ...] = ()
    """The whole text by kinds, in order; empty if that is not known."""


Event = Opened | Progress | Imported

Tell = Callable[[Event], None]


def written(event: Event | StudyError) -> str:
    """The event, or why the file is refused, as one line. `reading` reads it again."""
    if isinstance(event, StudyError):
        return json.dumps({"refused": event.code, "told": event.sentence}) + "\n"
    return json.dumps({"event": type(event).__name__, "told": asdict(event)}) + "\n"
