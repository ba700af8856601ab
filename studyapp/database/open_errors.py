"""Explains why a database cannot be opened, in a sentence that names the file and its newest copy."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from studyapp.database.result_codes import DAMAGED, sqlite_code
from studyapp.errors import Damaged, StudyError
from studyapp.settings import Settings

_CLOSED: Final = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


class CannotOpen(StudyError):
    """There is no usable database. The sentence says which file it is and what to do."""


@contextmanager
def explain_open_errors(settings: Settings) -> Generator[None]:
    """Turn foreign errors from opening or migrating a database into `CannotOpen`; other errors pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, Damaged) as error:
        if reason := _reason(error, settings):
            raise CannotOpen(reason) from error
        raise
    except ArgumentError as error:
        raise CannotOpen("STUDYAPP_DATABASE_URL is not the address of a database.") from error


def newer(settings: Settings) -> CannotOpen:
    """The error for a database whose migrations this version does not know."""
    return CannotOpen(
        f"{_name(settings)} was written by a newer version of studyapp. Nothing was changed: start that version, "
        f"or put an older copy in its place. {_newest_copy(settings)}"
    )


def _reason(error: DBAPIError | sqlite3.Error | Damaged, settings: Settings) -> str | None:
    origin = error.orig if isinstance(error, DBAPIError) else error.__cause__ if isinstance(error, Damaged) else error
    if not isinstance(origin, sqlite3.Error):
        if not isinstance(error, (OperationalError, InterfaceError)):
            return None
        return f"{_name(settings)} cannot be reached: check STUDYAPP_DATABASE_URL, and that the server runs."
    code = sqlite_code(origin)
    if code in DAMAGED:
        return f"{_name(settings)} is damaged, or no database at all. Put a copy in its place. {_newest_copy(settings)}"
    if code in _CLOSED:
        return (
            f"{_name(settings)} cannot be opened for writing ({origin}): check who may write the file and its folder."
        )
    return None


def _name(settings: Settings) -> str:
    file = _file(settings)
    return str(file) if file else settings.masked()["database"]


def _newest_copy(settings: Settings) -> str:
    file = _file(settings)
    try:
        copies = list(file.parent.glob(f"{escape(file.name)}.before-*")) if file else []
        newest = max(copies, key=lambda copy: copy.stat().st_mtime, default=None)
    except OSError:
        newest = None
    return f"The newest copy is {newest}." if newest else "There is no copy of it beside it."


def _file(settings: Settings) -> Path | None:
    url = make_url(settings.database)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
