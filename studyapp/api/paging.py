"""Cursors for lists that the services page by offset."""

from typing import Annotated, Final

from fastapi import Query

from studyapp.errors import BadInput

_AFTER: Final = "after:"

OffsetCursor = Annotated[
    str | None,
    Query(
        description="The `next_cursor` of the page before; left out for the first page.",
        json_schema_extra={"pattern": rf"^{_AFTER}[0-9]{{1,9}}$"},
    ),
]


def offset_of(cursor: str | None) -> int:
    if cursor is None:
        return 0
    digits = cursor.removeprefix(_AFTER)
    if digits == cursor or not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # fits every database
        raise BadInput("This cursor is not one of ours; leave it out to start with the first page.")
    return int(digits)


def cursor_after(offset: int, *, total: int) -> str | None:
    """The cursor of the page that begins at `offset`; None if there is no such page."""
    return f"{_AFTER}{offset}" if offset < total else None
