"""What a learner does with the sections of a document before lessons are made of them."""

from typing import Any, Final

import reflex as rx

from studyapp.errors import StudyError
from studyapp.models import SectionKind
from studyapp.services.courses import sections
from studyapp.ui.acting import acting
from studyapp.ui.pages.course.arranging.rows import ArrangedRow, Boundary, PlaceRow, read_boundary
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
    placed_id: str = ""
    """The section that is split or whose beginning is moved; empty if none is."""
    boundary: rx.Field[Boundary] = rx.field(default_factory=Boundary)
    """The places where it could begin."""
    place: int = 0
    """The offset of the place that is chosen; 0 if none is."""

    @rx.var
    def chapters_to_choose(self) -> list[ArrangedRow]:
        """The chapters that are text to learn."""
        return [row for row in self.arranged if not row.is_section and row.kind == SectionKind.BODY]

    @rx.event
    async def arrange(self, document_id: str):
        """Show the sections of a document with what can be done with them."""
        self.arranged_id, self.renamed_id, self.refused = document_id, "", ""
        self._close_boundary()
        await self._read()

    @rx.event
    async def finish(self):
        self.arranged_id = self.renamed_id = self.refused = ""
        self._close_boundary()
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
    async def choose_range(self, form: dict[str, Any]):
        """Learn only these chapters, with their sections."""
        names = [row.id for row in self.chapters_to_choose]
        first, last = (names.index(each) if (each := str(form.get(name))) in names else 0 for name in ("first", "last"))
        wanted = set(names[min(first, last) : max(first, last) + 1])
        chapter, ids = "", list[str]()
        for row in self.arranged:
            chapter = chapter if row.is_section else row.id
            if chapter in wanted:
                ids.append(row.id)
        act, document_id = acting(self), self.arranged_id
        before = await act.write(sections.choose_sections, document_id, ids, now=act.now)
        await self._read()
        words = f"{len(wanted)} of {len(names)} chapters are learned."
        return toast.undoable(words, ArrangingState.choose_exactly(document_id, before))

    @rx.event
    async def choose_exactly(self, document_id: str, section_ids: list[str]):
        """Choose these again. The document is given, because it may not be arranged any more."""
        act = acting(self)
        await act.write(sections.choose_sections, document_id, section_ids, now=act.now)
        await self._read()

    @rx.event
    async def place_section(self, section_id: str):
        """Show the places where a section could begin or be split."""
        act = acting(self)
        boundary = await act.read(read_boundary, section_id)
        self.placed_id, self.place, self.boundary = section_id, 0, boundary

    @rx.event
    def close_boundary(self):
        self._close_boundary()

    @rx.event
    def choose_place(self, at: int):
        self.place = at

    @rx.event
    async def split_here(self):
        """Begin a new section at the chosen place."""
        if (row := self._chosen_place()) is None:
            return None
        section_id = self.placed_id
        await self.split(section_id, row.at, row.title)
        self._close_boundary()
        return toast.undoable(f"“{row.title}” is a section now.", ArrangingState.merge(section_id))

    @rx.event
    async def begin_here(self):
        """Let the section begin at the chosen place."""
        if (row := self._chosen_place()) is None:
            return None
        section_id, start = self.placed_id, self.boundary.start
        await self.move_start(section_id, row.at)
        self._close_boundary()
        return toast.undoable(f"It begins with “{row.title}” now.", ArrangingState.move_start(section_id, start))

    @rx.event
    async def move_start(self, section_id: str, at: int):
        act = acting(self)
        await act.write(sections.move_start, section_id, at=at, now=act.now)
        await self._read()

    @rx.event
    async def split(self, section_id: str, at: int, title: str):
        """Begin a new section at this offset of the document's text."""
        act = acting(self)
        await act.write(sections.split_section, section_id, at=at, title=title, now=act.now)
        await self._read()

    def _close_boundary(self) -> None:
        self.placed_id, self.place, self.boundary = "", 0, Boundary()

    def _chosen_place(self) -> PlaceRow | None:
        return next((row for row in self.boundary.places if row.at == self.place), None)

    def _row(self, section_id: str) -> ArrangedRow | None:
        return next((row for row in self.arranged if row.id == section_id), None)
