"""Reports whether the server is up and can store data."""

import shutil
import sqlite3
from pathlib import Path
from typing import Final, Literal

import structlog
from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

import studyapp
from studyapp import settings
from studyapp.api.access import Db, Now
from studyapp.api.errors import Problem
from studyapp.database.open_errors import explain_open_errors
from studyapp.errors import StorageFull, StudyError
from studyapp.services import accounts

PATIENCE: Final = 2.0
"""Seconds to wait for the database. It is short, because a health check is repeated anyway."""
LEAST_ROOM: Final = 1024 * 1024
"""The least free disk space, in bytes, with which the server counts as healthy."""

log = structlog.get_logger(__name__)
router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    version: str
    generator: Literal["anthropic", "extractive"]
    """What writes the cards: a language model, or rules that need none."""


class Alive(BaseModel):
    status: Literal["ok"] = "ok"


class Unhealthy(StudyError):
    code = "UNHEALTHY"
    status = 503


@router.get("/health", responses={503: {"model": Problem, "description": "Not writable; the sentence says why."}})
def health(database: Db, now: Now) -> Health:
    """Answers 200 while the database can be read and written, else 503 with the reason."""
    try:
        with explain_open_errors(settings.current()), database.write(patience=PATIENCE) as session:
            accounts.touch(session, accounts.local_owner(session, now=now).id)
        _require_room(settings.current().data_dir)
    except StudyError as error:
        raise Unhealthy(error.sentence) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        log.exception("health.failed")
        raise Unhealthy("The database cannot be written; the server's log says more.") from error
    return Health(version=studyapp.__version__, generator="anthropic" if settings.current().has_model else "extractive")


def _require_room(folder: Path) -> None:
    """Refuse if the disk is nearly full. Writing a row does not show that, since a small row fits a file that cannot
    grow.
    """
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if shutil.disk_usage(there).free < LEAST_ROOM:
        raise StorageFull


@router.get("/health/live")
async def live() -> Alive:
    """Answers 200 while the server runs, even if the database is busy. Containers are restarted by this check."""
    return Alive()
