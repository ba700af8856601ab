"""Limits the requests of a learner with a sliding window over the last hour.

The rows themselves are counted, so there is no counter to reset. Children of a request do not count. A retry of a child
does, and all children of one parent that are retried at the same moment count once. Rows created after `now` count too,
so that setting the clock back does not free any places.
"""

import math
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import String, bindparam, case, cast, func, or_, select
from sqlmodel import Session

from studyapp import settings
from studyapp.errors import LimitReached
from studyapp.jobs.store.tables import jobs
from studyapp.jobs.store.views import Quota
from studyapp.models import JobType

WINDOW: Final = timedelta(hours=1)


_COUNTED: Final = (
    jobs.c.user_id == bindparam("user_id"),
    jobs.c.type == bindparam("type"),
    jobs.c.created_at > bindparam("since"),
    or_(jobs.c.parent_id.is_(None), jobs.c.retry_of.is_not(None)),
)
_REQUEST: Final = case(
    (jobs.c.retry_of.is_(None) | jobs.c.parent_id.is_(None), jobs.c.id),
    else_=jobs.c.parent_id + cast(jobs.c.created_at, String),
)
"""The same for jobs that count as one request."""
_USED: Final = select(func.count(_REQUEST.distinct()), func.min(jobs.c.created_at)).where(*_COUNTED)
BLOCKING: Final = (
    select(jobs.c.created_at)
    .where(*_COUNTED)
    .group_by(jobs.c.created_at, _REQUEST)
    .order_by(jobs.c.created_at.desc())
    .limit(1)
    .offset(bindparam("others"))
)
"""Selects the creation time of the request that must leave the window before there is room: with a limit of 20, the
20th newest. If there is no such request, there is room. Its parameters are the values of `window`."""


def allowed_per_hour() -> int:
    """The limit of this installation. It is read here, so that no caller can forget it."""
    return settings.current().jobs_per_hour


def window(user_id: str, kind: JobType, *, limit: int, now: datetime) -> dict[str, Any]:
    return {"user_id": user_id, "type": kind, "since": now - WINDOW, "others": limit - 1}


def check_allowance(blocking: datetime | None, *, limit: int, now: datetime) -> None:
    """Raise `LimitReached` if there is a `blocking` request. Its `retry_after` is exact to the second."""
    if blocking is None:
        return
    wait = blocking + WINDOW - now
    raise LimitReached(
        f"You have asked for {limit} of these within an hour. There is room for the next one in {_in_words(wait)}.",
        retry_after=math.ceil(wait / timedelta(seconds=1)),
    )


def quota(session: Session, user_id: str, job_type: JobType, *, limit: int, now: datetime) -> Quota:
    """How much of the hourly `limit` is used, and when the next place becomes free."""
    connection, values = session.connection(), window(user_id, job_type, limit=limit, now=now)
    used, oldest = connection.execute(_USED, values).one()
    leaves = connection.execute(BLOCKING, values).scalar() or oldest
    return Quota(used=used, limit=limit, resets_at=leaves + WINDOW if leaves else None)


def _in_words(wait: timedelta) -> str:
    minutes = math.ceil(wait / timedelta(minutes=1))
    return "a minute" if minutes <= 1 else f"{minutes} minutes"
