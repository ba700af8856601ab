"""States without a browser: a tab of the local owner on the test's own database."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest
import reflex as rx

import studyapp.database
from studyapp.database import Database
from studyapp.models import User
from studyapp.ui import shared_reads

S = TypeVar("S", bound=rx.State)
Tab = Callable[[type[S]], Awaitable[S]]


@pytest.fixture
def use_database(database: Database, owner: User, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Make this the database of the process, which the doors use."""
    monkeypatch.setattr(studyapp.database, "current", lambda: database)
    monkeypatch.setattr(shared_reads, "_views", {})  # of the database before
    return database


@pytest.fixture
def tab(use_database: Database) -> Tab[Any]:
    """`state = await tab(TasksState)` returns a State, always from the same tree, as in one open tab."""
    root = rx.State(_reflex_internal_init=True)  # pyright: ignore[reportCallIssue]
    return root.get_state
