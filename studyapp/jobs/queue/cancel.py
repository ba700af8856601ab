"""Cancels jobs: a waiting one at once, a running one by asking its worker to stop. Saved items are kept."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, or_, select, update
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs import transports
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue.endings import cancelled, cancelled_without_items
from studyapp.jobs.store.claims import announce
from studyapp.jobs.store.tables import IS_PENDING, IS_PROCESSING, jobs
from studyapp.jobs.store.views import SNAPSHOT_COLUMNS, VIEW_COLUMNS, JobView, snapshot, view
from studyapp.models import JobStatus

_COLUMNS: Final = tuple(dict.fromkeys((*VIEW_COLUMNS, *SNAPSHOT_COLUMNS)))


def cancel(session: Session, user_id: str, job_id: str, *, now: datetime, handlers: Handlers) -> JobView:
    """Cancel a waiting job at once, or ask a running one to stop; its worker notices that within a second.

    A second call changes nothing. Raises `Conflict` if the job has ended.
    """
    row = _own(session, user_id, job_id)
    match row["status"]:
        case JobStatus.PENDING:
            return _cancel_kept(session, row, now, handlers)
        case JobStatus.PROCESSING if row["cancel_requested"]:
            return view(row)
        case JobStatus.PROCESSING:
            values = {"cancel_requested": True}
        case _:
            raise Conflict("This task has ended already.")
    return _change(session, row, values)


def cancel_batch(session: Session, user_id: str, job_id: str, *, now: datetime, handlers: Handlers) -> int:
    """Cancel the active ones among a job and its children, and keep what they saved.

    Returns how many jobs these were. Raises `Conflict` if all of them have ended.
    """
    parts = (jobs.c.user_id == user_id, or_(jobs.c.id == job_id, jobs.c.parent_id == job_id))
    # Locked, because a running job that is given back between the two updates would escape both.
    locked = select(*_COLUMNS).where(*parts).order_by(jobs.c.id).with_for_update()
    rows = session.connection().execute(locked).mappings().all()
    if not rows:
        raise NotFound("This task does not exist.")
    told = [_cancel_kept(session, row, now, handlers) for row in rows if _waits_with_items(row)]
    columns = cancelled_without_items(now=now)
    waiting = update(jobs).where(*parts, IS_PENDING).values(**columns, version=jobs.c.version + 1)
    running = update(jobs).where(*parts, IS_PROCESSING).values(cancel_requested=True, version=jobs.c.version + 1)
    for change in (waiting, running):
        changed = session.connection().execute(change.returning(*VIEW_COLUMNS)).mappings()
        told += [_tell(session, view(row)) for row in changed]
    if not told:
        raise Conflict("This task has ended already.")
    announce(session, user_id)
    return len(told)


def _waits_with_items(row: RowMapping) -> bool:
    return row["status"] == JobStatus.PENDING and row["items_done"] > 0


def _cancel_kept(session: Session, row: RowMapping, now: datetime, handlers: Handlers) -> JobView:
    return _change(session, row, cancelled(session, snapshot(row), now=now, handlers=handlers))


def _tell(session: Session, job: JobView) -> JobView:
    transports.doorbell(session).ring(session, job)
    return job


def _own(session: Session, user_id: str, job_id: str) -> RowMapping:
    mine = select(*_COLUMNS).where(jobs.c.id == job_id, jobs.c.user_id == user_id).with_for_update()
    row = session.connection().execute(mine).mappings().first()
    if row is None:
        raise NotFound("This task does not exist.")
    return row


def _change(session: Session, row: RowMapping, values: dict[str, Any]) -> JobView:
    statement = update(jobs).where(jobs.c.id == row["id"]).values(**values, version=jobs.c.version + 1)
    session.connection().execute(statement)
    changed = session.connection().execute(select(*VIEW_COLUMNS).where(jobs.c.id == row["id"])).mappings().one()
    announce(session, row["user_id"])
    return _tell(session, view(changed))
