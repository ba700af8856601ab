"""Whether the server is up, and whether it can keep what it is given."""

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
from studyapp.errors import StorageFull, StudyError
from studyapp.openable import openable
from studyapp.services import accounts

PATIENCE: Final = 2.0
"""Seconds to wait for whoever holds the database: whoever asks for health asks again."""
LEAST_ROOM: Final = 1024 * 1024
"""Bytes."""

log = structlog.get_logger(__name__)
router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    version: str
    generator: Literal["anthropic", "extractive"]
    """Who writes the cards: a language model, or the rules that need none."""


class Alive(BaseModel):
    status: Literal["ok"] = "ok"


class Unhealthy(StudyError):
    code = "UNHEALTHY"
    status = 503


@router.get("/health", responses={503: {"model": Problem, "description": "The database cannot be written; why."}})
def health(database: Db, now: Now) -> Health:
    """Answers 200 while the database can be read and written, else 503 with the reason."""
    try:
        with openable(settings.current()), database.write(patience=PATIENCE) as session:
            accounts.touch(session, accounts.local_owner(session, now=now).id)
        _require_room(settings.current().data_dir)
    except StudyError as error:
        raise Unhealthy(error.sentence) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        log.exception("health.failed")
        raise Unhealthy("The database cannot be written; the server's log says more.") from error
    return Health(version=studyapp.__version__, generator="anthropic" if settings.current().has_model else "extractive")


def _require_room(folder: Path) -> None:
    """The row above is so small that it finds room in a file that cannot grow any more."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if shutil.disk_usage(there).free < LEAST_ROOM:
        raise StorageFull


@router.get("/health/live")
async def live() -> Alive:
    """Answers 200 while the server runs at all, whatever holds the database: what a container is restarted by."""
    return Alive()
