"""How much a learner may ask for: a true sliding window over the requests of the last hour.

What counts are the rows themselves, so nothing has to be counted up or reset. Children of a request do not count, a
retry of one does. Moments later than `now` count too: after the clock was set back, the window must not open early.
"""

import math
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, or_, select
from sqlmodel import Session

from studyapp import settings
from studyapp.errors import LimitReached
from studyapp.jobs.store.tables import jobs
from studyapp.jobs.store.views import Quota
from studyapp.models import JobType

WINDOW: Final = timedelta(hours=1)


def _counted(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).where(
        jobs.c.user_id == bindparam("user_id"),
        jobs.c.type == bindparam("type"),
        jobs.c.created_at > bindparam("since"),
        or_(jobs.c.parent_id.is_(None), jobs.c.retry_of.is_not(None)),
    )


_USED: Final = _counted(func.count(), func.min(jobs.c.created_at))
BLOCKING: Final = _counted(jobs.c.created_at).order_by(jobs.c.created_at.desc()).limit(1).offset(bindparam("others"))
"""When the request was accepted that has to leave the window before there is room: of 20 allowed, the 20th from the
end. There is room if there is none such. Wants the values of `window`."""


def allowed_per_hour() -> int:
    """What the installation allows. Asked for here, so that no door can forget it."""
    return settings.current().jobs_per_hour


def window(user_id: str, kind: JobType, *, limit: int, now: datetime) -> dict[str, Any]:
    return {"user_id": user_id, "type": kind, "since": now - WINDOW, "others": limit - 1}


def check_allowance(blocking: datetime | None, *, limit: int, now: datetime) -> None:
    """Raise `LimitReached` when the hour's places are taken. Its `retry_after` is true: one second earlier is early."""
    if blocking is None:
        return
    wait = blocking + WINDOW - now
    raise LimitReached(
        f"You have asked for {limit} of these within an hour. There is room for the next one in {_in_words(wait)}.",
        retry_after=math.ceil(wait / timedelta(seconds=1)),
    )


def quota(session: Session, user_id: str, job_type: JobType, *, limit: int, now: datetime) -> Quota:
    """How much of the hour's `limit` is used, and when the next place frees."""
    connection, values = session.connection(), window(user_id, job_type, limit=limit, now=now)
    used, oldest = connection.execute(_USED, values).one()
    leaves = connection.execute(BLOCKING, values).scalar() or oldest
    return Quota(used=used, limit=limit, resets_at=leaves + WINDOW if leaves else None)


def _in_words(wait: timedelta) -> str:
    minutes = math.ceil(wait / timedelta(minutes=1))
    return "a minute" if minutes <= 1 else f"{minutes} minutes"
