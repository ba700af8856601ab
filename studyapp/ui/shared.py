"""One read for all tabs that show the same: however many of a learner's tabs hear of a change, it is read once.

Two hundred tabs on one list would otherwise ask the database the same question two hundred times in a row.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, TypeVar

from studyapp import database, signals
from studyapp.database import Database

T = TypeVar("T")

FRESH_SECONDS: Final = 1.0
"""What is read has a sense of time (due, next attempt), so it is read again after this long without a change too."""


@dataclass(frozen=True)
class _Views:
    """What has been read of a learner's data since the latest change."""

    source: Database
    version: int
    began_at: float
    values: dict[Hashable, Any] = field(default_factory=dict[Hashable, Any])


_views: dict[str, _Views] = {}


def once(user_id: str, view: Hashable, read: Callable[[], T]) -> T:
    """What `read` returns, or what it returned for another tab since the latest change. It must not be changed."""
    values = _current(user_id).values
    if view not in values:
        values[view] = read()
    return values[view]


def _current(user_id: str) -> _Views:
    source, version, now = database.current(), signals.version(user_id), monotonic()
    views = _views.get(user_id)
    if views and views.source is source and views.version == version and now - views.began_at < FRESH_SECONDS:
        return views
    _views[user_id] = _Views(source, version, now)
    return _views[user_id]
