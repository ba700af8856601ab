"""The implicit owner and what a learner prefers."""

from datetime import datetime
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
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_changed(
    database: Database, owner: User, wanted: dict[str, str]
) -> None:
    with database.write() as session:
        with pytest.raises(BadInput) as refusal:
            accounts.save_preferences(session, owner.id, **({"theme": "dark"} | wanted))  # type: ignore[arg-type]
        assert refusal.value.sentence.endswith(".")
    with database.read() as session:
        assert accounts.get_user(session, owner.id).theme == Theme.SYSTEM
