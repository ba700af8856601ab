"""The state of the page that shows how much of a document has cards."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import Session

from studyapp.jobs.requests import flashcards
from studyapp.jobs.store.views import JobView
from studyapp.services.coverage.coverage import document_coverage
from studyapp.ui.deck_route import document_of_route
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.coverage.asking import AskingState
from studyapp.ui.pages.coverage.rows import SectionRow, coverage_of, section_row
from studyapp.ui.pages.document.rows import DocumentHead, document_head
from studyapp.ui.tasks.places import target
from studyapp.ui.tasks.rows import TaskRow, task_rows


class DocumentCardsState(AskingState, LivePageState, rx.State):
    opened_id: str = ""
    head: rx.Field[DocumentHead] = rx.field(default_factory=DocumentHead)
    sections: rx.Field[list[SectionRow]] = rx.field(default_factory=list)
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """The jobs for the document as a whole, and the last one that went wrong."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        head = document_head(session, user_id, self.opened_id)
        found = document_coverage(session, user_id, head.id)
        jobs = flashcards.document_jobs(session, user_id, head.id)
        return {
            "head": head,
            "sections": [section_row(each) for each in found],
            "coverage": coverage_of(sum(each.covered for each in found), sum(len(each.paragraphs) for each in found)),
            "tasks": task_rows(session, user_id, jobs, now=now),
        }

    def _key(self) -> Hashable:
        return self.opened_id

    def _shows(self, job: JobView) -> bool:
        return target(job) == ("document", self.opened_id)

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return f"Cards: {self.head.title}" if self.head.title else "Cards"

    @rx.var
    def is_begun(self) -> bool:
        """Whether cards were made of some section, so that the next request goes on after it."""
        return any(section.is_asked for section in self.sections)

    @rx.event
    async def open_document(self):
        """Open the document of the address. Another document gets a fresh page."""
        document_id = document_of_route(self)
        if document_id != self.opened_id:
            self.reset()
            self.opened_id = document_id
        await self._read()

    @rx.event
    async def make_cards(self, form: dict[str, Any]):
        await self._ask(flashcards.make_cards_of_document, self.opened_id, form=form)
        await self._read()
