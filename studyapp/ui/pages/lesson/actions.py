"""What a learner does with a lesson: has it made, answers its check-ins, asks for it anew."""

from typing import Any, Final

import reflex as rx

from studyapp.errors import StudyError
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests import check_ins
from studyapp.jobs.requests import lessons as making
from studyapp.services.lessons import progress
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.pages.lesson.rows import ConceptRow
from studyapp.ui.pages.lesson.state import LessonState

LESSON: Final = "lesson"
"""What `panel` is while the whole lesson is asked for anew."""


class LessonActionsState(LessonState):
    @rx.event
    async def generate(self):
        act = acting(self)
        await act.write(making.make_lesson, self.opened_id, now=act.now)
        await self._read()

    @rx.event
    def open_panel(self, panel: str):
        self.panel, self.refused = panel, ""

    @rx.event
    def close_panel(self):
        self.panel = self.refused = ""

    @rx.event
    async def make_anew(self, form: dict[str, Any]):
        """Ask for the lesson, or for one concept, with a wish. If that is refused, the form stays and shows why."""
        act, panel = acting(self), self.panel
        wish, language = str(form.get("wish") or ""), str(form.get("language") or "").strip()
        concept = self._concept(panel)
        if concept is None and panel != LESSON:
            self.refused = "This part of the lesson is not there any more. Close this, and choose again."
            return []
        try:
            if concept:
                await act.write(making.make_concept_anew, self.lesson.id, concept.ordinal, wish=wish, now=act.now)
            elif wish.strip() or language:
                asked = {"wish": wish, "language": language}
                await act.write(making.make_lesson, self.opened_id, **asked, now=act.now)
            else:
                self.refused = "Say what should be different, or name another language."
                return []
        except StudyError as error:
            self.refused = error.sentence
            return []
        self.panel = self.refused = ""
        await self._read()
        return draft_accepted(f"anew-{panel}")

    @rx.event
    async def understand(self, concept_id: str, is_understood: bool):  # noqa: FBT001
        act = acting(self)
        await act.write(progress.understand, concept_id, is_understood=is_understood, now=act.now)
        await self._read()

    @rx.event
    async def answer(self, form: dict[str, Any]):
        """Answer the check-in that the form names."""
        act, check_in_id = acting(self), str(form.get("check_in") or "")
        given: dict[str, Any] = {"seen": _number(form.get("seen"))}
        if "option" in form:
            given["option"] = _number(form["option"])
        else:
            given["text"] = str(form.get("text") or "")
        try:
            await act.write(check_ins.answer, check_in_id, **given, now=act.now)
            for concept in [each for each in self.concepts if check_in_id in {row.id for row in each.check_ins}]:
                await act.write(progress.note_place, concept.id)
        finally:
            self.again = [each for each in self.again if each != check_in_id]
            await self._read()
        return draft_accepted(f"check-in-{check_in_id}")

    @rx.event
    async def check_again(self, job_id: str):
        """Have a written answer judged once more, after that went wrong."""
        act = acting(self)
        await act.write(QUEUE.retry, job_id, now=act.now)
        await self._read()

    @rx.event
    def answer_again(self, check_in_id: str):
        self.again = [*self.again, check_in_id]

    def _concept(self, concept_id: str) -> ConceptRow | None:
        return next((each for each in self.concepts if each.id == concept_id), None)


def _number(given: object) -> int:
    text = str(given)
    return int(text) if text.isdecimal() and len(text) < 6 else -1
