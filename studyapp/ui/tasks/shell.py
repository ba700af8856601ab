"""The state of what surrounds every page: the number of active jobs, the tasks panel, the theme, and the toasts for
jobs that ended elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import batches
from studyapp.jobs.store.views import JobView
from studyapp.models import TERMINAL
from studyapp.services import accounts
from studyapp.ui.acting import acting
from studyapp.ui.shared_reads import read_once
from studyapp.ui.tab import assign, server_only
from studyapp.ui.tasks.batches import listed_rows
from studyapp.ui.tasks.rows import TaskRow
from studyapp.ui.tasks.toast import job_ended

LATEST: Final = 20
AWAY: Final = timedelta(minutes=1)
"""A tab that has not read for this long gets no toasts for jobs that ended meanwhile."""
DISMISSALS: Final = 40


@dataclass(frozen=True)
class _Latest:
    """What is the same in all tabs of a learner."""

    jobs: list[JobView]
    rows: dict[str, TaskRow]
    """The rows by job id, newest first."""
    active: int
    theme: str


class ShellState(rx.State):
    active: rx.Field[int] = rx.field(0)
    panel_open: rx.Field[bool] = rx.field(default=False)
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """The latest jobs; empty while the panel is closed."""
    theme: rx.Field[str] = rx.field("")
    """The learner's stored choice. Empty until it was read, so that a tab never shows the wrong theme for a moment."""
    dismissed: rx.Field[str] = rx.field(rx.LocalStorage("", name="dismissed", sync=True))
    """Ids of ended jobs whose notice was dismissed on this device, newest last, separated by spaces."""

    _told: frozenset[str] = frozenset()
    _since: datetime | None = None
    _looked_at: datetime | None = None
    _path: str = ""
    _is_open: bool = False
    """Whether the page has been opened with this state; see `reopening`."""

    @server_only
    async def look(
        self, *, now: datetime, seen_here: Callable[[JobView], bool], arriving: bool = False
    ) -> list[EventSpec]:
        """Read the jobs again. Returns a toast for each job that ended since this tab arrived and is not on its screen.

        `seen_here` says whether a job is on the screen; `arriving` is for a tab that opened, moved or reconnected.
        """
        if arriving:
            self._arrive(now)
        act = acting(self)
        latest = await read_once(act.user_id, "shell", lambda: act.read(_read, now=now))
        news = [job for job in latest.jobs if self._is_news(job)]
        shown = list(latest.rows.values()) if self.panel_open else []
        assign(self, tasks=shown, active=latest.active, theme=latest.theme)
        self._told = frozenset(job.id for job in latest.jobs if job.id in self._told or job in news)
        self._looked_at = now
        untold = [job for job in news if not (self.panel_open or seen_here(job))]
        return [event for job in untold for event in job_ended(latest.rows[job.id])]

    def _arrive(self, now: datetime) -> None:
        """Note that the tab opened, went to another page or reconnected. A new page closes the panel."""
        if self._looked_at is None or now - self._looked_at > AWAY:
            self._since = now
        if self._path != (path := f"{self.router.url.path}?{self.router.url.query}"):
            assign(self, _path=path, panel_open=False)

    def _is_news(self, job: JobView) -> bool:
        if HANDLERS[job.type].is_silent:
            return False
        ended_at = job.finished_at if job.status in TERMINAL else None
        return bool(ended_at and self._since and ended_at >= self._since and job.id not in self._told)

    async def _refresh(self) -> None:
        await self.look(now=acting(self).now, seen_here=lambda _: True)

    @rx.event
    def wake(self):
        """Do nothing. It only makes a tab whose state was dropped open its page again, as any event does."""

    @rx.event
    async def show_tasks(self):
        self.panel_open = True
        await self._refresh()

    @rx.event
    async def set_panel(self, is_open: bool):  # noqa: FBT001
        self.panel_open = is_open
        await self._refresh()

    @rx.event
    async def cancel_job(self, job_id: str):
        act = acting(self)
        await act.write(QUEUE.cancel, job_id, now=act.now)
        await self._refresh()

    @rx.event
    async def cancel_batch(self, job_id: str):
        """Cancel what is active in the batch that began with this job."""
        act = acting(self)
        await act.write(QUEUE.cancel_batch, job_id, now=act.now)
        await self._refresh()

    @rx.event
    async def try_now(self, job_id: str):
        """Start the next attempt now, of this job and of the batch that began with it."""
        act = acting(self)
        await act.write(QUEUE.try_now, job_id, now=act.now)
        await self._refresh()

    @rx.event
    async def retry_job(self, job_id: str):
        """Start a new job for what a failed or cancelled job has left missing."""
        act = acting(self)
        await act.write(QUEUE.retry, job_id, now=act.now)
        await self._refresh()

    @rx.event
    async def run_again(self, job_id: str):
        """Start a new job with the same request, however the old job ended."""
        act = acting(self)
        await act.write(QUEUE.repeat, job_id, now=act.now)
        await self._refresh()

    @rx.event
    def dismiss_job(self, job_id: str):
        """Hide the notice of an ended job. The job itself stays among the tasks."""
        kept = [*self.dismissed.split(), job_id][-DISMISSALS:]
        self.dismissed = " ".join(kept)


def _read(session: Session, user_id: str, *, now: datetime) -> _Latest:
    """Read everything in one transaction, so that no toast is based on a job and a row that contradict each other."""
    listed = batches.list_batches(session, user_id, limit=LATEST).listed
    return _Latest(
        jobs=[each.job for each in listed],
        rows={row.id: row for row in listed_rows(session, user_id, listed, now=now)},
        active=batches.count_active(session, user_id),
        theme=accounts.get_user(session, user_id).theme.value,
    )
