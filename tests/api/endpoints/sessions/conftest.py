"""Fixtures for study sessions over REST: cards to study."""

from collections.abc import Callable
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import Card, User
from tests.factories import make_card, make_deck

Add = Callable[..., Card]


@pytest.fixture
def add(database: Database, owner: User) -> Add:
    with database.write() as session:
        deck = make_deck(session, owner, id="biology")

    def add(**fields: Any) -> Card:
        with database.write() as session:
            return make_card(session, deck, **fields)

    return add
