"""Learners: the implicit owner of a local installation, and every learner's preferences."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import tzlocal
from sqlalchemy import update
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, NotFound
from studyapp.models import Theme, User
from studyapp.models.accounts import MAXIMUM_INTERVAL_DAYS
from studyapp.services.changes import changed

LOCAL_OWNER_ID: Final = "local"
MOST_STEPS: Final = 10
LONGEST_STEP_MINUTES: Final = 1_440
MOST_PER_DAY: Final = 9_999
_NO_ACCOUNT: Final = "There is no such account."


def local_owner(session: Session, *, now: datetime) -> User:
    """The one learner of local mode. The first call creates it in the time zone of this machine."""
    owner = session.get(User, LOCAL_OWNER_ID)
    if owner is None:
        owner = User(id=LOCAL_OWNER_ID, timezone=_machine_timezone(), created_at=now)
        session.add(owner)
        session.flush()
    return owner


def touch(session: Session, user_id: str) -> None:
    """Write the learner's row unchanged, to test whether the database can be written."""
    same = update(User).where(col(User.id) == user_id).values(created_at=User.created_at)
    session.connection().execute(same)


def get_user(session: Session, user_id: str) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(_NO_ACCOUNT)
    return user


def save_preferences(
    session: Session,
    user_id: str,
    *,
    theme: Theme | str | None = None,
    timezone: str | None = None,
    day_starts_at_hour: int | None = None,
    desired_retention: float | None = None,
    learning_steps: Sequence[int] | None = None,
    relearning_steps: Sequence[int] | None = None,
    maximum_interval_days: int | None = None,
    new_per_day: int | None = None,
    reviews_per_day: int | None = None,
    reviews_candidates: bool | None = None,
) -> User:
    """Change the given preferences, or none at all if one is invalid. An empty list of steps is a valid choice."""
    user = get_user(session, user_id)
    wanted: dict[str, Any] = {
        "theme": None if theme is None else _theme(theme),
        "timezone": None if timezone is None else _timezone(timezone),
        "day_starts_at_hour": None if day_starts_at_hour is None else _hour(day_starts_at_hour),
        "desired_retention": None if desired_retention is None else _retention(desired_retention),
        "learning_steps": None if learning_steps is None else _steps(learning_steps),
        "relearning_steps": None if relearning_steps is None else _steps(relearning_steps),
        "maximum_interval_days": None if maximum_interval_days is None else _longest(maximum_interval_days),
        "new_per_day": None if new_per_day is None else cards_per_day(new_per_day),
        "reviews_per_day": None if reviews_per_day is None else cards_per_day(reviews_per_day),
        "reviews_candidates": reviews_candidates,
    }
    user.sqlmodel_update({name: value for name, value in wanted.items() if value is not None})
    session.flush()
    changed(session, user_id)
    return user


def hold_user(session: Session, user_id: str) -> None:
    """Let nobody else who asks for this count or number something of the learner until this transaction ends."""
    # Not a full lock: new rows name the learner, so two transactions with some would wait for each other for ever.
    lock = select(col(User.id)).where(col(User.id) == user_id).with_for_update(key_share=True)
    if session.exec(lock).one_or_none() is None:
        raise NotFound(_NO_ACCOUNT)


def cards_per_day(count: int) -> int:
    """Check a limit of cards per day, of a learner or a deck."""
    if not 0 <= count <= MOST_PER_DAY:
        raise BadInput(f"A limit per day can be anything from 0 to {MOST_PER_DAY:,} cards.")
    return count


def _theme(theme: str) -> Theme:
    try:
        return Theme(theme)
    except ValueError:
        raise BadInput("Choose the theme system, light or dark.") from None


def _timezone(name: str) -> str:
    if not _is_timezone(name):
        raise BadInput(f"There is no time zone called “{name[:60]}”. Choose one such as Europe/Berlin.")
    return name


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; a path outside the database; a folder such as `Europe`
        return False
    return True


def _hour(hour: int) -> int:
    if not 0 <= hour <= 23:
        raise BadInput("The study day can start at any hour from 0 to 23.")
    return hour


def _retention(share: float) -> float:
    if not 0.7 <= share <= 0.99:
        raise BadInput("Desired retention can be anything from 70 % to 99 %.")
    return share


def _steps(minutes: Sequence[int]) -> list[int]:
    if len(minutes) > MOST_STEPS or not all(1 <= step <= LONGEST_STEP_MINUTES for step in minutes):
        raise BadInput(f"Give at most {MOST_STEPS} steps of 1 to {LONGEST_STEP_MINUTES:,} minutes each.")
    return list(minutes)


def _longest(days: int) -> int:
    if not 1 <= days <= MAXIMUM_INTERVAL_DAYS:
        raise BadInput(f"The longest interval can be anything from 1 to {MAXIMUM_INTERVAL_DAYS:,} days.")
    return days


def _machine_timezone() -> str:
    name = tzlocal.get_localzone_name()
    return name if name and _is_timezone(name) else "UTC"
