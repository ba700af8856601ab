"""What a learner does while studying: look at the answer, choose, rate, take back, go on."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec

from studyapp import database
from studyapp.errors import BadInput, Conflict
from studyapp.jobs import queue
from studyapp.services import presentations, sessions
from studyapp.services.presentations import Chosen
from studyapp.services.study import rating_of
from studyapp.ui.components import toast
from studyapp.ui.components.card_editor import Editor
from studyapp.ui.live import user_id
from studyapp.ui.pages.study.card_actions import CardActions
from studyapp.ui.pages.study.rows import Result, back, result
from studyapp.ui.pages.study.sight import leech_advice, look_at

_MILLISECOND: Final = timedelta(milliseconds=1)


class StudyActions(CardActions):
    @rx.event
    def reveal(self, showing_id: str):
        """Choices that have come a moment ago are shown instead."""
        if not self._asks(showing_id) or self.is_revealed:
            return None
        try:
            with database.current().write() as session:
                presentations.reveal(session, user_id(self), showing_id, now=datetime.now(UTC))
        except Conflict:
            self._read()
            return None
        self._read()
        return look_at("answer")

    @rx.event
    def grade(self, showing_id: str, rating: int):
        """One showing of a card takes one answer; whatever comes later is not for the card it names."""
        if not (self._asks(showing_id) and self.is_revealed):
            return None
        now = datetime.now(UTC)
        advice: list[EventSpec] = []
        try:
            with database.current().write() as session:
                answered = presentations.grade(
                    session, user_id(self), showing_id, rating=rating_of(rating), duration_ms=self._took(now), now=now
                )
            advice = self._advice(answered)
            self.aside_id = ""
        except Conflict:
            pass  # another tab was quicker, or the time is up: this one moves on to where that one is
        self._read()
        return [look_at("question"), *advice]

    @rx.event
    def choose(self, showing_id: str, form: dict[str, Any]):
        """The result stays until the learner goes on."""
        if not self._asks(showing_id):
            return None
        now = datetime.now(UTC)
        try:
            with database.current().write() as session:
                chosen = presentations.choose(
                    session, user_id(self), showing_id, choice=_choice(form), duration_ms=self._took(now), now=now
                )
        except Conflict:
            self._read()
            return look_at("question")
        self.result, self.back, self.aside_id = result(chosen, self.face.options), back(chosen.card, chosen=True), ""
        self._read()
        return [look_at("answer"), *self._advice(chosen)]

    @rx.event
    def lower(self, rating: int):
        """The choice was right by luck: grade it lower."""
        if not self.result.id:
            return None
        with database.current().write() as session:
            lowered = presentations.lower(
                session, user_id(self), self.result.id, rating=rating_of(rating), now=datetime.now(UTC)
            )
        self.result = result(lowered, self.face.options)
        self._read()
        return self._advice(lowered)

    @rx.event
    def go_on(self, showing_id: str):
        if self.result.id == showing_id:
            self.result = Result()
            self._read()
        return look_at("question")

    @rx.event
    def undo(self):
        """Bring back the card that has just been put aside, else ask the one again that was answered last."""
        if aside_id := self.aside_id:
            self._take_up_again(aside_id)
            return [toast.withdrawn(aside_id), look_at("question")]
        with database.current().write() as session:
            presentations.undo(session, user_id(self), self._sitting_id or "", now=datetime.now(UTC))
        self.result, self.editor, self._shown_id = Result(), Editor(), ""
        self._read()
        return look_at("question")

    @rx.event
    def retry_choices(self):
        """Ask again for the choices of the card on the screen."""
        if job_id := self.awaited.job_id:
            with database.current().write() as session:
                queue.retry(session, user_id(self), job_id, now=datetime.now(UTC))
        self._read()

    @rx.event
    def begin(self):
        """Start the clock of a timed sitting."""
        self._has_begun = True
        self._read()
        return look_at("question")

    @rx.event
    def study_again(self):
        """Another sitting of the same kind. The one that has been gone through to its end is over with that."""
        self._end()
        self._sit_down()
        self._read()

    @rx.event
    def study_now(self):
        """Do not wait for learning cards any more: they come when nothing else is left."""
        self._takes_early = True
        self._read()
        return look_at("question")

    @rx.event
    def look_again(self):
        """A moment has come that the screen counted down to: a learning card is due, or the time is up."""
        self._read()

    @rx.event
    def finish(self):
        """The sitting is over; the next one begins with nothing answered."""
        self._end()
        return rx.redirect("/")

    def _end(self) -> None:
        if self._sitting_id:
            with database.current().write() as session:
                sessions.end_session(session, user_id(self), self._sitting_id, now=datetime.now(UTC))

    def _took(self, now: datetime) -> int:
        return max(0, self._looked_at_for(now) // _MILLISECOND)

    def _advice(self, answered: Chosen) -> list[EventSpec]:
        return [leech_advice(CardActions.reformulate(answered.card.id))] if answered.is_leech else []


def _choice(form: dict[str, Any]) -> int:
    number = str(form.get("choice") or "")
    if not (number.isascii() and number.isdigit() and len(number) < 3):
        raise BadInput("Choose one of the answers first.")
    return int(number) - 1
