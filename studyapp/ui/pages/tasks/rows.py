"""The history of one job as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from studyapp.jobs.store.views import JobView
from studyapp.models import JobAttempt, JobStatus


@dataclass(frozen=True)
class MomentRow:
    at: str
    title: str
    detail: str
    """The known facts, e.g. provider, tokens, duration and cost."""
    error: str
    tone: str
    """`good`, `bad`, `wait` or empty."""


_OUTCOMES: Final = {
    None: ("running", "wait"),
    "completed": ("done", "good"),
    "failed": ("failed", "bad"),
    "retry": ("failed, tried again", "wait"),
    "outage": ("no answer, waited for the model", "wait"),
    "cancelled": ("stopped", ""),
    "rescued": ("its worker vanished, taken over", "wait"),
    "given_back": ("given back, the server was stopping", ""),
}


def timeline(job: JobView, attempts: Sequence[JobAttempt], *, now: datetime) -> list[MomentRow]:
    """The events of a job from request to end, oldest first."""
    return [
        MomentRow(job.created_at.isoformat(), "Asked for", _again(job), "", ""),
        *(_attempt(attempt, now=now) for attempt in attempts),
        *_end(job, attempts),
    ]


def _again(job: JobView) -> str:
    if job.retry_of is None:
        return ""
    missing = f": {job.items_expected} were missing" if job.items_expected else ""
    return f"Again, after an earlier try{missing}"


def _attempt(attempt: JobAttempt, *, now: datetime) -> MomentRow:
    words, tone = _OUTCOMES.get(attempt.outcome, (attempt.outcome or "", ""))
    return MomentRow(
        at=attempt.started_at.isoformat(),
        title=f"Attempt {attempt.number}: {words}",
        detail=" · ".join(_facts(attempt, now=now)),
        error=" ".join(
            part for part in (attempt.error, f"({attempt.error_code})" if attempt.error_code else "") if part
        ),
        tone=tone,
    )


def _facts(attempt: JobAttempt, *, now: datetime) -> Iterator[str]:
    yield duration((attempt.ended_at or now) - attempt.started_at)
    if attempt.provider:
        yield f"{attempt.provider}, {attempt.model}" if attempt.model else attempt.provider
    if attempt.tokens_in is not None or attempt.tokens_out is not None:
        yield f"{attempt.tokens_in or 0:,} tokens in, {attempt.tokens_out or 0:,} out"
    if attempt.cost_usd is not None:
        yield dollars(attempt.cost_usd)


def _end(job: JobView, attempts: Sequence[JobAttempt]) -> Iterator[MomentRow]:
    if job.finished_at is None:
        return
    match job.status:
        case JobStatus.COMPLETED:
            title, tone = "Done", "good"
        case JobStatus.CANCELLED:
            title, tone = "Stopped", ""
        case _:
            title, tone = "Failed", "bad"
    total = duration(job.finished_at - job.created_at)
    yield MomentRow(job.finished_at.isoformat(), title, f"{total}{_paid(attempts)} in all{_left_out(job)}", "", tone)


def _paid(attempts: Sequence[JobAttempt]) -> str:
    """The total cost if there are several attempts with a cost; a single one shows it already."""
    costs = [attempt.cost_usd for attempt in attempts if attempt.cost_usd is not None]
    return f" and {dollars(sum(costs))}" if len(costs) > 1 else ""


def _left_out(job: JobView) -> str:
    """How many items were refused by the content rules or could not be read, with the rules; empty if none."""
    rejected = (job.result or {}).get("rejected") or {}
    if not rejected:
        return ""
    rules = ", ".join(f"{rule} × {count}" for rule, count in sorted(rejected.items()))
    return f" · {sum(rejected.values())} left out ({rules})"


def duration(length: timedelta) -> str:
    """E.g. `0.4 s`, `12 s`, `3 min 20 s` or `2 h 5 min`."""
    seconds = max(0.0, length.total_seconds())
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def dollars(amount: float) -> str:
    """E.g. `$0.0399` or `$1.20`; very small amounts are not written out."""
    if 0 < amount < 0.0001:
        return "less than $0.0001"
    return f"${amount:,.2f}" if amount >= 1 else f"${amount:.4f}"
