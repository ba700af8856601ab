"""The state of the courses page: all courses, the form for a new one, and actions on each."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import Session

from studyapp.errors import StudyError
from studyapp.jobs.requests.courses import delete_course
from studyapp.jobs.requests.restoring import restore
from studyapp.services.courses import courses
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.courses.form import course_fields
from studyapp.ui.pages.courses.rows import CourseRow, course_rows
from studyapp.ui.tasks import toast

NEW: str = "new"
"""What `editing_id` is while the form for a new course is open."""


class CoursesState(LivePageState, rx.State):
    active: rx.Field[list[CourseRow]] = rx.field(default_factory=list)
    archived: rx.Field[list[CourseRow]] = rx.field(default_factory=list)
    editing_id: str = ""
    """The course whose form is open, or `NEW`; empty otherwise."""
    refused: str = ""
    """Why the open form was refused; empty otherwise."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        rows = course_rows(session, user_id, now=now)
        return {
            "active": [row for row in rows if not row.is_archived],
            "archived": [row for row in rows if row.is_archived],
        }

    def _key(self) -> Hashable:
        return ()

    @rx.var
    def is_empty(self) -> bool:
        return not (self.active or self.archived)

    @rx.event
    def start_editing(self, course_id: str):
        self.editing_id, self.refused = course_id, ""

    @rx.event
    def stop(self):
        """Close the form that is open."""
        self.editing_id = self.refused = ""

    @rx.event
    async def create_course(self, form: dict[str, Any]):
        """Create the course and open its page. If it is refused, the form stays and shows why."""
        if self.editing_id != NEW:
            return []  # the second of two quick presses
        act = acting(self)
        try:
            course = await act.write(courses.create_course, **course_fields(form), now=act.now)
        except StudyError as error:
            self.refused = error.sentence
            return []
        self.editing_id = ""
        return [draft_accepted(NEW), rx.redirect(f"/courses/{course.id}")]

    @rx.event
    async def edit_course(self, form: dict[str, Any]):
        """Change the course whose form is open. Its id is in the state, because Reflex cannot pass a row to the handler
        of a form.
        """
        act, course_id = acting(self), self.editing_id
        try:
            await act.write(courses.edit_course, course_id, **course_fields(form), now=act.now)
        except StudyError as error:
            self.refused = error.sentence
            return []
        self.editing_id = self.refused = ""
        await self._read()
        return draft_accepted(f"course-{course_id}")

    @rx.event
    async def archive(self, course_id: str):
        return await self._archive(course_id, archived=True)

    @rx.event
    async def take_up(self, course_id: str):
        return await self._archive(course_id, archived=False)

    @rx.event
    async def delete(self, course_id: str):
        act, name = acting(self), self._name(course_id)
        await act.write(delete_course, course_id, now=act.now)
        await self._read()
        return toast.undoable(f"“{name}” deleted.", CoursesState.restore(course_id))

    @rx.event
    async def restore(self, course_id: str):
        act = acting(self)
        await act.write(restore, course_ids=[course_id], now=act.now)
        await self._read()

    async def _archive(self, course_id: str, *, archived: bool):
        act, name = acting(self), self._name(course_id)
        await act.write(courses.archive_course, course_id, archived=archived, now=act.now)
        await self._read()
        undo = CoursesState.take_up(course_id) if archived else CoursesState.archive(course_id)
        return toast.undoable(f"“{name}” {'archived' if archived else 'taken up again'}.", undo)

    def _name(self, course_id: str) -> str:
        return next((row.name for row in [*self.active, *self.archived] if row.id == course_id), "")
