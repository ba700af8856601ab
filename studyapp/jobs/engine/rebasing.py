"""What is done to the rows of jobs when the wall clock was set: their moments move along with it.

What happened cannot lie ahead. Left there, a job that waits would wait, and a place of the hour's allowance stay taken,
until the clock has caught up: after a step of a day back, a day. A step ahead looks like a sleep of the machine, in
which time did pass, so what waits is simply due; only the patience with a provider that is away counts time awake.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, bindparam, func, or_, select, update
from sqlmodel import Session

from studyapp import signals
from studyapp.database import after_commit
from studyapp.jobs.engine.clock import JUMP
from studyapp.jobs.store.tables import job_attempts, jobs

_OF_JOBS: Final = (
    "run_at", "outage_since", "lease_until", "progressed_at", "created_at", "started_at", "finished_at",
)  # fmt: skip
_OF_ATTEMPTS: Final = ("started_at", "ended_at")
_EVER: Final = datetime.min.replace(tzinfo=UTC)


def rebase(session: Session, jump: timedelta, *, now: datetime) -> None:
    """Move what lies ahead of `now` after the clock was set back by `jump`, or outages along after it was set ahead."""
    if jump > timedelta():
        _move(session, jobs, ("outage_since",), jump, after=_EVER)
    else:
        _move(session, jobs, _OF_JOBS, jump, after=now)
        _move(session, job_attempts, _OF_ATTEMPTS, jump, after=now)
    after_commit(session, signals.announce_to_all)


def missed_jump(session: Session, *, now: datetime) -> timedelta:
    """How far the clock was set back, at the least, while nobody watched it: what happened last was not after now."""
    happened = (jobs.c.created_at, jobs.c.finished_at, job_attempts.c.started_at, job_attempts.c.ended_at)
    moments = [session.connection().execute(select(func.max(each))).scalar() for each in happened]
    ahead = max((each for each in moments if each), default=now) - now
    return -ahead if ahead > JUMP else timedelta()


def _move(session: Session, table: Table, names: Sequence[str], jump: timedelta, *, after: datetime) -> None:
    """Those of these moments that are later than `after`."""
    found = select(table.c.id, *(table.c[name] for name in names)).where(
        or_(*(table.c[name] > after for name in names))
    )
    rows = session.connection().execute(found).mappings().all()
    changed: dict[str, ColumnElement[Any]] = {name: bindparam(f"moved_{name}") for name in names}
    if "version" in table.c:
        changed["version"] = table.c.version + 1
    moved = [
        {"moved_id": row["id"]}
        | {f"moved_{name}": row[name] + jump if row[name] and row[name] > after else row[name] for name in names}
        for row in rows
    ]
    if moved:
        session.connection().execute(update(table).where(table.c.id == bindparam("moved_id")).values(**changed), moved)
