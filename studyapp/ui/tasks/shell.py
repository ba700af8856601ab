"""What every page carries around its content: the number of active jobs, the tasks panel, the theme, and news of jobs
that ended somewhere else."""

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
from studyapp.ui.shared import once
from studyapp.ui.tab import assign, server_only
from studyapp.ui.tasks.batches import listed_rows
from studyapp.ui.tasks.rows import TaskRow
from studyapp.ui.tasks.toast import job_ended

LATEST: Final = 20
AWAY: Final = timedelta(minutes=1)
"""A tab that has not looked for this long starts afresh: what ended meanwhile is old news."""
DISMISSALS: Final = 40


@dataclass(frozen=True)
class _Latest:
    """What the shells of all a learner's tabs have in common."""

    jobs: list[JobView]
    rows: dict[str, TaskRow]
    """By job, newest first."""
    active: int
    theme: str


class ShellState(rx.State):
    active: rx.Field[int] = rx.field(0)
    panel_open: rx.Field[bool] = rx.field(default=False)
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """The latest jobs, read only while the panel shows them."""
    theme: rx.Field[str] = rx.field("")
    """The learner's stored choice; empty until read, so that a tab never flashes the wrong one."""
    dismissed: rx.Field[str] = rx.field(rx.LocalStorage("", name="dismissed", sync=True))
    """Ids of ended jobs whose notice was put away on this device, newest last, separated by spaces."""

    _told: frozenset[str] = frozenset()
    _since: datetime | None = None
    _looked_at: datetime | None = None
    _path: str = ""
    _is_open: bool = False
    """The page has been opened with this state; see `reopening`."""

    @server_only
    async def look(
        self, *, now: datetime, seen_here: Callable[[JobView], bool], arriving: bool = False
    ) -> list[EventSpec]:
        """Read again. Returns a toast for each job that ended since this tab came and is not on its screen."""
        if arriving:
            self._arrive(now)
        act = acting(self)
        latest = await once(act.user_id, "shell", lambda: act.read(_read, now=now))
        news = [job for job in latest.jobs if self._is_news(job)]
        shown = list(latest.rows.values()) if self.panel_open else []
        assign(self, tasks=shown, active=latest.active, theme=latest.theme)
        self._told = frozenset(job.id for job in latest.jobs if job.id in self._told or job in news)
        self._looked_at = now
        untold = [job for job in news if not (self.panel_open or seen_here(job))]
        return [event for job in untold for event in job_ended(latest.rows[job.id])]

    def _arrive(self, now: datetime) -> None:
        """The tab opened, went to another page or reconnected."""
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
        """Nothing by itself: any event of a tab that was forgotten has its page opened again first."""

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
        """Stop all that is under way of a batch, by the job it began with."""
        act = acting(self)
        await act.write(QUEUE.cancel_batch, job_id, now=act.now)
        await self._refresh()

    @rx.event
    async def try_now(self, job_id: str):
        """Do not wait for the next attempt, of a job or of a batch by the job it began with."""
        act = acting(self)
        await act.write(QUEUE.try_now, job_id, now=act.now)
        await self._refresh()

    @rx.event
    async def retry_job(self, job_id: str):
        """Ask for what is missing of what failed or was stopped."""
        act = acting(self)
        await act.write(QUEUE.retry, job_id, now=act.now)
        await self._refresh()

    @rx.event
    async def run_again(self, job_id: str):
        """Ask for all of it once more, however it ended."""
        act = acting(self)
        await act.write(QUEUE.repeat, job_id, now=act.now)
        await self._refresh()

    @rx.event
    def dismiss_job(self, job_id: str):
        """Put the notice of an ended job away; the job itself stays among the tasks."""
        kept = [*self.dismissed.split(), job_id][-DISMISSALS:]
        self.dismissed = " ".join(kept)


def _read(session: Session, user_id: str, *, now: datetime) -> _Latest:
    """In one piece: rows made of other jobs than those beside them would tell of an end that has not come."""
    listed = batches.list_batches(session, user_id, limit=LATEST).listed
    return _Latest(
        jobs=[each.job for each in listed],
        rows={row.id: row for row in listed_rows(session, user_id, listed, now=now)},
        active=batches.count_active(session, user_id),
        theme=accounts.get_user(session, user_id).theme.value,
    )
