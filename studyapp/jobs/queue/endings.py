"""Records how an attempt ends: one fenced write of everything the learner will see, and a line in the job's history.

A requested cancellation wins over every ending but completion, because a cancelled job must not start again.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import structlog
from sqlalchemy import bindparam, update
from sqlmodel import Session

from studyapp.database import is_passing
from studyapp.jobs.kinds.backoff import lone_wait
from studyapp.jobs.kinds.outcome import (
    Cancelled,
    Completed,
    Failed,
    Failure,
    GivenBack,
    Outcome,
    RetryLater,
    WaitOut,
    given_up,
)
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.store.claims import Claim, current, fenced_update
from studyapp.jobs.store.tables import job_attempts
from studyapp.jobs.store.views import JobSnapshot
from studyapp.models import JobStatus

log = structlog.get_logger(__name__)

_Early = Failed | Cancelled | RetryLater | WaitOut | GivenBack
_NO_CLAIM: Final[dict[str, Any]] = {"slot": None, "claim": None, "worker": None, "lease_until": None}

_CLOSE: Final = (
    update(job_attempts)
    .where(job_attempts.c.id == bindparam("token"))
    .values(
        ended_at=bindparam("now"),
        outcome=bindparam("how"),
        error_code=bindparam("code"),
        error=bindparam("sentence"),
    )
)


def end(
    session: Session,
    claim: Claim,
    outcome: Outcome,
    *,
    now: datetime,
    label: str | None = None,
    handlers: Handlers,
) -> None:
    """Record how the attempt ended, or raise `ClaimLost`. `label` replaces the name of the ending in the history."""
    match outcome:
        case Completed(result):
            _complete(session, claim, result, now=now)
            _close_attempt(session, claim, label or "completed", now=now)
        case Failed() | Cancelled() | RetryLater() | WaitOut() | GivenBack():
            ended = _leave(session, claim, outcome, now=now, handlers=handlers)
            _close_attempt(session, claim, label or ended, now=now, failure=getattr(outcome, "failure", None))


def failed(
    session: Session, job: JobSnapshot, failure: Failure, *, now: datetime, handlers: Handlers
) -> dict[str, Any]:
    """The columns of a job that has failed for good."""
    return _last_word(JobStatus.FAILED, now=now) | _said(failure) | _kept(session, job, handlers)


def cancelled(session: Session, job: JobSnapshot, *, now: datetime, handlers: Handlers) -> dict[str, Any]:
    """The columns of a cancelled job."""
    return cancelled_without_items(now=now) | _kept(session, job, handlers)


def cancelled_without_items(*, now: datetime) -> dict[str, Any]:
    """The columns of a cancelled job that has saved nothing. Its last error no longer matters, so it is removed."""
    forgotten = {"error_code": None, "error": None, "retryable": False}
    return _last_word(JobStatus.CANCELLED, now=now) | forgotten


def _last_word(status: JobStatus, *, now: datetime) -> dict[str, Any]:
    return {**_NO_CLAIM, "status": status, "finished_at": now, "outage_since": None}


def _kept(session: Session, job: JobSnapshot, handlers: Handlers) -> dict[str, Any]:
    """The `result` column of a job that ends early, made by its handler's `summarize`; empty if nothing was saved."""
    if job.items_done == 0 or job.type not in handlers:
        return {}
    try:
        with session.begin_nested():
            return {"result": handlers[job.type].summarize(session, job)}
    except Exception as error:  # a job must be able to end even if its summary cannot be made
        if is_passing(error):
            raise
        log.exception("job.summary_failed", job_id=job.id)
        return {}


def _complete(session: Session, claim: Claim, result: dict[str, Any], *, now: datetime) -> None:
    done = {"phase": "done", "progress": 100, "result": result, "retryable": False}
    fenced_update(session, claim, _last_word(JobStatus.COMPLETED, now=now) | done)


def _leave(
    session: Session,
    claim: Claim,
    outcome: _Early,
    *,
    now: datetime,
    handlers: Handlers,
) -> str:
    """Record an ending other than completion. Returns its name for the history."""
    row = current(session, claim)
    job = replace(claim.job, items_done=row["items_done"], checkpoint=row["checkpoint"])
    match _after_all(row, outcome, now=now):
        case Cancelled():
            word = "cancelled"
            values = cancelled(session, job, now=now, handlers=handlers)
        case Failed(failure):
            word = "failed"
            values = failed(session, job, failure, now=now, handlers=handlers)
        case RetryLater(failure, delay):
            word = "retry"
            run_at = min(row["run_at"], now) if delay is None else now + delay
            values = _waiting() | _said(failure) | {"run_at": run_at, "outage_since": None}
        case WaitOut(failure, delay=delay):
            word = "outage"
            since = row["outage_since"] or now
            run_at = now + (delay or lone_wait(now - since))
            values = _waiting() | _said(failure) | {"run_at": run_at, "outage_since": since} | _uncounted(row)
        case GivenBack():
            word = "given_back"
            values = _waiting() | {"run_at": min(row["run_at"], now)} | _uncounted(row)
    fenced_update(session, claim, values)
    return word


def _after_all(row: Mapping[Any, Any], outcome: _Early, *, now: datetime) -> _Early:
    """The ending that counts: a requested cancellation, else a failure if attempts or patience are used up."""
    match outcome:
        case _ if row["cancel_requested"]:
            return Cancelled()
        case RetryLater(failure) if row["attempts"] >= row["max_attempts"]:
            return Failed(failure)
        case WaitOut(failure, patience) if row["outage_since"] and (waited := now - row["outage_since"]) >= patience:
            return Failed(given_up(failure, waited=waited))
        case _:
            return outcome


def _uncounted(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {"attempts": row["attempts"] - 1}


def _waiting() -> dict[str, Any]:
    return {**_NO_CLAIM, "status": JobStatus.PENDING, "phase": "queued"}


def _said(failure: Failure) -> dict[str, Any]:
    return {"error_code": failure.code.value, "error": failure.sentence, "retryable": failure.retryable}


def _close_attempt(
    session: Session, claim: Claim, outcome: str, *, now: datetime, failure: Failure | None = None
) -> None:
    code, sentence = (failure.code.value, failure.sentence) if failure else (None, None)
    ended = {"token": claim.token, "now": now, "how": outcome, "code": code, "sentence": sentence}
    session.connection().execute(_CLOSE, ended)
