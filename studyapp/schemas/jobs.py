"""Answers about jobs and the cards a job has made."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.store.views import JobView
from studyapp.models import JobStatus, JobType
from studyapp.schemas.base import FromAttributes
from studyapp.schemas.cards import CardAnswer


class TargetAnswer(BaseModel):
    kind: str
    id: str


class JobAnswer(FromAttributes):
    id: str
    type: JobType
    status: JobStatus
    phase: str
    progress: int = Field(ge=0, le=100, description="Percent; 100 only when completed.")
    items_done: int
    items_expected: int | None = Field(
        description="Items this job is to make; of a retry those that were missing. Null until it is known."
    )
    attempts: int
    max_attempts: int
    retryable: bool
    error: str | None
    error_code: str | None
    run_at: datetime = Field(description="A pending job does not start before this moment.")
    outage_since: datetime | None = Field(
        description="Since when its model provider has been away, null once something is saved. While it is pending "
        "`error` says which one and `run_at` when the next try is."
    )
    result: dict[str, Any] | None = Field(
        description=" ".join(handler.words.result for handler in HANDLERS.values())
        + " A job that was cancelled or failed tells what it kept with `partial: true`."
    )
    intent: str | None = Field(
        description="How the request was understood, as soon as that is known: of questions only."
    )
    target: TargetAnswer | None = Field(description="Where the content appears, say in a deck.")
    parent_id: str | None
    retry_of: str | None = Field(description="The job that failed or was cancelled, and whose missing items these are.")
    version: int = Field(description="Grows with every change; also the ETag.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @classmethod
    def of(cls, job: JobView) -> "JobAnswer":
        return cls.model_validate(job)


class JobsAnswer(BaseModel):
    jobs: list[JobAnswer]
    next_cursor: str | None


class PolledAnswer(BaseModel):
    jobs: list[JobAnswer]
    missing: list[str] = Field(description="Ids there is no job for, or none of yours.")


class GeneratedAnswer(BaseModel):
    job: JobAnswer
    cards: list[CardAnswer]
