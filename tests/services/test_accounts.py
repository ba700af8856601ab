"""The implicit owner and a learner's preferences."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Theme, User
from studyapp.services import accounts


def test_the_local_owner_is_created_once_in_a_time_zone_that_exists(database: Database, now: datetime) -> None:
    with database.write() as session:
        first = accounts.local_owner(session, now=now)
    with database.write() as session:
        second = accounts.local_owner(session, now=now.replace(year=2026))
    assert (first.id, second.created_at) == (accounts.LOCAL_OWNER_ID, now)
    assert ZoneInfo(first.timezone)


def test_an_unknown_account_is_not_found(database: Database) -> None:
    with database.read() as session, pytest.raises(NotFound):
        accounts.get_user(session, "nobody")


def test_preferences_are_changed_one_by_one(database: Database, owner: User) -> None:
    with database.write() as session:
        accounts.save_preferences(session, owner.id, theme="dark", desired_retention=0.85)
    with database.write() as session:
        accounts.save_preferences(session, owner.id, timezone="Europe/Berlin", day_starts_at_hour=0)
    with database.read() as session:
        user = accounts.get_user(session, owner.id)
    assert (user.theme, user.desired_retention) == (Theme.DARK, 0.85)
    assert (user.timezone, user.day_starts_at_hour) == ("Europe/Berlin", 0)


def test_every_preference_about_study_can_be_set(database: Database, owner: User) -> None:
    wanted: dict[str, Any] = {
        "learning_steps": [1, 15, 1440],
        "relearning_steps": [],
        "maximum_interval_days": 365,
        "new_per_day": 0,
        "reviews_per_day": 9_999,
        "reviews_candidates": True,
    }
    with database.write() as session:
        accounts.save_preferences(session, owner.id, **wanted)
    with database.write() as session:
        accounts.save_preferences(session, owner.id, theme="dark")
    with database.read() as session:
        user = accounts.get_user(session, owner.id)
    assert {name: getattr(user, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        {"theme": "pink"},
        {"timezone": "Mars/Olympus"},
        {"timezone": "../../etc/passwd"},
        {"timezone": "Europe"},
        {"timezone": ""},
        {"timezone": "\x00"},
        {"day_starts_at_hour": 24},
        {"day_starts_at_hour": -1},
        {"desired_retention": 0.5},
        {"desired_retention": 1.0},
        {"desired_retention": float("nan")},
        {"learning_steps": [0]},
        {"learning_steps": [1441]},
        {"learning_steps": [1] * 11},
        {"relearning_steps": [10, -1]},
        {"maximum_interval_days": 0},
        {"maximum_interval_days": 36_501},
        {"new_per_day": -1},
        {"new_per_day": 10_000},
        {"reviews_per_day": -1},
        {"reviews_per_day": 10_000},
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_changed(
    database: Database, owner: User, wanted: dict[str, Any]
) -> None:
    with database.write() as session:
        with pytest.raises(BadInput) as refusal:
            accounts.save_preferences(session, owner.id, **{"theme": "dark", **wanted})
        assert refusal.value.sentence.endswith(".")
    with database.read() as session:
        assert accounts.get_user(session, owner.id).theme == Theme.SYSTEM
