"""What a learner does while studying."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

import reflex as rx

from studyapp import database
from studyapp.errors import Conflict
from studyapp.services import cards, study
from studyapp.services.study import Answered
from studyapp.ui.components import toast
from studyapp.ui.components.card_form import card_fields
from studyapp.ui.live import user_id
from studyapp.ui.pages.study.state import StudyState

LEECH_ADVICE: Final = "This card keeps being forgotten. Reword it or split it in two: u takes the answer back, e edits."


class StudyActions(StudyState):
    @rx.event
    def reveal(self, card_id: str, reps: int):
        if self._asks(card_id, reps):
            self.is_revealed = True
            return _look_at("answer")
        return None

    @rx.event
    def grade(self, card_id: str, reps: int, rating: int):
        """One showing of a card takes one answer; whatever comes later is not for the card it names."""
        if not (self._asks(card_id, reps) and self.is_revealed):
            return None
        try:
            is_leech = self._record(card_id, reps, rating, now=datetime.now(UTC)).is_leech
        except Conflict:
            is_leech = False  # another tab was quicker: this one moves on to where that one is
        self._read()
        advice = [rx.toast.info(LEECH_ADVICE, duration=10_000, close_button=True)] if is_leech else []
        return [_look_at("question"), *advice]

    def _record(self, card_id: str, reps: int, rating: int, *, now: datetime) -> Answered:
        with database.current().write() as session:
            return study.record_answer(
                session,
                user_id(self),
                card_id,
                rating=rating,
                duration_ms=self._looked_at_for(now) // timedelta(milliseconds=1),
                session_id=self._sitting_id,
                seen_reps=reps,
                now=now,
            )

    @rx.event
    def undo(self):
        """Take the latest answer of this sitting back and ask that card again."""
        now = datetime.now(UTC)
        with database.current().write() as session:
            card = study.undo_answer(session, user_id(self), session_id=self._sitting_id, now=now)
            self._show(study.study_card(session, user_id(self), card.id, deck_id=self._deck_id, now=now), now=now)
        self._read()
        return _look_at("question")

    @rx.event
    def suspend(self, card_id: str):
        with database.current().write() as session:
            cards.suspend_cards(session, user_id(self), [card_id], now=datetime.now(UTC))
        self._read()
        return [toast.undoable("Card suspended.", StudyActions.resume(card_id)), _look_at("question")]

    @rx.event
    def resume(self, card_id: str):
        with database.current().write() as session:
            cards.resume_cards(session, user_id(self), [card_id], now=datetime.now(UTC))
        self._read()

    @rx.event
    def start_editing(self):
        self.is_editing = bool(self.face.id)

    @rx.event
    def stop_editing(self):
        self.is_editing = False
        self._read()

    @rx.event
    def save_card(self, card_id: str, form: dict[str, Any]):
        fields = card_fields(form)
        with database.current().write() as session:
            cards.edit_card(
                session,
                user_id(self),
                card_id,
                question=fields.question,
                answer=fields.answer,
                explanation=fields.explanation,
                tags=fields.tags,
                now=datetime.now(UTC),
            )
        self.is_editing = False
        self._read()

    @rx.event
    def study_now(self):
        """Do not wait for learning cards any more: they come when nothing else is left."""
        self._takes_early = True
        self._read()
        return _look_at("question")

    @rx.event(background=True)
    async def wait(self):
        """Shows the next learning card the moment it is due. Runs while a tab shows the countdown to it."""
        async with self:
            until = self.waits_until
        if not until:
            return
        await asyncio.sleep(max(0, (datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds()))
        async with self:
            if self.waits_until == until:
                self._read()

    @rx.event
    def finish(self):
        """The sitting is over; the next one begins with nothing answered."""
        sitting_id = self._sitting_id
        if sitting_id:
            with database.current().write() as session:
                study.end_session(session, user_id(self), sitting_id, now=datetime.now(UTC))
        self.reset()
        return rx.redirect("/")


def _look_at(part: Literal["question", "answer"]) -> rx.event.EventSpec:
    """Bring what has just appeared into sight; screen readers read on from there."""
    return rx.call_script(f"window.studyText?.lookAt('study-{part}')")
