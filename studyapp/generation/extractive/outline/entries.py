"""The entries of an outline as they stand in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from studyapp.generation.extractive.furniture import notes
from studyapp.generation.extractive.furniture.lines import Line, fenced
from studyapp.generation.extractive.outline.marks import Mark, is_org

_BRANCH: Final = re.compile(r"[ \t\xa0│┃|]*[├└┣┗╰╠╚][─━═-]*[ \t\xa0]*")
_FEWEST_BRANCHES: Final = 2
WHOLE: Final = Mark("whole", None, 0)


@dataclass(slots=True)
class Entry:
    title: str
    """As in the text, with its markup but without its mark."""
    mark: Mark
    start: int
    """The offset at which its line begins."""
    body: int
    """The offset at which its line ends; its own text begins there."""
    end: int = 0
    """The offset at which the next entry begins that does not stand below it."""
    own_end: int = 0
    """The offset at which the first of its entries began, before any were folded."""
    indent: int = 0
    level: int = 0
    """Of a heading, from 1; 0 for an entry of a list."""
    meaning: str = ""
    """What stands behind the title on the same line."""
    below: list["Entry"] = field(default_factory=list["Entry"])
    folded: list[str] = field(default_factory=list[str])
    """The titles of entries that became part of it, or that are named by it alone."""

    @property
    def is_heading(self) -> bool:
        return self.level > 0

    def fold(self) -> int:
        count = sum(1 + entry.fold() for entry in self.below)
        self.folded = [entry.title for entry in self.below]
        self.below = []
        return count

    def gaps(self) -> Iterator[tuple[int, int]]:
        """The start and end of each stretch that belongs to it and to none of those below it."""
        start = self.body
        for entry in self.below:
            yield start, max(start, entry.start)
            start = max(start, entry.end)
        yield start, max(start, self.end)


def counts_up(entries: Sequence[Entry]) -> bool:
    """Whether the numbers of a list follow each other, where only that tells them from quantities and initials."""
    doubtful = [entry.mark.ordinal or 0 for entry in entries if entry.mark.is_bare or entry.mark.is_letter]
    return not doubtful or (doubtful[0] <= 1 and doubtful == sorted(set(doubtful)))


def _undrawn(lines: Sequence[str]) -> list[str]:
    """The lines with spaces in place of the branches of a tree that is drawn with signs."""
    branches = [_BRANCH.match(line) for line in lines]
    if sum(branch is not None for branch in branches) < _FEWEST_BRANCHES:
        return list(lines)
    return [
        " " * branch.end() + line[branch.end() :] if branch else line
        for branch, line in zip(branches, lines, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and its lines without code, settings and marks of note-taking programs."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    """The offset of each line of the text, and one more."""
    is_org: bool

    @classmethod
    def of(cls, text: str) -> "Source":
        raw = text.split("\n")
        starts = [0]
        for line in raw:
            starts.append(starts[-1] + len(line) + 1)
        lines = notes.without_marks(notes.without_settings([Line(line, at) for at, line in enumerate(_undrawn(raw))]))
        shown = tuple(line for line, is_code in zip(lines, fenced(lines), strict=True) if not is_code)
        return cls(text, shown, tuple(starts), is_org([line.text for line in shown]))

    def span(self, line: Line) -> tuple[int, int]:
        """Where the line begins, and where the next one does."""
        return self.starts[line.number], min(self.starts[line.number + 1], len(self.text))

    def following(self, at: int) -> Line | None:
        """The line right below the one at this place."""
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        return following if following and following.number == self.lines[at].number + 1 else None
