"""Asking again for what was asked for before: a new job, and a request like any other.

A retry makes good what an ended job has left missing, and goes on from what it has kept. Running something again asks
for all of it.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, literal, select
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.kinds.registry import HANDLERS, CarriedOn, Handlers
from studyapp.jobs.queue.enqueue import enqueue
from studyapp.jobs.store.reading import get_job
from studyapp.jobs.store.tables import jobs
from studyapp.jobs.store.views import SNAPSHOT_COLUMNS, Admission, snapshot
from studyapp.models import ACTIVE, JobStatus

_COLUMNS: Final = (*SNAPSHOT_COLUMNS, jobs.c.status, jobs.c.priority, jobs.c.dedup_key)


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
    """Ask for what is missing of a job that failed or was cancelled: a new job that names the latest of its tries.

    However often it is asked for, and of whichever try, it is made once: each goes on from the one before it.
    """
    old = _past(session, user_id, job_id)
    if old["status"] not in (JobStatus.FAILED, JobStatus.CANCELLED):
        raise Conflict("Only a task that failed or was cancelled can be retried.")
    latest = _past(session, user_id, _latest_try(session, user_id, job_id))
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
        parent_id=old["parent_id"] or _as_parent(session, user_id, job_id),
        retry_of=latest["id"],
        carried=_carried_on(latest, handlers),
        dedup_key=old["dedup_key"],
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
    old = _past(session, user_id, job_id)
    if old["status"] in ACTIVE:
        raise Conflict("This task is still under way.")
    return enqueue(
        session,
        user_id,
        old["type"],
        old["payload"],
        now=now,
        jobs_per_hour=jobs_per_hour,
        dedup_key=old["dedup_key"],
        handlers=handlers,
    )


def _carried_on(ended: RowMapping, handlers: Handlers) -> CarriedOn | None:
    carried = handlers[ended["type"]].carry_on(snapshot(ended))
    if carried and carried.missing is not None and carried.missing <= 0:
        raise Conflict("Nothing is missing: everything that was asked for has been made.")
    return carried


def _latest_try(session: Session, user_id: str, job_id: str) -> str:
    """The last of this job and of those that were to make it good, each of which names the one before it."""
    itself = select(jobs.c.id, literal(0).label("place")).where(jobs.c.id == job_id, jobs.c.user_id == user_id)
    tries = itself.cte("tries", recursive=True)
    further = select(jobs.c.id, tries.c.place + 1).where(jobs.c.retry_of == tries.c.id, jobs.c.user_id == user_id)
    every = tries.union_all(further)
    latest = select(every.c.id).order_by(every.c.place.desc(), every.c.id.desc()).limit(1)
    return session.connection().execute(latest).scalar_one()


def _as_parent(session: Session, user_id: str, job_id: str) -> str | None:
    """The job a batch began with stays in it: its retry becomes a child like the others."""
    child = select(jobs.c.parent_id).where(jobs.c.parent_id == job_id, jobs.c.user_id == user_id).limit(1)
    return session.connection().execute(child).scalar()


def _past(session: Session, user_id: str, job_id: str) -> RowMapping:
    mine = select(*_COLUMNS).where(jobs.c.id == job_id, jobs.c.user_id == user_id)
    past = session.connection().execute(mine).mappings().first()
    if past is None:
        raise NotFound("This task does not exist.")
    return past
