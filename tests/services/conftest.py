"""Fixtures for services: cards in the owner's deck."""

from collections.abc import Callable
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import Card, Deck
from tests.factories import make_card

Make = Callable[..., Card]


@pytest.fixture
def make(database: Database, deck: Deck) -> Make:
    def make(**fields: Any) -> Card:
        with database.write() as session:
            return make_card(session, fields.pop("deck", deck), **fields)

    return make
