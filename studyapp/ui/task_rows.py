"""A job as the screen tells it: one line of title, one of state, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp.jobs.views import JobView
from studyapp.models import ACTIVE, JobStatus, JobType
from studyapp.services import decks


@dataclass(frozen=True)
class TaskRow:
    id: str
    type: str
    title: str
    """Say `Flashcards for Biology`."""
    making: str
    """Say `Generating flashcards`, as the placeholder says it."""
    status: str
    label: str
    """The status in one word, for the list."""
    state: str
    """What is going on, in one line without the countdown."""
    outcome: str
    """What came of it; empty while it runs."""
    percent: int
    counted: str
    """Say `7 of 20`; empty while nothing is known."""
    shows_bar: bool
    """Not before the first step: an empty bar would say that it hangs."""
    is_active: bool
    is_stopping: bool
    is_retryable: bool
    """A new try makes sense: the job failed or was cancelled."""
    next_attempt_at: str
    """ISO moment of a scheduled retry; empty otherwise."""
    is_limited: bool
    """The wait is the provider's wish, not a fault."""
    attempt: str
    """Say `Attempt 2 of 3`; empty on the first."""
    details: str
    """For whoever asks further: kind, code and attempts in one line."""
    has_items: bool
    """Something was made that can be looked at."""
    awaited: list[int]
    """A number for each item still to come, so that its place can be kept; only while the job is active."""
    href: str
    created_at: str
    finished_at: str


@dataclass(frozen=True)
class _Words:
    noun: str
    making: str
    one: str
    many: str


_WORDS: Final = {
    JobType.FLASHCARD_GENERATION: _Words("Flashcards", "Generating flashcards", "card", "cards"),
}
PLACES: Final = 8
"""As many as can be in sight."""
TYPE_LABELS: Final = {kind.value: words.noun for kind, words in _WORDS.items()}
_PHASES: Final = {
    "reading": "Reading the material",
    "clarifying": "Reading the material",
    "finalizing": "Finishing",
}


def task_rows(session: Session, user_id: str, jobs: Sequence[JobView], *, now: datetime) -> list[TaskRow]:
    """Rows for the screen, with the names of what the jobs are for read in one statement."""
    ids = {job.target["id"] for job in jobs if job.target and job.target["kind"] == "deck"}
    titles = decks.deck_titles(session, user_id, ids)
    return [task_row(job, deck_title=titles.get(job.target["id"] if job.target else ""), now=now) for job in jobs]


def task_row(job: JobView, *, deck_title: str | None, now: datetime) -> TaskRow:
    words = _WORDS[JobType(job.type)]
    waits = job.status is JobStatus.PENDING and job.run_at > now
    return TaskRow(
        id=job.id,
        type=job.type,
        title=f"{words.noun} for {deck_title}" if deck_title else words.noun,
        making=words.making,
        status=job.status.value,
        label=_label(job),
        state=_state(job, words, waits=waits),
        outcome=_outcome(job, words),
        percent=job.progress,
        counted=_counted(job),
        shows_bar=job.status is JobStatus.PROCESSING or (job.status is JobStatus.PENDING and job.progress > 0),
        is_active=job.status in ACTIVE,
        is_stopping=job.status in ACTIVE and job.cancel_requested,
        is_retryable=job.status in (JobStatus.FAILED, JobStatus.CANCELLED),
        next_attempt_at=job.run_at.isoformat() if waits else "",
        is_limited=waits and job.error_code in ("RATE_LIMITED", "OVERLOADED"),
        attempt=_attempt(job),
        details=" · ".join(part for part in (words.making, job.error_code, _attempt(job)) if part),
        has_items=job.items_done > 0,
        awaited=_awaited(job),
        href=_href(job, deck_title),
        created_at=job.created_at.isoformat(),
        finished_at=job.finished_at.isoformat() if job.finished_at else "",
    )


def _label(job: JobView) -> str:
    match job.status:
        case JobStatus.PENDING:
            return "Retrying" if job.attempts else "Waiting"
        case JobStatus.PROCESSING:
            return "Stopping" if job.cancel_requested else "Running"
        case JobStatus.COMPLETED:
            return "Done"
        case JobStatus.FAILED:
            return "Failed"
        case JobStatus.CANCELLED:
            return "Stopped"


def _state(job: JobView, words: _Words, *, waits: bool) -> str:
    if job.status not in ACTIVE:
        return _outcome(job, words)
    if job.cancel_requested:
        return "Stopping…"
    if waits and job.attempts:
        return " ".join(part for part in (job.error or "", _safe(job, words)) if part)
    if job.status is JobStatus.PENDING:
        return f"{words.noun} wait their turn"
    counted = _counted(job)
    return f"{_PHASES.get(job.phase, words.making)}…" + (f" {counted}" if counted else "")


def _outcome(job: JobView, words: _Words) -> str:
    match job.status:
        case JobStatus.COMPLETED:
            return _note(job) or _made(job, words)
        case JobStatus.CANCELLED:
            kept = _count(job.items_done, words)
            return f"Stopped. {kept} kept." if job.items_done else "Stopped before anything was made."
        case JobStatus.FAILED:
            return " ".join(part for part in (job.error or "Something went wrong.", _safe(job, words)) if part)
        case _:
            return ""


def _made(job: JobView, words: _Words) -> str:
    return f"{_count(int((job.result or {}).get('count', job.items_done)), words)} made."


def _note(job: JobView) -> str:
    """A sentence of the generator about its own result, say that the text held fewer cards than asked for."""
    return str((job.result or {}).get("note") or "")


def _safe(job: JobView, words: _Words) -> str:
    return f"{_count(job.items_done, words)} saved." if job.items_done else ""


def _count(number: int, words: _Words) -> str:
    return f"{number} {words.one if number == 1 else words.many}"


def _counted(job: JobView) -> str:
    if job.items_expected:
        return f"{job.items_done} of {job.items_expected}"
    return str(job.items_done) if job.items_done else ""


def _attempt(job: JobView) -> str:
    return f"Attempt {job.attempts} of {job.max_attempts}" if job.attempts > 1 else ""


def _awaited(job: JobView) -> list[int]:
    if job.status not in ACTIVE or job.cancel_requested:
        return []
    return list(range(job.items_done, job.items_expected or 0))[:PLACES]


def _href(job: JobView, deck_title: str | None) -> str:
    return f"/decks/{job.target['id']}" if job.target and deck_title else "/tasks"
