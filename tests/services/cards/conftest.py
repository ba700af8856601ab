"""Fixtures for cards: what the learner writes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import Card, Deck, User
from studyapp.services.cards import editing

Add = Callable[..., Card]


@pytest.fixture
def add(database: Database, owner: User, deck: Deck, now: datetime) -> Add:
    def add(question: str = "What do ribosomes make?", answer: str = "Proteins", **more: Any) -> Card:
        with database.write() as session:
            return editing.add_card(session, owner.id, deck.id, question=question, answer=answer, now=now, **more)

    return add
