"""A job as the screen shows it: its title, its state, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp import settings
from studyapp.errors import ErrorCode
from studyapp.jobs.kinds.outcome import ADVICE
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.kinds.words import Words
from studyapp.jobs.store.views import JobView
from studyapp.models import ACTIVE, JobStatus, JobType
from studyapp.ui.tasks.counts import count, counted, missing
from studyapp.ui.tasks.places import Place, places_of, target

MOST_AWAITED: Final = 8
"""The most places kept for items to come. More are not visible at once."""
_HOPELESS: Final = {ErrorCode.BAD_INPUT.value, ErrorCode.TOO_LARGE.value, ErrorCode.LOCKED.value}
"""Error codes after which the same request would fail again."""
_ABOUT_A_THING: Final = {ErrorCode.BAD_INPUT.value, ErrorCode.LOCKED.value}


@dataclass(frozen=True)
class TaskRow:
    id: str
    type: str
    is_batch: bool
    """Whether the row stands for several jobs; `href` then leads to their own rows."""
    title: str
    """e.g. `Flashcards for Biology`"""
    making: str
    """e.g. `Generating flashcards`"""
    intent: str
    """How the model understands the request; empty until it has said so."""
    tells_intent: bool
    """Whether a line is kept for the intent."""
    status: str
    label: str
    """The status in one word, for the list."""
    tone: str
    """The status by its colour: a file that only waits for its password has not gone wrong."""
    state: str
    """What is going on, in one line without the countdown."""
    outcome: str
    """What came of the job; empty while it is active."""
    advice: str
    """What the learner can do about a failure; empty if the error sentence says that itself."""
    percent: int
    shows_bar: bool
    """Whether to show a progress bar. There is none before the first step, because an empty one seems to hang."""
    is_active: bool
    is_stopping: bool
    can_run_again: bool
    """Whether the job has ended and the same request may succeed now."""
    is_retryable: bool
    """Whether the job can be retried, because it failed or was cancelled and no retry exists."""
    retry: str
    """The label of the retry button."""
    next_attempt_at: str
    """ISO moment of the scheduled attempt; empty if none is scheduled."""
    outage_since: str
    """ISO moment since which the provider has been unavailable; empty if the job does not wait for it."""
    attempt: str
    """e.g. `Attempt 2 of 3`; empty during the first"""
    details: str
    """The kind of job, the error code and the attempts in one line."""
    has_items: bool
    """Whether something was made that can be viewed."""
    awaited: list[int]
    """A number for each item to come, so that its place can be kept; empty unless the job is active."""
    href: str
    """The address of the target or, once the job has ended, of what it made."""
    view: str
    """The text of the link to `href`."""
    created_at: str
    finished_at: str


def task_rows(session: Session, user_id: str, jobs: Sequence[JobView], *, now: datetime) -> list[TaskRow]:
    """Rows for the screen. The names of the targets are read in one statement per kind of target."""
    places = places_of(session, user_id, jobs)
    return [task_row(job, place=places.get(target(job)), now=now) for job in jobs]


def task_row(job: JobView, *, place: Place | None, now: datetime) -> TaskRow:
    words = HANDLERS[job.type].words
    waits = job.status is JobStatus.PENDING and job.run_at > now
    can_run_again = job.status not in ACTIVE and _may_succeed_now(job) and not _needs_no_retry(job)
    return TaskRow(
        id=job.id,
        type=job.type,
        is_batch=False,
        title=f"{words.noun} for {place.name}" if place else words.noun,
        making=words.making,
        intent=job.intent or "",
        tells_intent=HANDLERS[job.type].tells_intent,
        status=job.status.value,
        label=_label(job),
        tone=job.status.value if _went_wrong(job) else "",
        state=_state(job, words, waits=waits),
        outcome=_outcome(job, words),
        advice=_advice(job),
        percent=job.progress,
        shows_bar=job.status is JobStatus.PROCESSING or (job.status is JobStatus.PENDING and job.progress > 0),
        is_active=job.status in ACTIVE,
        is_stopping=job.status in ACTIVE and job.cancel_requested,
        can_run_again=can_run_again,
        is_retryable=can_run_again and job.status is not JobStatus.COMPLETED,
        retry=_retry(job),
        next_attempt_at=job.run_at.isoformat() if waits else "",
        outage_since=job.outage_since.isoformat() if waits and job.outage_since else "",
        attempt=_attempt(job),
        details=" · ".join(part for part in (words.making, job.error_code, _attempt(job)) if part),
        has_items=_has_items(job, words),
        awaited=_awaited(job),
        href=_href(job, place),
        view=words.view,
        created_at=job.created_at.isoformat(),
        finished_at=job.finished_at.isoformat() if job.finished_at else "",
    )


def _went_wrong(job: JobView) -> bool:
    """False for a file that only waits for its password. Of other jobs, whatever their status says."""
    return job.error_code != ErrorCode.LOCKED


def _may_succeed_now(job: JobView) -> bool:
    """Whether the same request may succeed now. E.g. a model that was missing may have been configured since."""
    if job.status is not JobStatus.FAILED:
        return True
    if job.error_code == ErrorCode.NO_MODEL:
        return settings.current().has_model
    return job.error_code not in _HOPELESS


def _needs_no_retry(job: JobView) -> bool:
    """Whether the job has been retried already, or had made all items before it failed or was cancelled."""
    return job.status is not JobStatus.COMPLETED and (job.is_retried or (job.items_done > 0 and missing(job) == 0))


def _retry(job: JobView) -> str:
    """The label of the retry button. It says how many items a retry makes, because it makes only the missing ones."""
    if job.items_done == 0:
        return "Start again" if job.status is JobStatus.CANCELLED else "Retry"
    match missing(job):
        case None:
            return "Make the rest"
        case 1:
            return "Make the missing one"
        case several:
            return f"Make the missing {several}"


def _advice(job: JobView) -> str:
    if job.status is not JobStatus.FAILED or job.error_code not in ADVICE or _advises(job):
        return ""
    return ADVICE[ErrorCode(job.error_code)].what_to_do


def _advises(job: JobView) -> bool:
    """Whether the error sentence itself says what to do: it names a setting, or it is about a card or a document."""
    is_about_a_thing = target(job)[0] in ("card", "document") and job.error_code in _ABOUT_A_THING
    return is_about_a_thing or any(setting in (job.error or "") for setting in ("ANTHROPIC_", "STUDYAPP_"))


def _has_items(job: JobView, words: Words) -> bool:
    if not _went_wrong(job):  # it is viewed to give the password
        return True
    return job.items_done > 0 or (job.status is JobStatus.COMPLETED and bool(words.done))


def _label(job: JobView) -> str:
    match job.status:
        case JobStatus.PENDING:
            return "Retrying" if job.attempts and job.outage_since is None else "Waiting"
        case JobStatus.PROCESSING:
            return "Stopping" if job.cancel_requested else "Running"
        case JobStatus.COMPLETED:
            return "Done"
        case JobStatus.FAILED:
            return "Failed" if _went_wrong(job) else "Password needed"
        case JobStatus.CANCELLED:
            return "Stopped"


def _state(job: JobView, words: Words, *, waits: bool) -> str:
    if job.status not in ACTIVE:
        return _outcome(job, words)
    if job.cancel_requested:
        return "Stopping…"
    if waits and job.error:
        return " ".join(part for part in (job.error or "", _safe(job, words)) if part)
    if job.status is JobStatus.PENDING:
        return words.waiting
    far = counted(job) or (f"{job.progress} %" if job.progress else "")
    return f"{words.phases.get(job.phase, words.making)}…" + (f" {far}" if far else "")


def _outcome(job: JobView, words: Words) -> str:
    match job.status:
        case JobStatus.COMPLETED:
            return _note(job) or _made(job, words)
        case JobStatus.CANCELLED:
            kept = count(job.items_done, words)
            return f"Stopped. {kept} kept." if job.items_done else "Stopped before anything was made."
        case JobStatus.FAILED:
            return " ".join(part for part in (job.error or "Something went wrong.", _safe(job, words)) if part)
        case _:
            return ""


def _made(job: JobView, words: Words) -> str:
    return words.done or f"{count(int((job.result or {}).get('count', job.items_done)), words)} made."


def _note(job: JobView) -> str:
    """The sentence in the result, e.g. that the text gave fewer cards than were requested; else empty."""
    return str((job.result or {}).get("note") or "")


def _safe(job: JobView, words: Words) -> str:
    return f"{count(job.items_done, words)} saved." if job.items_done else ""


def _attempt(job: JobView) -> str:
    return f"Attempt {job.attempts} of {job.max_attempts}" if job.attempts > 1 else ""


def _awaited(job: JobView) -> list[int]:
    if job.status not in ACTIVE or job.cancel_requested:
        return []
    return list(range(job.items_done, job.items_expected or 0))[:MOST_AWAITED]


def _href(job: JobView, place: Place | None) -> str:
    if place is None:
        return "/tasks"
    kind, target_id = target(job)
    if job.type is JobType.FLASHCARD_GENERATION and kind in {"section", "document"}:
        return f"/{kind}s/{target_id}/cards"
    made = job.status not in ACTIVE and job.items_done > 0 and kind == "deck"
    return f"{place.href}?job={job.id}" if made else place.href
