"""Counts what is stored."""

from sqlmodel import select

from studyapp.database import Database
from studyapp.models import Deck


def count_decks(database: Database) -> int:
    with database.read() as session:
        return len(session.exec(select(Deck)).all())
