"""Asking again for what was asked for before: a new job made of an old one's payload, and a request like any other."""

from datetime import datetime

from sqlalchemy import RowMapping, select
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.admission import enqueue
from studyapp.jobs.handlers import HANDLERS, Handlers
from studyapp.jobs.tables import jobs
from studyapp.jobs.views import Admission
from studyapp.models import ACTIVE, JobStatus


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
    """Ask again for what failed or was cancelled: a new job that names the old one, and a request like any other."""
    old = _past(session, user_id, job_id)
    if old["status"] not in (JobStatus.FAILED, JobStatus.CANCELLED):
        raise Conflict("Only a job that failed or was cancelled can be retried.")
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
    """Ask for the same once more, however it ended. What completed is no failure to make good: its repeat is new."""
    old = _past(session, user_id, job_id)
    if old["status"] in ACTIVE:
        raise Conflict("This job is still under way.")
    if old["status"] != JobStatus.COMPLETED:
        return retry(session, user_id, job_id, now=now, jobs_per_hour=jobs_per_hour, handlers=handlers)
    return enqueue(
        session, user_id, old["type"], old["payload"], now=now, jobs_per_hour=jobs_per_hour, handlers=handlers
    )


def _past(session: Session, user_id: str, job_id: str) -> RowMapping:
    columns = (jobs.c.status, jobs.c.type, jobs.c.payload, jobs.c.priority, jobs.c.parent_id)
    mine = select(*columns).where(jobs.c.id == job_id, jobs.c.user_id == user_id)
    old = session.connection().execute(mine).mappings().first()
    if old is None:
        raise NotFound("This job does not exist.")
    return old
