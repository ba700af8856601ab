"""Whether the server is up and can reach its data."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

import studyapp
from studyapp import settings
from studyapp.api.access import Db

router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    version: str
    generator: Literal["anthropic", "extractive"]
    """Who writes the cards: a language model, or the rules that need none."""


@router.get("/health")
def health(database: Db) -> Health:
    """Answers 200 while the database can be opened."""
    with database.read() as session:
        session.connection()
    return Health(version=studyapp.__version__, generator="anthropic" if settings.current().has_model else "extractive")
