"""The paragraphs, headings, lists, tables and code of a file, as Markdown, which all that comes after can read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.material.cleaning import cleaned
from studyapp.material.passages.passage import LineKind

_DEEPEST_MARK: Final = 6
_DEEPEST_LIST: Final = 8
_FENCE: Final = re.compile(r"`{3,}")
_INNER_BREAKS: Final = re.compile(r"\n\s*\n+")


Tell = Callable[[float], None]
"""Is told how much of a file has been read, from 0 to 1."""


def unheard(_share: float) -> None:
    """Nobody wants to know how much has been read."""


def between(tell: Tell, start: float, end: float) -> Tell:
    """Tells of a part of the work as of the whole, of which it is what lies between these shares."""
    return lambda share: tell(start + share * (end - start))


@dataclass(frozen=True, slots=True)
class Block:
    kind: LineKind
    text: str
    """Never empty. Blocks are separated by an empty line."""
    title: str = ""
    """What a heading says; empty for all others."""
    depth: int = 0
    """Of a heading. Only the order of depths counts."""
    is_item: bool = False
    """Whether it is an item of a list, between which no line is left empty."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a chapter begins, as the file says."""

    title: str
    depth: int
    block: int
    """The index of its first block. It may be one more than there are."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says."""

    title: str | None
    """As stated in the file."""
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    """Its own table of contents; empty if it has none."""
    pages: tuple[int, ...] = ()
    """The index of the first block of each page; empty if it has none."""


def paragraph(text: str, kind: LineKind = LineKind.PROSE) -> Block | None:
    said = _INNER_BREAKS.sub("\n", cleaned(text))
    return Block(kind, said) if said else None


def heading(text: str, depth: int) -> Block | None:
    said = " ".join(cleaned(text).split())
    marks = "#" * min(max(depth, 1), _DEEPEST_MARK)
    return Block(LineKind.HEADING, f"{marks} {said}", title=said, depth=depth) if said else None


def item(text: str, *, mark: str, depth: int) -> Block | None:
    """An item of a list with its mark, e.g. `-` or `3.`; `depth` counts the lists it is in, from 1."""
    said = _INNER_BREAKS.sub("\n", cleaned(text))
    room = "  " * min(depth - 1, _DEEPEST_LIST)
    return Block(LineKind.PROSE, f"{room}{mark} {said}", is_item=True) if said else None


def code(text: str) -> Block | None:
    said = cleaned(f"|\n{text}\n|")[1:-1].strip("\n")  # keeps the indent of the first line
    if not said.strip():
        return None
    fence = "`" * max(3, *(len(found) + 1 for found in _FENCE.findall(said)), 3)
    return Block(LineKind.CODE, f"{fence}\n{said}\n{fence}")


def table(rows: Sequence[Sequence[str]]) -> Block | None:
    """The rows as a Markdown table, whose first row is its head. Rows and columns without words are left out."""
    said = [[" ".join(cleaned(cell).replace("|", "/").split()) for cell in row] for row in rows]
    width = max(map(len, said), default=0)
    filled = [row + [""] * (width - len(row)) for row in said if any(row)]
    kept = [at for at in range(width) if any(row[at] for row in filled)]
    if not filled:
        return None
    head, *others = (f"| {' | '.join(row[at] for at in kept)} |" for row in filled)
    return Block(LineKind.TABLE, "\n".join([head, f"|{' --- |' * len(kept)}", *others]))
