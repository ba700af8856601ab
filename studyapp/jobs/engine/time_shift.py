"""Moves the times in the rows of jobs when the wall clock was set.

After the clock was set back by a day, past events would lie in the future. Waiting jobs would then wait for a day, and
requests would count against the hourly limit for as long. A clock that was set ahead cannot be told from a sleep of the
machine, in which time did pass, so waiting jobs are simply due. Only outages move ahead: the patience with an
unavailable provider does not count time asleep.
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


def shift_times(session: Session, jump: timedelta, *, now: datetime) -> None:
    """Add `jump` to all times after `now` if it is negative (the clock was set back), else to the starts of outages."""
    if jump > timedelta():
        _move(session, jobs, ("outage_since",), jump, after=_EVER)
    else:
        _move(session, jobs, _OF_JOBS, jump, after=now)
        _move(session, job_attempts, _OF_ATTEMPTS, jump, after=now)
    after_commit(session, signals.announce_to_all)


def missed_jump(session: Session, *, now: datetime) -> timedelta:
    """How far at least the clock was set back while no process ran; zero if no past event lies after `now`.

    The result is negative, as in `JumpDetector.jump`.
    """
    happened = (jobs.c.created_at, jobs.c.finished_at, job_attempts.c.started_at, job_attempts.c.ended_at)
    moments = [session.connection().execute(select(func.max(each))).scalar() for each in happened]
    ahead = max((each for each in moments if each), default=now) - now
    return -ahead if ahead > JUMP else timedelta()


def _move(session: Session, table: Table, names: Sequence[str], jump: timedelta, *, after: datetime) -> None:
    """Add `jump` to the values in these columns that are later than `after`."""
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
