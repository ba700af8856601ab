"""The state of a course's page: its documents, what is being read, and files that arrive."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import Session

from studyapp import settings
from studyapp.errors import StudyError
from studyapp.jobs.requests import courses as with_jobs
from studyapp.jobs.store.views import JobView
from studyapp.services.courses import courses
from studyapp.services.courses.files.storage import ReceivedFile
from studyapp.services.lessons import course_mastery
from studyapp.settings import Settings
from studyapp.ui.acting import Acting, acting
from studyapp.ui.deck_route import course_of_route
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.course.arranging.rows import ArrangedRow, arranged_rows
from studyapp.ui.pages.course.files.receiving import received
from studyapp.ui.pages.course.rows import (
    ChapterRow,
    CourseHead,
    DocumentRow,
    course_head,
    read_documents,
)
from studyapp.ui.pages.course.weak import WeakAreas, read_weak_areas
from studyapp.ui.tasks.places import target


class CourseState(LivePageState, rx.State):
    opened_id: str = ""
    panel: str = ""
    """`course` while its form is open, the id of a document while that is renamed; else empty."""
    refused: str = ""
    """Why the open form was refused; empty otherwise."""
    head: rx.Field[CourseHead] = rx.field(default_factory=CourseHead)
    documents: rx.Field[list[DocumentRow]] = rx.field(default_factory=list)
    chapters: rx.Field[dict[str, list[ChapterRow]]] = rx.field(default_factory=dict)
    """The chapters of each document, by its id."""
    asides: rx.Field[dict[str, list[ChapterRow]]] = rx.field(default_factory=dict)
    """What is front and back matter of each document."""
    left_out: rx.Field[dict[str, list[ChapterRow]]] = rx.field(default_factory=dict)
    """What the learner does not learn of each document."""
    weak: rx.Field[WeakAreas] = rx.field(default_factory=lambda: WeakAreas([]))
    """The concepts that are known worst."""
    arranged_id: str = ""
    """The document whose sections are being arranged; empty if none is."""
    arranged: rx.Field[list[ArrangedRow]] = rx.field(default_factory=list)
    """Its chapters and sections."""
    sending: bool = False
    """Whether the browser is sending files."""
    sent: int = 0
    """How much of them it has sent, in percent."""
    refusals: rx.Field[list[str]] = rx.field(default_factory=list)
    """Why files were refused, a sentence each."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        course = courses.get_course(session, user_id, self.opened_id)
        known = course_mastery.of_course(session, user_id, course.id, now=now)
        found = read_documents(session, user_id, course.id, known.sections, now=now)
        head = course_head(session, course, known, found.rows, now=now)
        is_there = any(row.id == self.arranged_id for row in found.rows)
        arranged = arranged_rows(session, user_id, self.arranged_id) if is_there else []
        shown = {"documents": found.rows, "chapters": found.chapters, "asides": found.asides, "arranged": arranged}
        shown["left_out"] = found.left_out
        weak = read_weak_areas(session, user_id, course.id, known, now=now)
        return {"head": head, "weak": weak, **shown}

    def _key(self) -> Hashable:
        return (self.opened_id, self.arranged_id)

    def _shows(self, job: JobView) -> bool:
        sections = [row for rows in self.chapters.values() for row in rows]
        sections += [below for row in sections for below in row.sections]
        return target(job) in {
            *(("document", row.id) for row in self.documents),
            *(("section", row.id) for row in sections),
        }

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return self.head.name or "Course"

    @rx.event
    async def open_course(self):
        """Open the course of the address. Another course gets a fresh page."""
        course_id = course_of_route(self)
        if course_id != self.opened_id:
            self.reset()
            self.opened_id = course_id
        self.refusals = []
        await self._read()

    @rx.event(background=True)
    async def receive_files(self, chunks: rx.UploadChunkIterator):
        """Take dropped files one after the other; each is there as soon as it has arrived."""
        async with self:
            act, course_id, configured = acting(self), self.opened_id, settings.current()
            self.sending, self.sent, self.refusals = True, 0, []
        try:
            async for name, file in received(chunks, configured):
                problem = await _added(act, course_id, name, file, configured)
                if problem:
                    async with self:
                        self.refusals = [*self.refusals, f"{name}: {problem}"]
        finally:
            async with self:
                self.sending = False

    @rx.event
    def note_sent(self, progress: dict[str, Any]):
        self.sent = round(100 * float(progress.get("progress") or 0))

    @rx.event
    def refuse_files(self):
        """Report that the browser refused files.

        It takes no argument, because Reflex would then send the refused files through the tab's socket.
        """
        most = settings.current().max_upload_mb
        self.refusals = [f"Some files cannot be read, or are larger than {most} MB. Nothing was added of these."]


async def _added(act: Acting, course_id: str, name: str, file: ReceivedFile | StudyError, configured: Settings) -> str:
    """Add the file to the course. Returns why that is refused; else an empty string."""
    if isinstance(file, StudyError):
        return file.sentence
    room = {"data_dir": configured.data_dir, "most_bytes": configured.storage_bytes}
    try:
        await act.write(_add, course_id, file, name=name, now=act.now, **room)
    except StudyError as error:
        return error.sentence
    return ""


def _add(session: Session, user_id: str, course_id: str, file: ReceivedFile, **about: Any) -> str:
    document, _ = with_jobs.add_document(session, user_id, course_id, file, **about)
    return document.id
