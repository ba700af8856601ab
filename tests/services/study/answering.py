"""A card that was often forgotten, and answers taken back."""

from datetime import datetime, timedelta
from typing import Any

from studyapp.database import Database
from studyapp.models import Card, CardState, User
from studyapp.services.study import answers
from tests.services.conftest import Make

DAY = timedelta(days=1)


def undo(database: Database, owner: User, now: datetime, *, session_id: str | None = None) -> Card:
    with database.write() as session:
        return answers.undo_answer(session, owner.id, session_id=session_id, now=now)


def lapsing(make: Make, now: datetime, lapses: int, **fields: Any) -> Card:
    """A review card that has been forgotten this many times."""
    return make(
        state=CardState.REVIEW,
        stability=5.0,
        difficulty=8.0,
        due_at=now,
        last_review_at=now - 5 * DAY,
        reps=30,
        lapses=lapses,
        **fields,
    )
