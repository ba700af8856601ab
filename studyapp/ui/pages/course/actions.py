"""What a learner does with a course and its documents on the page of the course. All of it can be undone."""

from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import reflex as rx
from sqlmodel import Session

from studyapp.errors import Conflict, StudyError
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests import courses as with_jobs
from studyapp.jobs.requests import lessons as making
from studyapp.jobs.requests.restoring import restore
from studyapp.services.courses import courses, documents
from studyapp.services.courses.reading import sections_of
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.pages.course.lessons import DocumentLessons, document_lessons
from studyapp.ui.pages.course.state import CourseState
from studyapp.ui.pages.courses.form import course_fields
from studyapp.ui.tasks import toast

COURSE: Final = "course"
"""What `panel` is while the form of the course is open."""


class CourseActionsState(CourseState):
    @rx.event
    def open_panel(self, panel: str):
        self.panel, self.refused = panel, ""

    @rx.event
    def close_panel(self):
        self.panel = self.refused = ""

    @rx.event
    async def edit_course(self, form: dict[str, Any]):
        """Change the course. If that is refused, the form stays and shows why."""
        act, course_id = acting(self), self.opened_id
        try:
            await act.write(courses.edit_course, course_id, **course_fields(form), now=act.now)
        except StudyError as error:
            self.refused = error.sentence
            return []
        await self._done()
        return draft_accepted(f"course-{course_id}")

    @rx.event
    async def archive(self):
        await self._archive(archived=True)
        return toast.undoable(f"“{self.name}” archived.", CourseActionsState.take_up)

    @rx.event
    async def take_up(self):
        await self._archive(archived=False)

    @rx.event
    async def delete_course(self):
        act, course_id, name = acting(self), self.opened_id, self.name
        await act.write(with_jobs.delete_course, course_id, now=act.now)
        return [rx.redirect("/courses"), toast.undoable(f"“{name}” deleted.", CourseActionsState.restore(course_id))]

    @rx.event
    async def restore(self, course_id: str):
        act = acting(self)
        await act.write(restore, course_ids=[course_id], now=act.now)
        return rx.redirect(f"/courses/{course_id}")

    @rx.event
    async def rename_document(self, form: dict[str, Any]):
        """Rename the document whose form is open. Its id is in the state, because Reflex cannot pass a row to the
        handler of a form.
        """
        act, document_id = acting(self), self.panel
        try:
            await act.write(documents.rename_document, document_id, title=str(form.get("title") or ""))
        except StudyError as error:
            self.refused = error.sentence
            return []
        await self._done()
        return draft_accepted(f"document-{document_id}")

    @rx.event
    async def delete_document(self, document_id: str):
        act = acting(self)
        title = next((row.title for row in self.documents if row.id == document_id), "")
        await act.write(with_jobs.delete_document, document_id, now=act.now)
        await self._read()
        return toast.undoable(f"“{title}” deleted.", CourseActionsState.restore_document(document_id))

    @rx.event
    async def restore_document(self, document_id: str):
        act = acting(self)
        await act.write(restore, document_ids=[document_id], now=act.now)
        await self._read()

    @rx.event
    async def read_again(self, document_id: str):
        act = acting(self)
        await act.write(with_jobs.read_document, document_id, now=act.now)
        await self._read()

    @rx.event
    async def make_lesson(self, section_id: str):
        act = acting(self)
        await act.write(making.make_lesson, section_id, now=act.now)
        await self._read()

    @rx.event
    async def retry_lesson(self, section_id: str):
        """Go on with a lesson that failed, with the wish it was asked for."""
        act = acting(self)
        await act.write(making.retry_lesson, section_id, now=act.now)
        await self._read()

    @rx.event
    async def make_lessons(self, document_id: str):
        """Make all lessons of a document that are missing."""
        act = acting(self)
        job = await act.write(making.make_lessons_of_document, document_id, now=act.now)
        await self._read()
        return None if job else toast.told("All lessons are there.", name="lessons")

    @rx.event
    async def make_chapter(self, chapter_id: str):
        """Make all lessons of a chapter that are missing."""
        act = acting(self)
        job = await act.write(making.make_lessons_of_chapter, chapter_id, now=act.now)
        await self._read()
        return None if job else toast.told("All lessons are there.", name="lessons")

    @rx.event
    async def stop_lessons(self, document_id: str):
        act = acting(self)
        await act.write(_stop_lessons, document_id, now=act.now)
        await self._read()

    @rx.event
    async def stop_all(self):
        """Stop all that is being made for the course."""
        act = acting(self)
        await act.write(with_jobs.stop_all, self.opened_id, now=act.now)
        await self._read()

    @rx.event
    async def retry_lessons(self, document_id: str):
        """Retry all lessons of a document that failed."""
        act = acting(self)
        retried, failed = await act.write(_retry_lessons, document_id, now=act.now)
        await self._read()
        if retried < failed:
            return toast.problem(f"{retried} of {failed} are retried, as many as fit into this hour.")
        return None

    async def _archive(self, *, archived: bool) -> None:
        act = acting(self)
        await act.write(courses.archive_course, self.opened_id, archived=archived, now=act.now)
        await self._read()

    async def _done(self) -> None:
        self.panel = self.refused = ""
        await self._read()


def _lessons(session: Session, user_id: str, document_id: str) -> DocumentLessons:
    found = sections_of(session, documents.get_document(session, user_id, document_id))
    jobs = making.lesson_jobs(session, user_id, [section.id for section in found])
    return document_lessons(found, jobs, {}, {})


def _stop_lessons(session: Session, user_id: str, document_id: str, *, now: datetime) -> None:
    for job in _lessons(session, user_id, document_id).active:
        with suppress(Conflict):  # on PostgreSQL it may have ended since
            QUEUE.cancel(session, user_id, job.id, now=now)


def _retry_lessons(session: Session, user_id: str, document_id: str, *, now: datetime) -> tuple[int, int]:
    """How many were retried, and how many had failed."""
    failed = _lessons(session, user_id, document_id).failed
    return len(QUEUE.retry_all(session, user_id, [job.id for job in failed], now=now)), len(failed)
