"""Fixtures for presentations: a learner sits down to a study session."""

from collections.abc import Callable
from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.models import StudyMode, User
from studyapp.services.scheduling.waiting import Scope
from tests.services.study.presentations.desk import Desk

Sit = Callable[..., Desk]


@pytest.fixture
def sit(database: Database, owner: User, now: datetime) -> Sit:
    def sit(mode: StudyMode = StudyMode.MULTIPLE_CHOICE, scope: Scope = Scope()) -> Desk:  # noqa: B008
        return Desk(database, owner, mode, scope, now)

    return sit
