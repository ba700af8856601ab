"""Shortcuts for the common actions of the queue's tests."""

from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from studyapp.jobs.kinds.outcome import Cancelled, Completed, Failed, Failure, Outcome
from studyapp.jobs.kinds.outcome import ErrorCode as Code
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue import endings
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim
from studyapp.jobs.store.views import Admission
from studyapp.models.columns import new_id
from tests.engine import workload
from tests.engine.workload import KIND, write_items

HANDLERS: Final = workload.handlers()
NO_LINE: Final = Failure(Code.NETWORK, "No line.", retryable=True)


def ask(
    session: Session,
    key: str,
    *,
    now: datetime,
    user: str = "ada",
    handlers: Handlers = HANDLERS,
    per_hour: int = 20,
    **options: Any,
) -> Admission:
    return Queue(handlers, per_hour=lambda: per_hour).enqueue(session, user, KIND, {"key": key}, now=now, **options)


def take(session: Session, *, now: datetime) -> Claim:
    claim = claims.claim(session, worker="w", token=new_id(), now=now)
    assert claim
    return claim


def save(session: Session, claim: Claim, items: int, *, now: datetime) -> None:
    claims.save_items(
        session, claim, lambda inner: write_items(inner, claim.job, range(items), now=now), items_done=items, now=now
    )


def end(session: Session, claim: Claim, outcome: Outcome, *, now: datetime) -> None:
    endings.end(session, claim, outcome, now=now, handlers=HANDLERS)


def completed(session: Session, key: str, *, now: datetime, user: str = "ada") -> str:
    return _ended(session, key, Completed({}), now=now, user=user)


def failed(session: Session, key: str, *, now: datetime, user: str = "ada") -> str:
    return _ended(session, key, Failed(NO_LINE), now=now, user=user)


def cancelled(session: Session, key: str, *, now: datetime, user: str = "ada") -> str:
    return _ended(session, key, Cancelled(), now=now, user=user)


def _ended(session: Session, key: str, outcome: Outcome, *, now: datetime, user: str) -> str:
    """Enqueue a job, claim it and end it. No other job may be waiting, because that one could be claimed instead."""
    job_id = ask(session, key, now=now, user=user, per_hour=10_000).job.id
    claim = take(session, now=now)
    assert claim.job.id == job_id
    end(session, claim, outcome, now=now)
    return job_id
