"""Fixtures for studying: answers of the owner."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import Card, Rating, User
from studyapp.services.study import answers
from studyapp.services.study.answers import Answered

AGAIN, HARD, GOOD, EASY = Rating
Answer = Callable[..., Answered]


@pytest.fixture
def answer(database: Database, owner: User, now: datetime) -> Answer:
    def answer(card: Card, rating: int = GOOD, **more: Any) -> Answered:
        arguments: dict[str, Any] = {"duration_ms": 4000, "now": now} | more
        with database.write() as session:
            return answers.record_answer(session, owner.id, card.id, rating=rating, **arguments)

    return answer
