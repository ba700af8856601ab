"""Makes one row of a batch, e.g. of the jobs for all answer choices in a study session."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.kinds.words import Words
from studyapp.jobs.store.batches import Listed, Parts
from studyapp.jobs.store.views import JobView
from studyapp.models import ACTIVE, JobStatus
from studyapp.ui.tasks.places import Place, places_of, target
from studyapp.ui.tasks.rows import TaskRow, task_row, task_rows


def listed_rows(session: Session, user_id: str, listed: Sequence[Listed], *, now: datetime) -> list[TaskRow]:
    """The rows of batches and single jobs, in the order of `listed`."""
    single = [each.job for each in listed if each.parts is None]
    named = [each.job for each in listed if each.parts and HANDLERS[each.job.type].words.names_batch]
    rows = {row.id: row for row in task_rows(session, user_id, single, now=now)}
    places = places_of(session, user_id, named)
    return [
        batch_row(each.job, each.parts, place=places.get(target(each.job)), now=now)
        if each.parts
        else rows[each.job.id]
        for each in listed
    ]


def batch_row(first: JobView, parts: Parts, *, place: Place | None = None, now: datetime) -> TaskRow:
    """The row of a batch. It is like that of one job with the status of the batch.

    `place` is what the batch is named after; None if it has no name.
    """
    words = HANDLERS[first.type].words
    what = f"{words.noun} for {place.name}" if place else words.noun
    sentence = " ".join(_sentences(parts, words))
    return replace(
        task_row(_as_one(first, parts), place=None, now=now),
        is_batch=True,
        title=f"{what} · {parts.done} of {parts.total}",
        state=_state(parts, words),
        outcome="" if parts.status in ACTIVE else sentence,
        can_run_again=False,
        is_retryable=False,
        has_items=True,
        href=f"/tasks?of={first.id}",
        view="Show each",
    )


def _as_one(first: JobView, parts: Parts) -> JobView:
    return replace(
        first,
        status=parts.status,
        progress=100 * parts.done // parts.total,
        attempts=0,
        run_at=parts.tries_at or first.created_at,
        outage_since=parts.outage_since,
        cancel_requested=parts.is_stopping,
        error=parts.error,
        error_code=parts.error_code if parts.reasons == 1 else None,
        finished_at=parts.finished_at,
    )


def _state(parts: Parts, words: Words) -> str:
    if parts.status not in ACTIVE:
        return " ".join(_sentences(parts, words))
    if parts.is_stopping:
        return "Stopping…"
    if parts.status is JobStatus.PENDING and parts.outage:
        return parts.outage
    under_way = f"{words.making}…" if parts.status is JobStatus.PROCESSING else words.waiting
    failed = _failed(parts)
    return f"{under_way.removesuffix('…')}. {failed}" if failed else under_way


def _sentences(parts: Parts, words: Words) -> Iterator[str]:
    made = parts.done - parts.empty
    yield f"{made} {words.part_done if made == 1 else words.parts_done}."
    if parts.empty:
        yield f"{words.parts_empty}: {parts.empty}."
    if parts.stopped:
        yield f"{parts.stopped} stopped."
    if failed := _failed(parts):
        yield failed


def _failed(parts: Parts) -> str:
    """How many parts failed and why, with one reason only; empty if none failed."""
    if not parts.failed:
        return ""
    which = "failed" if parts.reasons < 2 else "failed, the last one"
    return f"{parts.failed} {which}: {parts.error or 'Something went wrong.'}"
