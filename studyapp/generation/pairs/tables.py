"""Markdown tables of two to four columns: the first column is asked about, the others answer."""

import re
from collections.abc import Sequence
from typing import Final

from studyapp.generation.pairs.pair import Pair

_RULE: Final = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*){1,}\|?\s*")
_CELL_BORDER: Final = re.compile(r"(?<!\\)\|")
MOST_COLUMNS: Final = 4


def is_rule(line: str) -> bool:
    """Whether the line parts the header of a table from its rows."""
    return "-" in line and "|" in line and len(line) < 500 and _RULE.fullmatch(line) is not None


def table_pairs(header: str, rows: Sequence[str]) -> list[Pair]:
    """The pairs of a table. With more than two columns, each card names the column it asks for."""
    names = cells(header)
    if not 2 <= len(names) <= MOST_COLUMNS:
        return []
    return [pair for row in rows for pair in _pairs(names, row)]


def row_pairs(names: Sequence[str], row: Sequence[str], quote: str) -> list[Pair]:
    """The pairs of a row of three columns or more: each card names the column it asks for."""
    first, *others = row
    return [
        Pair(_asking(first, name), cell, quote, is_certain=True, turned=(_asking(cell, names[0]), first))
        for name, cell in zip(names[1:], others, strict=False)
        if cell and first
    ]


def cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _CELL_BORDER.split(inner)]


def _pairs(names: Sequence[str], row: str) -> list[Pair]:
    first, *others = cells(row)
    if len(names) > 2:
        return row_pairs(names, [first, *others], row.strip())
    return [Pair(first, others[0], row.strip(), is_certain=True)] if others else []


def _asking(subject: str, column: str) -> str:
    return f"{subject} – {column}" if column else subject
