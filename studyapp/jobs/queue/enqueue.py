"""Letting a job in: one active job per dedup key, a true sliding window of requests, and a row that is there for good.

Admissions of one learner and kind queue at the row in `job_rate_limits`, so that parallel requests cannot both take
the last place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from sqlalchemy import bindparam, func, insert, select, text
from sqlmodel import Session

from studyapp.errors import BadInput, LimitReached
from studyapp.jobs import transports
from studyapp.jobs.kinds.registry import HANDLERS, CarriedOn, Handler, Handlers, Target
from studyapp.jobs.store.claims import ATTEMPTS, announce
from studyapp.jobs.store.rate_limit import BLOCKING, allowed_per_hour, check_allowance, window
from studyapp.jobs.store.reading import get_job
from studyapp.jobs.store.tables import IS_ACTIVE, jobs
from studyapp.jobs.store.views import Admission, JobView, view
from studyapp.models import JobStatus, JobType
from studyapp.models.columns import new_id

PRIORITIES: Final = range(-100, 101)
_SOON: Final = 30
"""Seconds."""

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
class _Request:
    user_id: str
    type: JobType
    wanted: BaseModel
    dedup_key: str
    priority: int
    parent_id: str | None
    retry_of: str | None
    carried: CarriedOn | None


def enqueue(
    session: Session,
    user_id: str,
    job_type: str,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    priority: int = 0,
    jobs_per_hour: int | None = None,
    parent_id: str | None = None,
    retry_of: str | None = None,
    carried: CarriedOn | None = None,
    dedup_key: str | None = None,
    job_id: str | None = None,
    handlers: Handlers = HANDLERS,
) -> Admission:
    """Accept a request, or return the equal one that is under way.

    A child (`parent_id`) belongs to the request that asked for its parent and uses up nothing. What is `carried` on
    from an earlier job is not made again, and what was equal to that one is equal to this one by its `dedup_key`, also
    since its target was settled. `jobs_per_hour` is what the installation allows unless it is given.
    Raises `BadInput` for a payload its handler does not understand and `LimitReached` when the hour's places are taken
    or too many of the kind are under way.
    """
    handler, kind = _handler(handlers, job_type)
    wanted = _validated(handler, payload)
    request = _Request(
        user_id=user_id,
        type=kind,
        wanted=wanted,
        dedup_key=dedup_key or handler.dedup_key(wanted),
        priority=_checked_priority(priority),
        parent_id=parent_id,
        retry_of=retry_of,
        carried=carried,
    )
    session.flush()
    _take_turn(session, user_id, kind)
    limit = allowed_per_hour() if jobs_per_hour is None else jobs_per_hour
    twin, blocking = _standing(session, request, limit=limit, now=now)
    if twin:
        return Admission(get_job(session, user_id, twin), created=False)
    if parent_id is None or retry_of is not None:
        check_allowance(blocking, limit=limit, now=now)
    _check_active(session, request, most=handler.most_active)
    target = handler.accept(session, user_id, wanted, now)
    return Admission(_insert(session, request, target, job_id=job_id or new_id(), now=now), created=True)


def _handler(handlers: Handlers, job_type: str) -> tuple[Handler[Any], JobType]:
    known = {kind.value: kind for kind in handlers}
    if job_type not in known:
        raise BadInput(f"There is no kind of job called “{job_type}”.")
    return handlers[known[job_type]], known[job_type]


def _validated(handler: Handler[Any], payload: Mapping[str, Any]) -> BaseModel:
    try:
        return handler.payload.model_validate(dict(payload))
    except ValidationError as error:
        raise BadInput(_sentence(error)) from error


def _sentence(error: ValidationError) -> str:
    """What our own validators say is a sentence already; pydantic's own messages get the field's name in front."""
    first = error.errors(include_url=False)[0]
    if isinstance(said := first.get("ctx", {}).get("error"), ValueError):
        return str(said)
    field = ".".join(str(part) for part in first["loc"]) or "payload"
    return f"{field}: {first['msg']}."


def _checked_priority(priority: int) -> int:
    if priority not in PRIORITIES:
        raise BadInput(f"The priority is a number from {PRIORITIES[0]} to {PRIORITIES[-1]}.")
    return priority


def _take_turn(session: Session, user_id: str, kind: JobType) -> None:
    """Lock this learner's and kind's admissions until the end. On SQLite a write transaction has locked everything."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(_TURN, {"user_id": user_id, "type": kind.value})


def _standing(session: Session, request: _Request, *, limit: int, now: datetime) -> tuple[str | None, datetime | None]:
    """The equal job under way, and the request that takes the last place; one statement, since every request asks."""
    values = window(request.user_id, request.type, limit=limit, now=now) | {"dedup_key": request.dedup_key}
    twin, blocking = session.connection().execute(_STANDING, values).one()
    return twin, blocking


def _check_active(session: Session, request: _Request, *, most: int | None) -> None:
    """Refuse what would be one too many under way. Nobody knows when one will be done, so come back soon."""
    if most is None:
        return
    values = {"user_id": request.user_id, "type": request.type}
    if session.connection().execute(_ACTIVE_NOW, values).scalar_one() >= most:
        raise LimitReached(
            f"{most} of these are under way already. Wait until one is done, or stop one.", retry_after=_SOON
        )


def _insert(session: Session, request: _Request, target: Target, *, job_id: str, now: datetime) -> JobView:
    session.flush()
    values: dict[str, Any] = {
        "id": job_id,
        "user_id": request.user_id,
        "type": request.type,
        "target_kind": target.kind,
        "target_id": target.id,
        "status": JobStatus.PENDING,
        "priority": request.priority,
        "payload": request.wanted.model_dump(mode="json") | dict(target.settled),
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
        "dedup_key": request.dedup_key,
        "parent_id": request.parent_id,
        "retry_of": request.retry_of,
        "version": 1,
        "created_at": now,
    }
    session.connection().execute(_NEW_JOB, values)
    admitted = view(_NOT_YET | values)
    transports.doorbell(session).ring(session, admitted)
    announce(session, request.user_id)
    return admitted
