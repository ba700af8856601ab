"""Opaque cursors for lists the services page by offset."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from studyapp.errors import BadInput


def offset_of(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        offset = int(urlsafe_b64decode(cursor.encode()).decode().removeprefix("after:"))
    except ValueError as error:
        raise BadInput("This cursor is not one of ours; leave it out to start with the first page.") from error
    if not 0 <= offset < 2**31:
        raise BadInput("This cursor is not one of ours; leave it out to start with the first page.")
    return offset


def cursor_after(offset: int, *, total: int) -> str | None:
    """The cursor of the page that begins at `offset`; nothing when there is none."""
    return urlsafe_b64encode(f"after:{offset}".encode()).decode() if offset < total else None
