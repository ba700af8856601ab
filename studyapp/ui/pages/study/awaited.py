"""What is shown in place of a card's options: that they are being made, or why there are none."""

from dataclasses import dataclass
from typing import Final, Literal

from studyapp.errors import ErrorCode
from studyapp.jobs.store.views import JobView
from studyapp.models import ACTIVE, JobStatus

_UNMENDABLE: Final = (ErrorCode.NO_MODEL, ErrorCode.BAD_INPUT)
"""Errors for which a retry would give the same result."""


@dataclass(frozen=True)
class Awaited:
    kind: Literal["", "making", "failed", "none"] = ""
    """Empty if nothing is awaited; `none` if nothing fits the card, which is no failure."""
    sentence: str = ""
    job_id: str = ""
    """The job to retry, or to try without waiting; empty if neither makes sense."""
    next_attempt_at: str = ""
    """ISO moment of a scheduled retry; empty if there is none."""
    needs_model: bool = False


def awaited(job: JobView | None, refusal: str | None) -> Awaited:
    """`job` is the one that makes distractors for the card, `refusal` why there is none."""
    if job is None:
        return Awaited(kind="failed", sentence=refusal) if refusal else Awaited()
    if job.status in ACTIVE:
        waits = job.status is JobStatus.PENDING and bool(job.error)
        return Awaited(
            kind="making",
            sentence=job.error or "" if waits else "",
            job_id=job.id if waits else "",
            next_attempt_at=job.run_at.isoformat() if waits else "",
        )
    if job.status is JobStatus.COMPLETED:
        return Awaited(kind="none")
    return Awaited(
        kind="failed",
        sentence=job.error or "Stopped before the answer choices were made.",
        job_id="" if job.error_code in _UNMENDABLE else job.id,
        needs_model=job.error_code == ErrorCode.NO_MODEL,
    )
