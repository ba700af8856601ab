"""Asking again for what was asked for before: a new job, and a request like any other.

A retry makes good what an ended job has left missing, and goes on from what it has kept. Running something again asks
for all of it.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, select
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.admission import enqueue
from studyapp.jobs.handlers import HANDLERS, CarriedOn, Handlers
from studyapp.jobs.reading import get_job
from studyapp.jobs.tables import jobs
from studyapp.jobs.views import SNAPSHOT_COLUMNS, Admission, snapshot
from studyapp.models import ACTIVE, JobStatus

_COLUMNS: Final = (*SNAPSHOT_COLUMNS, jobs.c.status, jobs.c.priority)


def retry(
    session: Session,
    user_id: str,
    job_id: str,
    *,
    now: datetime,
    jobs_per_hour: int | None = None,
    new_job_id: str | None = None,
    handlers: Handlers = HANDLERS,
) -> Admission:
    """Ask for what is missing of a job that failed or was cancelled: a new job that names the old one.

    However often it is asked for, it is made once: a retry goes on from the latest of the tries before it.
    """
    old = _past(session, user_id, [job_id])
    if old["status"] not in (JobStatus.FAILED, JobStatus.CANCELLED):
        raise Conflict("Only a task that failed or was cancelled can be retried.")
    latest = _past(session, user_id, _tries(session, user_id, job_id))
    if latest["status"] in ACTIVE:
        return Admission(get_job(session, user_id, latest["id"]), created=False)
    return enqueue(
        session,
        user_id,
        old["type"],
        old["payload"],
        now=now,
        priority=old["priority"],
        jobs_per_hour=jobs_per_hour,
        parent_id=old["parent_id"],
        retry_of=job_id,
        carried=_carried_on(latest, handlers),
        job_id=new_job_id,
        handlers=handlers,
    )


def repeat(
    session: Session,
    user_id: str,
    job_id: str,
    *,
    now: datetime,
    jobs_per_hour: int | None = None,
    handlers: Handlers = HANDLERS,
) -> Admission:
    """Ask for all of it once more, however it ended: that is a new request."""
    old = _past(session, user_id, [job_id])
    if old["status"] in ACTIVE:
        raise Conflict("This task is still under way.")
    return enqueue(
        session, user_id, old["type"], old["payload"], now=now, jobs_per_hour=jobs_per_hour, handlers=handlers
    )


def _carried_on(ended: RowMapping, handlers: Handlers) -> CarriedOn | None:
    carried = handlers[ended["type"]].carry_on(snapshot(ended))
    if carried and carried.missing is not None and carried.missing <= 0:
        raise Conflict("Nothing is missing: everything that was asked for has been made.")
    return carried


def _tries(session: Session, user_id: str, job_id: str) -> Collection[str]:
    """This job and all that were to make it good."""
    tries = select(jobs.c.id).where(jobs.c.id == job_id, jobs.c.user_id == user_id).cte("tries", recursive=True)
    further = select(jobs.c.id).where(jobs.c.retry_of == tries.c.id, jobs.c.user_id == user_id)
    return session.connection().execute(select(tries.union_all(further).c.id)).scalars().all()


def _past(session: Session, user_id: str, job_ids: Collection[str]) -> RowMapping:
    """The latest of these jobs."""
    mine = select(*_COLUMNS).where(jobs.c.id.in_(job_ids), jobs.c.user_id == user_id)
    latest = session.connection().execute(mine.order_by(jobs.c.id.desc()).limit(1)).mappings().first()
    if latest is None:
        raise NotFound("This task does not exist.")
    return latest
