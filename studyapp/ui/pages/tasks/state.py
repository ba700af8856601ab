"""The state of the tasks page. The database filters the jobs and returns one page at a time."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Final, TypedDict

import reflex as rx
from sqlmodel import Session

from studyapp.errors import BadInput
from studyapp.jobs.store import batches, reading
from studyapp.jobs.store.batches import Listed, ListedPage
from studyapp.jobs.store.views import JobPage, JobView, Spent
from studyapp.models import ACTIVE, JobStatus, JobType
from studyapp.ui.acting import acting
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.tasks.export import as_csv, as_json
from studyapp.ui.pages.tasks.rows import MomentRow, timeline
from studyapp.ui.tasks.batches import listed_rows
from studyapp.ui.tasks.rows import TaskRow

PAGE_SIZE: Final = 20
EXPORT_LIMIT: Final = 2000
TABS: Final[dict[str, tuple[JobStatus, ...]]] = {
    "all": (),
    "active": ACTIVE,
    "completed": (JobStatus.COMPLETED,),
    "failed": (JobStatus.FAILED,),
}


class _Filter(TypedDict):
    statuses: tuple[JobStatus, ...]
    job_type: JobType | None


class TasksState(LivePageState, rx.State):
    tab: rx.Field[str] = rx.field("all")
    kind: rx.Field[str] = rx.field("all")
    """A `JobType` value, or `all`."""
    of: rx.Field[str] = rx.field("")
    """The batch, named in the address, whose jobs are listed one by one; empty to list each batch as one row."""
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    open_id: rx.Field[str] = rx.field("")
    """The job whose history is shown; empty if none."""
    history: rx.Field[list[MomentRow]] = rx.field(default_factory=list)
    page_number: rx.Field[int] = rx.field(1)
    has_next: rx.Field[bool] = rx.field(default=False)

    _cursors: tuple[str, ...] = ()
    """The cursors of all pages after the first, so that one can go back."""
    _next_cursor: str | None = None

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        cursor = self._cursors[-1] if self._cursors else None
        page = self._page(session, user_id, cursor=cursor)
        return {
            "_next_cursor": page.next_cursor,
            "tasks": listed_rows(session, user_id, page.listed, now=now),
            "history": self._history(session, user_id, page.listed, now=now),
            "has_next": page.next_cursor is not None,
            "page_number": len(self._cursors) + 1,
        }

    def _key(self) -> Hashable:
        return self.tab, self.kind, self.of, self._cursors, self.open_id

    def _page(self, session: Session, user_id: str, *, cursor: str | None) -> ListedPage:
        if not self.of:
            return batches.list_batches(session, user_id, **self._filter(), limit=PAGE_SIZE, cursor=cursor)
        page = self._jobs(session, user_id, limit=PAGE_SIZE, cursor=cursor)
        return ListedPage([Listed(job, parts=None) for job in page.jobs], page.next_cursor)

    def _jobs(self, session: Session, user_id: str, *, limit: int, cursor: str | None) -> JobPage:
        """A page of single jobs, not grouped into batches."""
        return reading.list_jobs(session, user_id, **self._filter(), batch=self.of or None, limit=limit, cursor=cursor)

    def _filter(self) -> _Filter:
        return _Filter(statuses=TABS[self.tab], job_type=None if self.kind == "all" else JobType(self.kind))

    def _history(self, session: Session, user_id: str, listed: list[Listed], *, now: datetime) -> list[MomentRow]:
        unfolded = next((each.job for each in listed if each.job.id == self.open_id and not each.parts), None)
        return timeline(unfolded, reading.attempts(session, user_id, unfolded.id), now=now) if unfolded else []

    def _shows(self, job: JobView) -> bool:  # noqa: ARG002
        return True

    @rx.event
    async def open_tasks(self):
        """Open the page of the address. Another batch starts on its first page."""
        of = self.router.url.query_parameters.get("of", "")
        if of != self.of:
            self.reset()
            self.of = of
        await self._read()

    @rx.event
    async def show_tab(self, tab: str):
        if tab not in TABS:
            raise BadInput("There is no such list of tasks.")
        self.tab = tab
        await self._start_over()

    @rx.event
    async def show_kind(self, kind: str):
        if kind != "all" and kind not in list(JobType):
            raise BadInput("There is no such kind of task.")
        self.kind = kind
        await self._start_over()

    @rx.event
    async def unfold(self, job_id: str):
        """Show the history of a job, or hide it again."""
        self.open_id = "" if job_id == self.open_id else job_id
        await self._read()

    @rx.event
    async def next_page(self):
        if self._next_cursor:
            self._cursors = (*self._cursors, self._next_cursor)
            await self._read()

    @rx.event
    async def previous_page(self):
        self._cursors = self._cursors[:-1]
        await self._read()

    @rx.event
    async def export(self, kind: str):
        """Download the filtered jobs as `json` or `csv`."""
        act = acting(self)
        name = f"tasks-{act.now:%Y-%m-%d}"
        if kind == "csv":
            file = await act.read(self._exported, as_csv)
            return rx.download(data=file, filename=f"{name}.csv", mime_type="text/csv")
        file = await act.read(self._exported, as_json)
        return rx.download(data=file, filename=f"{name}.json", mime_type="application/json")

    def _exported(self, session: Session, user_id: str, written: Callable[..., str]) -> str:
        return written(*self._everything_listed(session, user_id))

    def _everything_listed(self, session: Session, user_id: str) -> tuple[list[JobView], dict[str, Spent]]:
        """All filtered jobs up to `EXPORT_LIMIT`, not grouped into batches, and their tokens and costs."""
        jobs: list[JobView] = []
        used: dict[str, Spent] = {}
        cursor = None
        while len(jobs) < EXPORT_LIMIT:
            page = self._jobs(session, user_id, limit=100, cursor=cursor)
            jobs += page.jobs
            used |= reading.spent(session, user_id, [job.id for job in page.jobs])
            cursor = page.next_cursor
            if cursor is None:
                break
        return jobs, used

    async def _start_over(self) -> None:
        self._cursors = ()
        self.open_id = ""
        await self._read()
