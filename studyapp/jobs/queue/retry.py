"""Asking again for what was asked for before: a new job, and a request like any other.

A retry makes good what an ended job has left missing, and goes on from what it has kept. Running something again asks
for all of it.
"""

from dataclasses import replace
from typing import Final

from sqlalchemy import RowMapping, literal, select
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.kinds.definition import CarriedOn
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue.enqueue import Request
from studyapp.jobs.store.reading import get_job
from studyapp.jobs.store.tables import jobs
from studyapp.jobs.store.views import SNAPSHOT_COLUMNS, JobView, snapshot
from studyapp.models import ACTIVE, JobStatus

_COLUMNS: Final = (*SNAPSHOT_COLUMNS, jobs.c.status, jobs.c.priority, jobs.c.dedup_key)


def retry_request(session: Session, user_id: str, job_id: str, handlers: Handlers) -> Request | JobView:
    """What asks for the rest of a job that failed or was cancelled; its latest try, if that is still under way.

    Each try goes on from the one before it, so what is missing is made once, however often and for whichever try it is
    asked. Raises `Conflict` if nothing is missing.
    """
    old = _past(session, user_id, job_id)
    if old["status"] not in (JobStatus.FAILED, JobStatus.CANCELLED):
        raise Conflict("Only a task that failed or was cancelled can be retried.")
    latest = _past(session, user_id, _latest_try(session, user_id, job_id))
    if latest["status"] in ACTIVE:
        return get_job(session, user_id, latest["id"])
    return replace(
        _same_request(user_id, old),
        priority=old["priority"],
        parent_id=old["parent_id"] or _as_parent(session, user_id, job_id),
        retry_of=latest["id"],
        carried=_carried_on(latest, handlers),
    )


def repeat_request(session: Session, user_id: str, job_id: str) -> Request:
    """What asks for all of it once more, however it ended."""
    old = _past(session, user_id, job_id)
    if old["status"] in ACTIVE:
        raise Conflict("This task is still under way.")
    return _same_request(user_id, old)


def _same_request(user_id: str, old: RowMapping) -> Request:
    return Request(user_id=user_id, type=old["type"], payload=old["payload"], dedup_key=old["dedup_key"])


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
