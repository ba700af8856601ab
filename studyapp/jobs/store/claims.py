"""Claims jobs and writes for their attempts. Every write names the claim, and fails if the claim is no longer current.

This fence, not the clock, makes sure that nothing happens twice: a worker that was frozen, or whose lease ran out
because the clock jumped, wakes up with a claim that the next attempt has replaced.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    RowMapping,
    Update,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    insert,
    null,
    select,
    text,
    update,
)
from sqlmodel import Session

from studyapp import signals
from studyapp.database import UtcDateTime, after_commit
from studyapp.generation.provider import Usage
from studyapp.jobs.store.tables import IS_PENDING, IS_PROCESSING, job_attempts, jobs
from studyapp.jobs.store.views import SNAPSHOT_COLUMNS, JobSnapshot, snapshot

LEASE: Final = timedelta(seconds=45)
ATTEMPTS: Final = 3
"""How often a job is tried that saves nothing."""
MOST_ATTEMPTS: Final = 10
"""How often a job is tried at most, even if every attempt saves something."""
SEATS: Final = (1, 2, 3)
"""The seats for a learner's running jobs. Jobs without a free seat wait."""


class ClaimLost(Exception):
    """Another attempt has replaced this one. Stop, close the stream, and write nothing."""


@dataclass(frozen=True, slots=True)
class Claim:
    token: str
    """The fence: new for every attempt, and the id of its row in `job_attempts`."""
    worker: str
    job: JobSnapshot


