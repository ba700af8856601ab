"""Takes back jobs their worker will not finish, because its lease ran out or the job makes no progress.

Rescuing is safe at any time, even if the worker was only slow: its claim becomes void, so whatever it still does
changes nothing. Rescuing twice does no harm, so every process may do it.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from studyapp.jobs.kinds.outcome import INTERRUPTED, STALLED, Failure, GivenBack, RetryLater
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue.endings import end
from studyapp.jobs.store.claims import Claim
from studyapp.jobs.store.tables import IS_PROCESSING, jobs
from studyapp.jobs.store.views import SNAPSHOT_COLUMNS, snapshot

STALL: Final = timedelta(seconds=300)
"""A job that shows no sign of life for this long is started again, even if its worker is alive."""

_HELD: Final = select(*SNAPSHOT_COLUMNS, jobs.c.claim, jobs.c.worker).where(IS_PROCESSING).with_for_update()
_LOST: Final = _HELD.where(jobs.c.lease_until < bindparam("now"))
_STALLED: Final = _HELD.where(jobs.c.progressed_at < bindparam("stalled"))


def stall(provider_timeout_seconds: float) -> timedelta:
    """`STALL`, or longer if the model may be silent for longer."""
    return max(STALL, timedelta(seconds=provider_timeout_seconds + 60))


def rescue_stale(session: Session, *, now: datetime, stall: timedelta = STALL, handlers: Handlers) -> list[Claim]:
    """Take back jobs whose lease ran out or that make no progress. Returns the claims that became void."""
    lost = _rescue(session, _LOST, {"now": now}, now=now, handlers=handlers)
    stalled = _rescue(session, _STALLED, {"stalled": now - stall}, why=STALLED, now=now, handlers=handlers)
    return lost + stalled


def rescue_all(session: Session, *, now: datetime, handlers: Handlers) -> list[Claim]:
    """Take back every running job. Only a newly elected executor may call this, since it knows no worker is alive."""
    return _rescue(session, _HELD, {}, now=now, handlers=handlers)


def release_worker(session: Session, worker: str, *, now: datetime, handlers: Handlers) -> list[Claim]:
    """Give back whatever this worker still holds, without using up an attempt."""
    held = _claims(session, _HELD.where(jobs.c.worker == worker), {})
    for claim in held:
        end(session, claim, GivenBack(), now=now, handlers=handlers)
    return held


def _rescue(
    session: Session,
    which: Select[Any],
    values: dict[str, Any],
    *,
    why: Failure = INTERRUPTED,
    now: datetime,
    handlers: Handlers,
) -> list[Claim]:
    rescued = _claims(session, which, values)
    for claim in rescued:
        end(session, claim, RetryLater(why), now=now, label="rescued", handlers=handlers)
    return rescued


def _claims(session: Session, which: Select[Any], values: dict[str, Any]) -> list[Claim]:
    rows = session.connection().execute(which, values).mappings().all()
    return [Claim(row["claim"], row["worker"], snapshot(row)) for row in rows]
