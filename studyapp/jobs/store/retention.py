"""Forgetting jobs that ended long ago. What they made stays; only the record of the making goes."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, delete, exists, or_, select
from sqlmodel import Session

from studyapp.jobs.store.rate_limit import WINDOW
from studyapp.jobs.store.tables import jobs
from studyapp.models import JobStatus
from studyapp.services import trash

KEPT: Final = {
    JobStatus.COMPLETED: timedelta(days=7),
    JobStatus.CANCELLED: timedelta(days=7),
    JobStatus.FAILED: timedelta(days=30),
}
RETRY_KEPT: Final = max(KEPT.values())
"""As long as any job it may make good: without its retry that one would be offered to be made once more."""
BATCH: Final = 500
"""Jobs forgotten in one transaction, so that nobody waits long for the write lock."""


def prune(session: Session, *, now: datetime) -> int:
    """Delete up to `BATCH` jobs that ended long ago; how many. Call again until it is 0.

    Never one that still counts against the hour's allowance, and never one that another job names: that job has
    ended too, and what has ended does not change. A deck that was made for a job which saved nothing goes with it.
    """
    another = jobs.alias()
    named = exists().where(or_(another.c.parent_id == jobs.c.id, another.c.retry_of == jobs.c.id))
    due = [and_(jobs.c.status == status, jobs.c.finished_at < now - age) for status, age in KEPT.items()]
    is_due = (or_(*due), or_(jobs.c.retry_of.is_(None), jobs.c.finished_at < now - RETRY_KEPT))
    old = select(jobs.c.id).where(*is_due, jobs.c.created_at <= now - WINDOW, ~named).limit(BATCH)
    forgotten = session.connection().execute(old).scalars().all()
    trash.remove_left_behind(session, forgotten)
    return session.connection().execute(delete(jobs).where(jobs.c.id.in_(forgotten))).rowcount
