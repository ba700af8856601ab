"""Fixtures for scheduling: what the owner prefers."""

from collections.abc import Callable
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import User
from studyapp.services import accounts


@pytest.fixture
def prefer(database: Database, owner: User) -> Callable[..., None]:
    def prefer(**preferences: Any) -> None:
        with database.write() as session:
            accounts.save_preferences(session, owner.id, **preferences)

    return prefer


Prefer = Callable[..., None]
