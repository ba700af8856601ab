"""Admits jobs: one active job per deduplication key, and a limited number of requests within any hour.

Admissions of the same learner and type lock a row in `job_rate_limits` one after the other, so that two parallel
requests cannot both take the last place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from sqlalchemy import bindparam, func, insert, select, text
from sqlmodel import Session

from studyapp.errors import BadInput, LimitReached
from studyapp.jobs import transports
from studyapp.jobs.kinds.definition import CarriedOn, Handler, Target
from studyapp.jobs.store.claims import ATTEMPTS, announce
from studyapp.jobs.store.rate_limit import BLOCKING, check_allowance, window
from studyapp.jobs.store.reading import get_job
from studyapp.jobs.store.tables import IS_ACTIVE, jobs
from studyapp.jobs.store.views import Admission, JobView, view
from studyapp.models import JobStatus, JobType

PRIORITIES: Final = range(-100, 101)
_SOON: Final = 30
"""Seconds after which to ask again when too many jobs are active."""

_TURN: Final = text(
    "insert into job_rate_limits (user_id, type) values (:user_id, :type)"
    " on conflict (user_id, type) do update set user_id = excluded.user_id"
)
_NEW_JOB: Final = insert(jobs)
_NOT_YET: Final[dict[str, Any]] = dict.fromkeys(
    ("result", "error", "error_code", "outage_since", "started_at", "finished_at")
)
_TWIN: Final = select(jobs.c.id).where(
    IS_ACTIVE,
    jobs.c.user_id == bindparam("user_id"),
    jobs.c.type == bindparam("type"),
    jobs.c.dedup_key == bindparam("dedup_key"),
)
_ACTIVE_NOW: Final = select(func.count()).where(
    IS_ACTIVE, jobs.c.user_id == bindparam("user_id"), jobs.c.type == bindparam("type")
)
_STANDING: Final = select(_TWIN.scalar_subquery(), BLOCKING.scalar_subquery())


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request for a job, before it is checked."""

    user_id: str
    type: JobType
    payload: Mapping[str, Any]
    priority: int = 0
    parent_id: str | None = None
    """The parent of a child job. A child belongs to its parent's request and does not count against the limit."""
    retry_of: str | None = None
    is_further: bool = False
    """Whether it is retried at the same moment as another child of the same parent, and counts together with that."""
    carried: CarriedOn | None = None
    """Where a retry begins; None for any other request."""
    dedup_key: str = ""
    """The key of the job that is repeated, whose payload `accept` has extended. If empty, it is computed."""


def admit(
    session: Session, request: Request, handler: Handler[Any], *, job_id: str, limit: int, now: datetime
) -> Admission:
    """Accept a request as job `job_id`, or return the equal job that is active.

    Raises `BadInput` if the handler does not accept the payload, and `LimitReached` if the hourly `limit` is used up
    or too many jobs of the kind are active.
    """
    wanted = _validated(handler, request.payload)
    request = replace(request, dedup_key=request.dedup_key or handler.dedup_key(wanted))
    _check_priority(request.priority)
    session.flush()
    _take_turn(session, request.user_id, request.type)
    twin, blocking = _standing(session, request, limit=limit, now=now)
    if twin:
        return Admission(get_job(session, request.user_id, twin), created=False)
    if request.parent_id is None or (request.retry_of is not None and not request.is_further):
        check_allowance(blocking, limit=limit, now=now)
    _check_active(session, request, most=handler.most_active)
    target = handler.accept(session, request.user_id, wanted, now)
    values = _asked(request, wanted, target) | _untouched(request, target, now) | {"id": job_id}
    return Admission(_insert(session, values), created=True)


def _validated(handler: Handler[Any], payload: Mapping[str, Any]) -> BaseModel:
    try:
        return handler.payload.model_validate(dict(payload))
    except ValidationError as error:
        raise BadInput(_sentence(error)) from error


def _sentence(error: ValidationError) -> str:
    """The first error as a sentence. Our own validators raise sentences; pydantic's messages get the field's name."""
    first = error.errors(include_url=False)[0]
    if isinstance(said := first.get("ctx", {}).get("error"), ValueError):
        return str(said)
    field = ".".join(str(part) for part in first["loc"]) or "payload"
    return f"{field}: {first['msg']}."


def _check_priority(priority: int) -> None:
    if priority not in PRIORITIES:
        raise BadInput(f"The priority is a number from {PRIORITIES[0]} to {PRIORITIES[-1]}.")


def _take_turn(session: Session, user_id: str, kind: JobType) -> None:
    """Lock admissions of this learner and type until the transaction ends. On SQLite it locks everything anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(_TURN, {"user_id": user_id, "type": kind.value})


def _standing(session: Session, request: Request, *, limit: int, now: datetime) -> tuple[str | None, datetime | None]:
    """The id of the equal active job, and the time of the request that takes the last place (see `BLOCKING`).

    Either may be None. It is one statement, because every request needs it.
    """
    values = window(request.user_id, request.type, limit=limit, now=now) | {"dedup_key": request.dedup_key}
    twin, blocking = session.connection().execute(_STANDING, values).one()
    return twin, blocking


def _check_active(session: Session, request: Request, *, most: int | None) -> None:
    """Raise `LimitReached` if `most` jobs are active. `retry_after` is short, since nobody knows when one will end."""
    if most is None:
        return
    values = {"user_id": request.user_id, "type": request.type}
    if session.connection().execute(_ACTIVE_NOW, values).scalar_one() >= most:
        raise LimitReached(
            f"{most} of these are under way already. Wait until one is done, or stop one.", retry_after=_SOON
        )


def _asked(request: Request, wanted: BaseModel, target: Target) -> dict[str, Any]:
    """The columns that say what to make, and where."""
    return {
        "user_id": request.user_id,
        "type": request.type,
        "target_kind": target.kind,
        "target_id": target.id,
        "priority": request.priority,
        "payload": wanted.model_dump(mode="json") | dict(target.settled),
        "dedup_key": request.dedup_key,
        "parent_id": request.parent_id,
        "retry_of": request.retry_of,
    }


def _untouched(request: Request, target: Target, now: datetime) -> dict[str, Any]:
    """The columns that change while a job runs, with their values before its start."""
    return {
        "status": JobStatus.PENDING,
        "checkpoint": request.carried.checkpoint if request.carried else {},
        "phase": "queued",
        "progress": 0,
        "items_done": 0,
        "items_expected": request.carried.missing if request.carried else target.items_expected,
        "attempts": 0,
        "max_attempts": ATTEMPTS,
        "run_at": now,
        "cancel_requested": False,
        "retryable": False,
        "version": 1,
        "created_at": now,
    }


def _insert(session: Session, values: dict[str, Any]) -> JobView:
    session.flush()
    session.connection().execute(_NEW_JOB, values)
    admitted = view(_NOT_YET | values)
    transports.doorbell(session).ring(session, admitted)
    announce(session, admitted.user_id)
    return admitted
