"""Background jobs. These rows are the only truth about them (see docs/decisions/0001-one-truth-per-job.md)."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from studyapp.models.columns import json_object, moment, new_id, optional_moment, text_enum, where


class JobType(StrEnum):
    FLASHCARD_GENERATION = "flashcard_generation"
    QUESTION_GENERATION = "question_generation"
    DISTRACTOR_GENERATION = "distractor_generation"
    CARD_REGENERATION = "card_regeneration"
    SKILL_TREE_GENERATION = "skill_tree_generation"
    DOCUMENT_IMPORT = "document_import"
    LESSON_GENERATION = "lesson_generation"
    ANSWER_CHECK = "answer_check"


class JobStatus(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ACTIVE: Final = (JobStatus.PENDING, JobStatus.PROCESSING)
TERMINAL: Final = (JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED)

_PENDING = where("status = 'pending'")
_PROCESSING = where("status = 'processing'")
_ACTIVE = where("status in ('pending', 'processing')")


class Job(SQLModel, table=True):
    """A background job. `slot`, `claim`, `worker` and `lease_until` are set exactly while it is processing.

    Every attempt gets a new `claim` and names it in every write, so that an attempt that lost its claim changes
    nothing.
    """

    __tablename__ = "background_jobs"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_jobs_ready", text("priority desc"), "run_at", "id", **_PENDING),
        Index("ix_jobs_busy", "user_id", **_PROCESSING),
        Index("uq_jobs_seat", "user_id", "slot", unique=True, **_PROCESSING),
        Index("uq_jobs_dedup", "user_id", "type", "dedup_key", unique=True, **_ACTIVE),
        Index("ix_jobs_accepted", "user_id", "type", "created_at"),
        Index("ix_jobs_target", "user_id", "target_kind", "target_id", "created_at"),
        Index("ix_jobs_own", "user_id", "id"),
        Index("ix_jobs_kind", "user_id", "type", "status", "id"),
        Index("ix_jobs_parent", "parent_id", **where("parent_id is not null")),
        Index("ix_jobs_retry_of", "retry_of", **where("retry_of is not null")),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    type: JobType = text_enum(JobType)
    target_kind: str
    """What the placeholder is shown in, e.g. `deck`."""
    target_id: str
    status: JobStatus = text_enum(JobStatus, default=JobStatus.PENDING)
    priority: int = 0
    payload: dict[str, Any] = json_object()
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    checkpoint: dict[str, Any] = json_object()
    phase: str = "queued"
    progress: int = 0
    """Percent, 0–100; 100 only when completed."""
    items_done: int = 0
    items_expected: int | None = None
    attempts: int = 0
    max_attempts: int = 3
    """The most attempts allowed; it grows whenever something is saved."""
    run_at: datetime = moment()
    outage_since: datetime | None = optional_moment()
    """Since when the provider has been unavailable; None once something is saved."""
    slot: int | None = None
    claim: str | None = None
    worker: str | None = None
    lease_until: datetime | None = optional_moment()
    progressed_at: datetime | None = optional_moment()
    cancel_requested: bool = False
    error_code: str | None = None
    error: str | None = None
    retryable: bool = False
    dedup_key: str
    parent_id: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    retry_of: str | None = Field(default=None, foreign_key="background_jobs.id", ondelete="SET NULL")
    version: int = 1
    created_at: datetime = moment()
    started_at: datetime | None = optional_moment()
    finished_at: datetime | None = optional_moment()


class JobRateLimit(SQLModel, table=True):
    """A row to lock, so that the jobs of one learner and type are admitted one after the other."""

    __tablename__ = "job_rate_limits"  # pyright: ignore[reportAssignmentType]

    user_id: str = Field(primary_key=True, foreign_key="users.id")
    type: JobType = text_enum(JobType, primary_key=True)


class JobAttempt(SQLModel, table=True):
    """One attempt of a job. Every claim adds a row."""

    __tablename__ = "job_attempts"  # pyright: ignore[reportAssignmentType]

    id: str = Field(default_factory=new_id, primary_key=True)
    """The claim token of the attempt."""
    job_id: str = Field(foreign_key="background_jobs.id", index=True, ondelete="CASCADE")
    number: int
    worker: str
    started_at: datetime = moment()
    ended_at: datetime | None = optional_moment()
    outcome: str | None = None
    """completed | failed | retry | outage | cancelled | rescued | given_back; None while the attempt runs."""
    error_code: str | None = None
    error: str | None = None
    provider: str | None = None
    model: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost_usd: float | None = None
