"""The state of the page that shows the cards of a section, or of a chapter with its sections."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any, Final

import reflex as rx
from sqlmodel import Session

from studyapp.jobs.requests import flashcards
from studyapp.jobs.store.views import JobView
from studyapp.services.courses.documents import get_document
from studyapp.services.coverage.coverage import section_coverage
from studyapp.services.lessons import sections
from studyapp.ui.deck_route import section_of_route
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.coverage.asking import AskingState
from studyapp.ui.pages.coverage.rows import ParagraphRow, coverage_of, paragraph_rows
from studyapp.ui.pages.lesson.rows import SectionHead, section_head
from studyapp.ui.tasks.places import target
from studyapp.ui.tasks.rows import TaskRow, task_rows

PAGE: Final = 100
"""So many paragraphs are shown, and as many more at each press."""


class SectionCardsState(AskingState, LivePageState, rx.State):
    opened_id: str = ""
    most: int = PAGE
    """How many paragraphs are shown at most."""
    hidden: int = 0
    """How many follow."""
    section: rx.Field[SectionHead] = rx.field(default_factory=SectionHead)
    paragraphs: rx.Field[list[ParagraphRow]] = rx.field(default_factory=list)
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """The jobs for the section as a whole, and the last one that went wrong."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        section = sections.get_section(session, user_id, self.opened_id)
        document = get_document(session, user_id, section.document_id)
        found = section_coverage(session, user_id, section.id)
        shown = found[: self.most]
        starts = [each.paragraph.start for each in shown]
        jobs = flashcards.paragraph_jobs(session, user_id, section.id, starts)
        rows = task_rows(session, user_id, list(jobs.values()), now=now)
        whole = flashcards.section_jobs(session, user_id, section.id)
        return {
            "section": section_head(session, section),
            "paragraphs": paragraph_rows(document, shown, dict(zip(jobs, rows, strict=True))),
            "coverage": coverage_of(sum(bool(each.cards) for each in found), len(found)),
            "tasks": task_rows(session, user_id, whole, now=now),
            "hidden": len(found) - len(shown),
        }

    def _key(self) -> Hashable:
        return (self.opened_id, self.most)

    def _shows(self, job: JobView) -> bool:
        kind, target_id = target(job)
        return kind in {"section", "paragraph"} and target_id.startswith(self.opened_id)

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return f"Cards: {self.section.title}" if self.section.title else "Cards"

    @rx.event
    async def open_section(self):
        """Open the section of the address. Another section gets a fresh page."""
        section_id = section_of_route(self)
        if section_id != self.opened_id:
            self.reset()
            self.opened_id = section_id
        await self._read()

    @rx.event
    async def show_more(self):
        self.most += PAGE
        await self._read()

    @rx.event
    async def make_cards(self, form: dict[str, Any]):
        await self._ask(flashcards.make_cards_of_section, self.opened_id, form=form)
        await self._read()

    @rx.event
    async def make_card(self, start: int):
        await self._ask(flashcards.make_card_of_paragraph, self.opened_id, start)
        await self._read()
