# pyright: standard
"""Tells tables of data from those that only place text, and reads their rows."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

_LONG_CELL: Final = 600
"""What holds so many characters is text that was placed by a table, as is a list, a heading or a table within it."""
_NO_CELL: Final = "table table, td h1, td h2, td h3, td h4, td p + p + p, td pre, td li"
_UNSEEN: Final = ["script", "style", "template", "rt", "rp"]


def is_data(node: LexborNode) -> bool:
    """Whether the table has rows and columns of short cells."""
    if node.css_first(_NO_CELL) is not None:
        return False
    rows = [list(_cells(row)) for row in node.css("tr")]
    if max(map(len, rows), default=0) < 2:
        return False
    return all(len(cell.text()) < _LONG_CELL for row in rows for cell in row)


def rows_of(node: LexborNode) -> tuple[list[list[str]], list[str]]:
    """The cells of each row, and what stands above the table."""
    node.strip_tags(_UNSEEN, recursive=True)
    captions = [caption.text(separator=" ") for caption in node.css("caption")]
    return [[cell.text(separator=" ") for cell in _cells(row)] for row in node.css("tr")], captions


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))
