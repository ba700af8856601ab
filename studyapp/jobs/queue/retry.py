"""Makes requests from earlier jobs, which then count like any other request.

A retry asks for what an ended job has left missing, and continues from what that job kept. A repeat asks for everything
once more.
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
    """A request for what a failed or cancelled job has left missing, or the latest retry of it if that is active.

    Each retry continues from the one before it, so missing items are made only once, whichever job of the chain is
    retried. Raises `Conflict` if nothing is missing.
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
    """The same request once more, however the job ended. Raises `Conflict` while it is active."""
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
    """The id of the last job in the chain that begins with this job; each later one is a retry of the one before."""
    itself = select(jobs.c.id, literal(0).label("place")).where(jobs.c.id == job_id, jobs.c.user_id == user_id)
    tries = itself.cte("tries", recursive=True)
    further = select(jobs.c.id, tries.c.place + 1).where(jobs.c.retry_of == tries.c.id, jobs.c.user_id == user_id)
    every = tries.union_all(further)
    latest = select(every.c.id).order_by(every.c.place.desc(), every.c.id.desc()).limit(1)
    return session.connection().execute(latest).scalar_one()


def _as_parent(session: Session, user_id: str, job_id: str) -> str | None:
    """The job's own id if it has children, else None. A retry of the first job of a batch becomes one of them."""
    child = select(jobs.c.parent_id).where(jobs.c.parent_id == job_id, jobs.c.user_id == user_id).limit(1)
    return session.connection().execute(child).scalar()


def _past(session: Session, user_id: str, job_id: str) -> RowMapping:
    mine = select(*_COLUMNS).where(jobs.c.id == job_id, jobs.c.user_id == user_id)
    past = session.connection().execute(mine).mappings().first()
    if past is None:
        raise NotFound("This task does not exist.")
    return past
