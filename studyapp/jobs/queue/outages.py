"""Jobs that wait for an unavailable provider. All of them show why and until when, and continue when it is back.

See docs/decisions/0008-outages.md.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Update, func, or_, select, update
from sqlmodel import Session

from studyapp.errors import Conflict
from studyapp.jobs import transports
from studyapp.jobs.kinds.outcome import Failure, given_up
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue.endings import failed
from studyapp.jobs.store.claims import Claim, announce
from studyapp.jobs.store.reading import get_job
from studyapp.jobs.store.tables import IS_PENDING, jobs
from studyapp.jobs.store.views import SNAPSHOT_COLUMNS, VIEW_COLUMNS, snapshot, view

MOST_AT_ONCE: Final = 1000
"""The most jobs that are changed in one transaction. The jobs after them would not start soon anyway."""

_WAITS: Final = jobs.c.outage_since.is_not(None)


def postpone(session: Session, failure: Failure, *, until: datetime, now: datetime) -> None:
    """Let no job start before `until`, and give the failure as the reason in each."""
    values = {
        "run_at": until,
        "error_code": failure.code.value,
        "error": failure.sentence,
        "retryable": failure.retryable,
        "outage_since": func.coalesce(jobs.c.outage_since, now),
    }
    _change(session, IS_PENDING & (jobs.c.run_at < until), values)


def give_up(session: Session, failure: Failure, *, patience: timedelta, now: datetime, handlers: Handlers) -> None:
    """Fail the jobs that have waited for `patience`."""
    overdue = select(*SNAPSHOT_COLUMNS, jobs.c.outage_since).where(IS_PENDING, jobs.c.outage_since <= now - patience)
    for row in session.connection().execute(overdue.limit(MOST_AT_ONCE).with_for_update()).mappings().all():
        reason = given_up(failure, waited=now - row["outage_since"])
        values = failed(session, snapshot(row), reason, now=now, handlers=handlers)
        _change(session, jobs.c.id == row["id"], values)


def resume(session: Session, *, now: datetime) -> None:
    """Let every job that waits for the provider start now."""
    _ring(session, _change(session, IS_PENDING & _WAITS & (jobs.c.run_at > now), {"run_at": now}))


def claim_probe(
    session: Session, take: Callable[[Session], Claim | None], failure: Failure, *, until: datetime, now: datetime
) -> Claim | None:
    """Claim a job with `take` if `until` has passed or a waiting job is due. Else put new jobs off and return None."""
    due = select(jobs.c.id).where(IS_PENDING, _WAITS, jobs.c.run_at <= now).limit(1)
    if until <= now or session.connection().execute(due).first():
        return take(session)
    postpone(session, failure, until=until, now=now)
    return None


def try_now(session: Session, user_id: str, job_id: str, *, now: datetime) -> int:
    """Start the next attempt of a job and its children now. Returns how many jobs waited for one.

    Raises `Conflict` if none did.
    """
    get_job(session, user_id, job_id)
    batch = (jobs.c.user_id == user_id) & or_(jobs.c.id == job_id, jobs.c.parent_id == job_id)
    hurried = _change(session, IS_PENDING & batch & (jobs.c.run_at > now), {"run_at": now})
    if not hurried:
        raise Conflict("This task does not wait for another attempt.")
    _ring(session, hurried)
    return len(hurried)


def _change(session: Session, which: ColumnElement[bool], values: dict[str, Any]) -> Sequence[RowMapping]:
    """Change the jobs that match, and tell their learners' tabs. Returns the changed rows."""
    rows = session.connection().execute(_update(which, values)).mappings().all()
    for user_id in {row["user_id"] for row in rows}:
        announce(session, user_id)
    return rows


def _update(which: ColumnElement[bool], values: dict[str, Any]) -> Update:
    first = select(jobs.c.id).where(which).order_by(jobs.c.priority.desc(), jobs.c.run_at, jobs.c.id)
    changed = update(jobs).where(jobs.c.id.in_(first.limit(MOST_AT_ONCE)))
    return changed.values(**values, version=jobs.c.version + 1).returning(*VIEW_COLUMNS)


def _ring(session: Session, rows: Sequence[RowMapping]) -> None:
    for row in rows:
        transports.doorbell(session).ring(session, view(row))
