"""Learners: the implicit owner of a local installation, and what each prefers."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import tzlocal
from sqlmodel import Session

from studyapp.errors import BadInput, NotFound
from studyapp.models import Theme, User
from studyapp.services.changes import changed

LOCAL_OWNER_ID: Final = "local"


def local_owner(session: Session, *, now: datetime) -> User:
    """The one learner of local mode, created on the first call in this machine's time zone."""
    owner = session.get(User, LOCAL_OWNER_ID)
    if owner is None:
        owner = User(id=LOCAL_OWNER_ID, timezone=_machine_timezone(), created_at=now)
        session.add(owner)
        session.flush()
    return owner


def get_user(session: Session, user_id: str) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("There is no such account.")
    return user


def save_preferences(
    session: Session,
    user_id: str,
    *,
    theme: Theme | str | None = None,
    timezone: str | None = None,
    day_starts_at_hour: int | None = None,
    desired_retention: float | None = None,
) -> User:
    """Change what is given, or nothing at all when one of it is not possible."""
    user = get_user(session, user_id)
    wanted = {
        "theme": None if theme is None else _theme(theme),
        "timezone": None if timezone is None else _timezone(timezone),
        "day_starts_at_hour": None if day_starts_at_hour is None else _hour(day_starts_at_hour),
        "desired_retention": None if desired_retention is None else _retention(desired_retention),
    }
    user.sqlmodel_update({name: value for name, value in wanted.items() if value is not None})
    session.flush()
    changed(session, user_id)
    return user


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
    except (KeyError, ValueError, OSError):  # unknown; a path that leaves the database; a folder such as `Europe`
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


def _machine_timezone() -> str:
    name = tzlocal.get_localzone_name()
    return name if name and _is_timezone(name) else "UTC"
