"""Whether the server is up, and whether it can keep what it is given."""

import sqlite3
from typing import Final, Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

import studyapp
from studyapp import settings
from studyapp.api.access import Db, Now
from studyapp.api.errors import documented
from studyapp.errors import StudyError
from studyapp.models import User
from studyapp.openable import openable
from studyapp.services import accounts

PATIENCE: Final = 2.0
"""Seconds to wait for whoever holds the database: whoever asks for health asks again."""

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


@router.get("/health", responses=documented(503))
def health(database: Db, now: Now) -> Health:
    """Answers 200 while the database can be read and written, else 503 with the reason."""
    try:
        with openable(settings.current()), database.write(patience=PATIENCE) as session:
            owner = accounts.local_owner(session, now=now)
            same = update(User).where(col(User.id) == owner.id).values(created_at=User.created_at)
            session.connection().execute(same)
    except StudyError as error:
        raise Unhealthy(error.sentence) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise Unhealthy("The database cannot be written; the server's log says more.") from error
    return Health(version=studyapp.__version__, generator="anthropic" if settings.current().has_model else "extractive")


@router.get("/health/live")
async def live() -> Alive:
    """Answers 200 while the server runs at all, whatever holds the database: what a container is restarted by."""
    return Alive()
