"""Actions while studying: reveal, choose, grade, undo, continue."""

from datetime import datetime, timedelta
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec

from studyapp.errors import BadInput, Conflict
from studyapp.jobs.queue.queue import QUEUE
from studyapp.services.study import presentations, sessions
from studyapp.services.study.answers import rating_of
from studyapp.services.study.judging import Chosen
from studyapp.ui.acting import Acting, acting
from studyapp.ui.cards.editor import Editor
from studyapp.ui.pages.study.browser_effects import leech_advice, look_at
from studyapp.ui.pages.study.card_actions import CardActionsState
from studyapp.ui.pages.study.rows import Result, back, result
from studyapp.ui.tasks import toast

_MILLISECOND: Final = timedelta(milliseconds=1)


class StudyActionsState(CardActionsState):
    @rx.event
    async def reveal(self, presentation_id: str):
        """Show the answer; or the options, if they arrived a moment ago."""
        if not self._asks(presentation_id) or self.is_revealed:
            return None
        act = acting(self)
        try:
            await act.write(presentations.reveal, presentation_id, now=act.now)
        except Conflict:
            await self._read()
            return None
        await self._read()
        return look_at("answer")

    @rx.event
    async def grade(self, presentation_id: str, rating: int):
        """Grade the card on the screen. An answer to any other presentation is ignored."""
        if not (self._asks(presentation_id) and self.is_revealed):
            return None
        act = acting(self)
        took = self._took(act.now)
        advice: list[EventSpec] = []
        try:
            answered = await act.write(
                presentations.grade, presentation_id, rating=rating_of(rating), duration_ms=took, now=act.now
            )
            advice = self._advice(answered)
            self.aside_id = ""
        except Conflict:
            pass  # another tab was quicker or the time is up; this tab then shows what is on the screen now
        await self._read()
        return [look_at("question"), *advice]

    @rx.event
    async def choose(self, presentation_id: str, form: dict[str, Any]):
        """Answer with a choice. The result stays until the learner continues."""
        if not self._asks(presentation_id):
            return None
        act = acting(self)
        took = self._took(act.now)
        try:
            chosen = await act.write(
                presentations.choose, presentation_id, choice=_choice(form), duration_ms=took, now=act.now
            )
        except Conflict:
            await self._read()
            return look_at("question")
        self.result, self.back, self.aside_id = result(chosen, self.face.options), back(chosen.card, chosen=True), ""
        await self._read()
        return [look_at("answer"), *self._advice(chosen)]

    @rx.event
    async def lower(self, rating: int):
        """Lower the grade of a choice that was right by luck."""
        if not self.result.id:
            return None
        act = acting(self)
        lowered = await act.write(presentations.lower, self.result.id, rating=rating_of(rating), now=act.now)
        self.result = result(lowered, self.face.options)
        await self._read()
        return self._advice(lowered)

    @rx.event
    async def go_on(self, presentation_id: str):
        if self.result.id == presentation_id:
            self.result = Result()
            await self._read()
        return look_at("question")

    @rx.event
    async def undo(self):
        """Bring back the card that was just put aside; if there is none, ask the card again that was answered last."""
        if aside_id := self.aside_id:
            await self._take_up_again(aside_id)
            return [toast.withdrawn(aside_id), look_at("question")]
        act = acting(self)
        await act.write(presentations.undo, self._study_session_id or "", now=act.now)
        self.result, self.editor, self._shown_id = Result(), Editor(), ""
        await self._read()
        return look_at("question")

    @rx.event
    async def retry_distractors(self):
        """Retry the job that makes distractors for the card on the screen."""
        if job_id := self.awaited.job_id:
            act = acting(self)
            await act.write(QUEUE.retry, job_id, now=act.now)
        await self._read()

    @rx.event
    async def begin(self):
        """Start the clock of a timed study session."""
        self._has_begun = True
        await self._read()
        return look_at("question")

    @rx.event
    async def study_again(self):
        """Start another study session of the same kind and end the current one."""
        await self._end(acting(self))
        self._is_arriving = True
        await self._read()

    @rx.event
    async def study_now(self):
        """Stop waiting for learning cards: they are now shown early when nothing else is left."""
        self._takes_early = True
        await self._read()
        return look_at("question")

    @rx.event
    async def look_again(self):
        """Read again when a countdown has ended: a learning card is due, or the time is up."""
        await self._read()

    @rx.event
    async def finish(self):
        """End the study session and go to the first page."""
        await self._end(acting(self))
        return rx.redirect("/")

    async def _end(self, act: Acting) -> None:
        if self._study_session_id:
            await act.write(sessions.end_session, self._study_session_id, now=act.now)

    def _took(self, now: datetime) -> int:
        return max(0, self._looked_at_for(now) // _MILLISECOND)

    def _advice(self, answered: Chosen) -> list[EventSpec]:
        return [leech_advice(CardActionsState.reformulate(answered.card.id))] if answered.is_leech else []


def _choice(form: dict[str, Any]) -> int:
    number = str(form.get("choice") or "")
    if not (number.isascii() and number.isdigit() and len(number) < 3):
        raise BadInput("Choose one of the answers first.")
    return int(number) - 1
