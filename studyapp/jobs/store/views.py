"""What other modules see of a job: frozen rows without the payload, so that a list never loads the material."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, TypedDict

from sqlalchemy import ColumnElement, exists

from studyapp.jobs.store.tables import jobs
from studyapp.models import JobStatus, JobType


class TargetRef(TypedDict):
    """Where the placeholder is shown, e.g. `{"kind": "deck", "id": "…"}`."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    id: str
    user_id: str
    type: JobType
    status: JobStatus
    phase: str
    progress: int
    items_done: int
    items_expected: int | None
    attempts: int
    max_attempts: int
    retryable: bool
    error: str | None
    error_code: str | None
    run_at: datetime
    """A pending job does not start before this moment. If it is in the future, an attempt is scheduled for it."""
    outage_since: datetime | None
    """Since when the provider has been unavailable; None once something is saved."""
    result: dict[str, Any] | None
    intent: str | None
    """How the request was understood, from the checkpoint; None if the kind of job does not tell, or not yet."""
    target: TargetRef | None
    parent_id: str | None
    retry_of: str | None
    is_retried: bool
    """Whether a newer job is a retry of this one."""
    version: int
    cancel_requested: bool
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What all attempts of a job used up; None where that is not known."""

    tokens_in: int | None
    tokens_out: int | None
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class JobPage:
    """Newest first; `next_cursor` is None on the last page."""

    jobs: list[JobView]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Admission:
    """The answer to a request. If an equal job was active already, `job` is that one and `created` is False."""

    job: JobView
    created: bool


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of the hourly limit is used. `resets_at` is when the next place becomes free, None if all are free."""

    used: int
    limit: int
    resets_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSnapshot:
    """A job as its handler sees it: as it was when the attempt began."""

    id: str
    user_id: str
    type: JobType
    target_kind: str
    target_id: str
    payload: dict[str, Any]
    checkpoint: dict[str, Any]
    attempts: int
    """The number of the current attempt, from 1."""
    max_attempts: int
    items_done: int
    items_expected: int | None
    parent_id: str | None


_INTENT: Final = jobs.c.checkpoint["intent"].as_string().label("intent")
_newer = jobs.alias("newer")
_IS_RETRIED: Final = exists().where(_newer.c.retry_of == jobs.c.id).correlate(jobs).label("is_retried")
_DERIVED: Final = ("target", "intent", "is_retried")
_VIEW_NAMES: Final = tuple(field.name for field in fields(JobView) if field.name not in _DERIVED)
_SNAPSHOT_NAMES: Final = tuple(field.name for field in fields(JobSnapshot))
VIEW_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    *(jobs.c[name] for name in (*_VIEW_NAMES, "target_kind", "target_id")),
    _INTENT,
    _IS_RETRIED,
)
SNAPSHOT_COLUMNS: Final = tuple(jobs.c[name] for name in _SNAPSHOT_NAMES)


def view(row: Mapping[Any, Any]) -> JobView:
    """Make a `JobView` from a row with at least the `VIEW_COLUMNS`."""
    target = TargetRef(kind=row["target_kind"], id=row["target_id"]) if row["target_id"] else None
    derived = {"target": target, "intent": row.get("intent") or None, "is_retried": bool(row.get("is_retried"))}
    return JobView(**derived, **{name: row[name] for name in _VIEW_NAMES})


def snapshot(row: Mapping[Any, Any]) -> JobSnapshot:
    """Make a `JobSnapshot` from a row with at least the `SNAPSHOT_COLUMNS`."""
    return JobSnapshot(**{name: row[name] for name in _SNAPSHOT_NAMES})
