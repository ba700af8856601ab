"""The state of a section's page: its lesson, and the job that makes it."""

from collections.abc import Hashable
from datetime import datetime

import reflex as rx
from sqlmodel import Session

from studyapp.jobs.requests.lessons import lesson_jobs
from studyapp.jobs.store.views import JobView
from studyapp.models import JobStatus
from studyapp.services.lessons import sections
from studyapp.ui.deck_route import section_of_route
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.lesson.rows import ConceptRow, LessonHead, SectionHead, read_lesson, section_head
from studyapp.ui.tasks.places import target
from studyapp.ui.tasks.rows import TaskRow, task_rows


class LessonState(LivePageState, rx.State):
    opened_id: str = ""
    """The section."""
    section: rx.Field[SectionHead] = rx.field(default_factory=SectionHead)
    lesson: rx.Field[LessonHead] = rx.field(default_factory=LessonHead)
    concepts: rx.Field[list[ConceptRow]] = rx.field(default_factory=list)
    task: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """The job that makes the lesson, or one that went wrong; else nothing."""
    panel: str = ""
    """What is asked for anew: `lesson`, or the id of a concept; empty if nothing is."""
    refused: str = ""
    """Why the open form was refused; empty otherwise."""
    again: rx.Field[list[str]] = rx.field(default_factory=list)
    """The check-ins that the learner answers once more."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        section = sections.get_section(session, user_id, self.opened_id)
        head, concepts = read_lesson(session, section)
        job = lesson_jobs(session, user_id, [section.id]).get(section.id)
        shown = [job] if job and job.status is not JobStatus.COMPLETED and not job.is_retried else []
        return {
            "section": section_head(session, section),
            "lesson": head,
            "concepts": concepts,
            "task": task_rows(session, user_id, shown, now=now),
        }

    def _key(self) -> Hashable:
        return self.opened_id

    def _shows(self, job: JobView) -> bool:
        return target(job) == ("section", self.opened_id)

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return self.section.title or "Lesson"

    @rx.event
    async def open_section(self):
        """Open the section of the address. Another section gets a fresh page."""
        section_id = section_of_route(self)
        if section_id != self.opened_id:
            self.reset()
            self.opened_id = section_id
        await self._read()
