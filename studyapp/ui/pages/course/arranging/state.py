"""What a learner does with the sections of a document before lessons are made of them."""

from typing import Any, Final

import reflex as rx

from studyapp.errors import StudyError
from studyapp.models import SectionKind
from studyapp.services.courses import sections
from studyapp.ui.acting import acting
from studyapp.ui.pages.course.rows import ArrangedRow
from studyapp.ui.pages.course.state import CourseState
from studyapp.ui.tasks import toast

_WORDS: Final = {
    SectionKind.BODY: "is learned",
    SectionKind.FRONT: "is front matter",
    SectionKind.BACK: "is back matter",
}


class ArrangingState(CourseState):
    renamed_id: str = ""
    """The section whose title is being edited; empty otherwise."""

    @rx.event
    async def arrange(self, document_id: str):
        """Show the sections of a document with what can be done with them."""
        self.arranged_id, self.renamed_id, self.refused = document_id, "", ""
        await self._read()

    @rx.event
    async def finish(self):
        self.arranged_id = self.renamed_id = self.refused = ""
        await self._read()

    @rx.event
    async def choose(self, section_id: str, is_chosen: bool):  # noqa: FBT001
        """Learn a section, or leave it out. A chapter takes its sections along."""
        act = acting(self)
        await act.write(sections.choose_section, section_id, is_chosen=is_chosen, now=act.now)
        await self._read()

    @rx.event
    def start_renaming(self, section_id: str):
        self.renamed_id, self.refused = section_id, ""

    @rx.event
    def stop_renaming(self):
        self.renamed_id = self.refused = ""

    @rx.event
    async def rename(self, form: dict[str, Any]):
        act = acting(self)
        try:
            await act.write(sections.rename_section, self.renamed_id, title=str(form.get("title") or ""), now=act.now)
        except StudyError as error:
            self.refused = error.sentence
            return
        self.renamed_id = self.refused = ""
        await self._read()

    @rx.event
    async def mark(self, section_id: str, matter: str):
        """Say that a chapter is front or back matter, or that it is learned after all."""
        act, before = acting(self), self._row(section_id)
        if before is None:
            return None
        section = await act.write(sections.mark_section, section_id, SectionKind(matter), now=act.now)
        await self._read()
        words = f"“{section.title}” {_WORDS[section.kind]}."
        return toast.undoable(words, ArrangingState.mark(section_id, before.kind))

    @rx.event
    async def merge(self, section_id: str):
        """Put a section and the one after it together."""
        act = acting(self)
        merged = await act.write(sections.merge_with_next, section_id, now=act.now)
        await self._read()
        words = f"“{merged.title}” is in “{merged.section.title}” now."
        if merged.at is None:
            return toast.told(f"{words} Read the document again to have it back.", name="merged")
        return toast.undoable(words, ArrangingState.split(section_id, merged.at, merged.title))

    @rx.event
    async def split(self, section_id: str, at: int, title: str):
        """Begin a new section at this offset of the document's text."""
        act = acting(self)
        await act.write(sections.split_section, section_id, at=at, title=title, now=act.now)
        await self._read()

    def _row(self, section_id: str) -> ArrangedRow | None:
        return next((row for row in self.arranged if row.id == section_id), None)