_FULL: Final = select(jobs.c.user_id).where(IS_PROCESSING).group_by(jobs.c.user_id).having(func.count() >= len(SEATS))
_BEST_READY: Final = (
    select(jobs.c.id)
    .where(IS_PENDING, jobs.c.run_at <= bindparam("now"), jobs.c.user_id.not_in(_FULL))
    .order_by(jobs.c.priority.desc(), jobs.c.run_at, jobs.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_OTHER: Final = jobs.alias("other")
_FREE_SEAT: Final = case(
    *(
        (
            ~exists().where(
                _OTHER.c.user_id == jobs.c.user_id, _OTHER.c.slot == seat, text("other.status = 'processing'")
            ),
            seat,
        )
        for seat in SEATS
    )
)
_TAKE: Final = (
    update(jobs)
    .where(jobs.c.id == _BEST_READY.scalar_subquery())
    .values(
        status=text("'processing'"),
        phase=text("'starting'"),
        attempts=jobs.c.attempts + 1,
        slot=_FREE_SEAT,
        claim=bindparam("token"),
        worker=bindparam("by"),
        lease_until=bindparam("until"),
        progressed_at=bindparam("now"),
        started_at=func.coalesce(jobs.c.started_at, bindparam("now", type_=UtcDateTime)),
        error_code=null(),
        error=null(),
        retryable=false(),
        version=jobs.c.version + 1,
    )
    .returning(*SNAPSHOT_COLUMNS)
)
_NEW_ATTEMPT: Final = insert(job_attempts)
FENCE: Final = and_(jobs.c.id == bindparam("fenced_id"), jobs.c.claim == bindparam("fenced_claim"), IS_PROCESSING)
_MOVES: Final = ("progress", "items_done", "items_expected", "checkpoint")
_DECIDES: Final = ("attempts", "max_attempts", "run_at", "outage_since", "cancel_requested")
_CURRENT: Final = select(*(jobs.c[name] for name in (*_MOVES, *_DECIDES))).where(FENCE).with_for_update()


def claim(session: Session, *, worker: str, token: str, now: datetime) -> Claim | None:
    """Claim the best ready job of a learner with a free seat: by priority, then by age. None if there is none."""
    connection = session.connection()
    taking = {"token": token, "by": worker, "now": now, "until": now + LEASE}
    row = connection.execute(_TAKE, taking).mappings().first()
    if row is None:
        return None
    attempt = {"id": token, "job_id": row["id"], "number": row["attempts"], "worker": worker, "started_at": now}
    connection.execute(_NEW_ATTEMPT, attempt)
    announce(session, row["user_id"])
    return Claim(token, worker, snapshot(row))


def beat(
    session: Session, held: Collection[Claim], *, now: datetime, restart_stall_clock: bool = False
) -> dict[str, bool]:
    """Renew the leases of these claims. Returns, by token, whether the learner has cancelled the job.

    A claim whose token is missing in the answer is lost. `restart_stall_clock` gives the jobs the full time to show
    progress again, after a pause that was not their fault, e.g. a sleep of the machine.
    """
    values: dict[str, Any] = {"lease_until": now + LEASE}
    if restart_stall_clock:
        values["progressed_at"] = now
    renewed = session.connection().execute(
        update(jobs)
        .where(jobs.c.id.in_([each.job.id for each in held]), jobs.c.claim.in_([each.token for each in held]))
        .where(IS_PROCESSING)
        .values(**values)
        .returning(jobs.c.claim, jobs.c.cancel_requested)
    )
    return {row.claim: row.cancel_requested for row in renewed}


def save_items(
    session: Session,
    claim: Claim,
    write: Callable[[Session], int],
    *,
    items_done: int,
    now: datetime,
    progress: int | None = None,
    phase: str | None = None,
    checkpoint: dict[str, Any] | None = None,
) -> int:
    """Save generated rows, progress and checkpoint, all or nothing. Returns how many rows `write` says are new."""
    row = current(session, claim)
    new = write(session)
    percent = _percent(items_done, row["items_expected"]) if progress is None else progress
    values = _moved(row, progress=percent, phase=phase, now=now)
    values["items_done"] = max(items_done, row["items_done"])
    if checkpoint is not None:
        values["checkpoint"] = checkpoint
    if new:
        values |= _advanced(row)
    fenced_update(session, claim, values)
    return new


def report(
    session: Session,
    claim: Claim,
    *,
    now: datetime,
    phase: str | None = None,
    progress: int | None = None,
    items_expected: int | None = None,
) -> None:
    """Record how far the job is, which also counts as a sign of life."""
    values = _moved(current(session, claim), progress=progress, phase=phase, now=now)
    if items_expected is not None:
        values["items_expected"] = items_expected
    fenced_update(session, claim, values)


def record_usage(session: Session, claim: Claim, usage: Usage, *, cost_usd: float | None = None) -> None:
    """Add the cost of one provider call to the attempt."""
    current(session, claim)
    tokens = job_attempts.c
    session.connection().execute(
        update(job_attempts)
        .where(tokens.id == claim.token)
        .values(
            provider=usage.provider,
            model=usage.model,
            tokens_in=_plus(tokens.tokens_in, usage.tokens_in),
            tokens_out=_plus(tokens.tokens_out, usage.tokens_out),
            cost_usd=_plus(tokens.cost_usd, cost_usd),
        )
    )


def current(session: Session, claim: Claim) -> RowMapping:
    """Lock the job's row and return the columns that change while it runs or decide its end; else raise `ClaimLost`."""
    row = session.connection().execute(_CURRENT, _fence(claim)).mappings().first()
    if row is None:
        raise ClaimLost(claim.job.id)
    return row


def fenced_update(session: Session, claim: Claim, values: dict[str, Any]) -> None:
    """Write these columns and the next version, or raise `ClaimLost`. Open tabs are told after the commit."""
    new = {f"new_{name}": value for name, value in values.items()}
    if session.connection().execute(_fenced(tuple(values)), _fence(claim) | new).rowcount == 0:
        raise ClaimLost(claim.job.id)
    announce(session, claim.job.user_id)


def announce(session: Session, user_id: str) -> None:
    """Tell the learner's open tabs, once the transaction is durable."""
    after_commit(session, lambda: signals.announce(user_id))


@cache
def _fenced(names: tuple[str, ...]) -> Update:
    """The update of these columns, cached, because building a statement costs more than running it."""
    columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(jobs).where(FENCE).values(**columns, version=jobs.c.version + 1)


def _fence(claim: Claim) -> dict[str, str]:
    return {"fenced_id": claim.job.id, "fenced_claim": claim.token}


def _moved(row: RowMapping, *, progress: int | None, phase: str | None, now: datetime) -> dict[str, Any]:
    """The columns of a progress report. Progress never goes back, and only a completed job has 100."""
    values: dict[str, Any] = {"progressed_at": now, "lease_until": now + LEASE}
    values["progress"] = max(row["progress"], min(progress or 0, 99))
    if phase is not None:
        values["phase"] = phase
    return values


def _advanced(row: RowMapping) -> dict[str, Any]:
    """The columns that change when a job saves something. It may fail as often as at first, and no outage is left."""
    most = max(row["max_attempts"], min(row["attempts"] + ATTEMPTS - 1, MOST_ATTEMPTS))
    return {"max_attempts": most, "outage_since": None}


def _percent(items_done: int, items_expected: int | None) -> int | None:
    return 100 * items_done // items_expected if items_expected else None


def _plus(column: Any, amount: float | None) -> Any:
    return column if amount is None else func.coalesce(column, 0) + amount
