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
    progress: int = Field(ge=0, le=100, description="In percent; 100 only when the job is completed.")
    items_done: int
    items_expected: int | None = Field(
        description="How many items this job should make; in a retry, how many were missing. Null until it is known."
    )
    attempts: int
    max_attempts: int
    retryable: bool
    error: str | None
    error_code: str | None
    run_at: datetime = Field(description="A pending job does not start before this moment.")
    outage_since: datetime | None = Field(
        description="Since when the model provider has been unavailable; null once something is saved. While the job "
        "waits, `error` names the provider and `run_at` is when the next attempt starts."
    )
    result: dict[str, Any] | None = Field(
        description=" ".join(handler.words.result for handler in HANDLERS.values())
        + " If the job was cancelled or failed, this is what it kept, with `partial: true`."
    )
    intent: str | None = Field(
        description="How the model understood the request, once it has said so. Only for questions."
    )
    target: TargetAnswer | None = Field(description="Where the content appears, e.g. in a deck.")
    parent_id: str | None
    retry_of: str | None = Field(description="The failed or cancelled job whose missing items this job makes.")
    version: int = Field(description="A number that grows with every change. It is also the ETag.")
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
    missing: list[str] = Field(description="The ids that belong to no job of yours.")


class GeneratedAnswer(BaseModel):
    job: JobAnswer
    cards: list[CardAnswer]
