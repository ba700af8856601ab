"""Follows a job and its parts until all have ended, whichever process runs them.

This process is a candidate for the executor. While a server is the executor, this one only watches the job's row.
Without a server, or when it goes away, this process runs the job itself.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from studyapp import settings
from studyapp.cli.access import Owner
from studyapp.cli.terminal import note
from studyapp.errors import Conflict
from studyapp.jobs.engine.engine import Engine
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import TERMINAL, JobStatus

_GLANCE_SECONDS: Final = 0.2
_STOP_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Followed:
    job: JobView
    parts: list[JobView]
    """The job's children, e.g. those that make the cards of a skill tree."""
    interrupted: bool
    """Whether the user pressed Ctrl-C."""


async def run_to_its_end(owner: Owner, job: JobView) -> Followed:
    """Return the job once it and its parts have ended. Ctrl-C cancels them; a second one leaves at once."""
    engine = Engine(owner.database, settings=settings.current())
    await engine.start()
    try:
        with _progress() as progress:
            return await _follow(owner, job, progress)
    finally:
        await engine.stop(_STOP_SECONDS)


async def _follow(owner: Owner, job: JobView, progress: Progress) -> Followed:
    bar = progress.add_task(_phase(job), total=job.items_expected)
    parts: list[JobView] = []
    interrupted = False
    while any(each.status not in TERMINAL for each in (job, *parts)):
        try:
            await asyncio.sleep(_GLANCE_SECONDS)
            job, parts = await asyncio.to_thread(_look, owner, job.id)
        except asyncio.CancelledError:
            if interrupted:
                raise
            interrupted = True
            _carry_on()
            note("Stopping; what is saved is kept. Press Ctrl-C again to leave at once.")
            await asyncio.to_thread(_cancel, owner, job.id)
        progress.update(bar, **_shown(job, parts))
    return Followed(job, parts, interrupted)


def _carry_on() -> None:
    """Clear the cancellation that Ctrl-C caused in this task, because the job still has to be cancelled."""
    task = asyncio.current_task()
    assert task is not None
    task.uncancel()


def _look(owner: Owner, job_id: str) -> tuple[JobView, list[JobView]]:
    with owner.database.read() as session:
        job = reading.get_job(session, owner.id, job_id)
        batch = reading.list_jobs(session, owner.id, batch=job_id, limit=reading.LONGEST_PAGE).jobs
    return job, [part for part in batch if part.id != job_id]


def _cancel(owner: Owner, job_id: str) -> None:
    with suppress(Conflict), owner.database.write() as session:
        QUEUE.cancel_batch(session, owner.id, job_id, now=datetime.now(UTC))


def _shown(job: JobView, parts: Sequence[JobView]) -> dict[str, Any]:
    """The job in a progress bar; once it has ended, how many of its parts have."""
    if not parts and job.items_expected is None and job.progress:
        return {"description": _phase(job), "total": 100, "completed": job.progress}
    if job.status not in TERMINAL or not parts:
        return {"description": _phase(job), "total": job.items_expected, "completed": job.items_done}
    ended = sum(part.status in TERMINAL for part in parts)
    current = next((part for part in parts if part.status is JobStatus.PROCESSING), parts[0])
    return {"description": _phase(current), "total": len(parts), "completed": ended}


def _phase(job: JobView) -> str:
    wait = job.run_at - datetime.now(UTC)
    if job.status is JobStatus.PENDING and wait > timedelta(seconds=1):
        return f"{job.error or ''} Next attempt in {wait.seconds} s".strip()
    return job.phase


def _progress() -> Progress:
    """A progress bar on stderr, shown only in a terminal, so that scripts do not get one."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
