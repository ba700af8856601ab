"""Cancelling: at once while a job waits, through its owner while it runs. What was saved stays."""

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, or_, select, update
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs import transports
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue.endings import cancelled, unwanted
from studyapp.jobs.store.claims import announce
from studyapp.jobs.store.tables import IS_PENDING, IS_PROCESSING, jobs
from studyapp.jobs.store.views import SNAPSHOT_COLUMNS, VIEW_COLUMNS, JobView, snapshot, view
from studyapp.models import JobStatus


def cancel(session: Session, user_id: str, job_id: str, *, now: datetime, handlers: Handlers) -> JobView:
    """A waiting job is cancelled by this; a running one is asked to stop and its owner notices within a second.

    Asking twice changes nothing. Raises `Conflict` when the job has ended.
    """
    row = _own(session, user_id, job_id)
    match row["status"]:
        case JobStatus.PENDING:
            values = cancelled(session, snapshot(row), now=now, handlers=handlers)
        case JobStatus.PROCESSING if row["cancel_requested"]:
            return view(row)
        case JobStatus.PROCESSING:
            values = {"cancel_requested": True}
        case _:
            raise Conflict("This task has ended already.")
    return _change(session, row, values)


def cancel_batch(session: Session, user_id: str, job_id: str, *, now: datetime) -> int:
    """The same for all that is under way of a job and its children, which save nothing before they are whole.

    How many it was. Raises `Conflict` when all of them have ended.
    """
    parts = (jobs.c.user_id == user_id, or_(jobs.c.id == job_id, jobs.c.parent_id == job_id))
    locked = select(jobs.c.id).where(*parts).order_by(jobs.c.id).with_for_update()  # or one is given back in between
    if not session.connection().execute(locked).all():
        raise NotFound("This task does not exist.")
    waiting = update(jobs).where(*parts, IS_PENDING).values(**unwanted(now=now), version=jobs.c.version + 1)
    running = update(jobs).where(*parts, IS_PROCESSING).values(cancel_requested=True, version=jobs.c.version + 1)
    told = [
        view(row)
        for change in (waiting, running)
        for row in session.connection().execute(change.returning(*VIEW_COLUMNS)).mappings()
    ]
    if not told:
        raise Conflict("This task has ended already.")
    for job in told:
        transports.doorbell(session).ring(session, job)
    announce(session, user_id)
    return len(told)


def _own(session: Session, user_id: str, job_id: str) -> RowMapping:
    columns = dict.fromkeys((*VIEW_COLUMNS, *SNAPSHOT_COLUMNS))
    mine = select(*columns).where(jobs.c.id == job_id, jobs.c.user_id == user_id).with_for_update()
    row = session.connection().execute(mine).mappings().first()
    if row is None:
        raise NotFound("This task does not exist.")
    return row


def _change(session: Session, row: RowMapping, values: dict[str, Any]) -> JobView:
    statement = update(jobs).where(jobs.c.id == row["id"]).values(**values, version=jobs.c.version + 1)
    session.connection().execute(statement)
    changed = session.connection().execute(select(*VIEW_COLUMNS).where(jobs.c.id == row["id"])).mappings().one()
    transports.doorbell(session).ring(session, view(changed))
    announce(session, row["user_id"])
    return view(changed)
