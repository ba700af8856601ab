"""Writing cards: by hand, with choices a job makes, and better versions to compare with."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from studyapp import database
from studyapp.jobs import queue
from studyapp.jobs.versions import Version, take_version
from studyapp.models import CardKind, JobType
from studyapp.services import cards
from studyapp.ui.components import toast
from studyapp.ui.components.card_editor import Editor, editor_of, save_edit
from studyapp.ui.components.card_form import card_fields
from studyapp.ui.live import user_id
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.shell import Shell


class CardEditing(DeckState):
    editor: rx.Field[Editor] = rx.field(default_factory=Editor)
    rewriting_id: str = ""
    """The card a better version is being asked for."""

    @rx.event
    def add_card(self, form: dict[str, Any]):
        """The form stays open for the next card; it is emptied only now that this one is saved."""
        fields = card_fields(form)
        with database.current().write() as session:
            card = cards.add_card(
                session,
                user_id(self),
                self.opened_id,
                question=fields.question,
                answer=fields.answer,
                kind=fields.kind or CardKind.BASIC,
                distractors=fields.distractors or (),
                explanation=fields.explanation,
                tags=fields.tags,
                now=datetime.now(UTC),
            )
        self._read()
        events = [_accepted(f"new.{self.opened_id}"), rx.call_script("window.studyText?.next('add-card')")]
        return [*events, CardEditing.make_choices(card.id)] if form.get("then") == "choices" else events

    @rx.event
    def edit_card(self, card_id: str):
        with database.current().read() as session:
            card = cards.get_card(session, user_id(self), card_id)
        self.editor = editor_of(card)
        self.editing_id, self.rewriting_id = card.id, ""

    @rx.event
    def stop_editing(self):
        self.editing_id = self.rewriting_id = ""

    @rx.event
    def save_card(self, form: dict[str, Any]):
        """Save the card that is being edited. (Reflex cannot give the handler of a form in a list its row.)"""
        card_id = self.editing_id
        with database.current().write() as session:
            saved = save_edit(session, user_id(self), card_id, form, now=datetime.now(UTC))
        stays = form.get("then") == "choices"
        self.editing_id = saved.id if stays else ""
        self._read()
        accepted = _accepted(f"card.{card_id}")
        return [accepted, CardEditing.make_choices(saved.id)] if stays else accepted

    @rx.event
    def make_choices(self, card_id: str):
        """Wrong answers by a job; its placeholder stands on the card until they are there."""
        with database.current().write() as session:
            payload = {"card_id": card_id}
            queue.enqueue(session, user_id(self), JobType.DISTRACTOR_GENERATION, payload, now=datetime.now(UTC))
        self._read()

    @rx.event
    def rewrite(self, card_id: str):
        """Open the line that says what to change, or close it again."""
        self.rewriting_id = "" if card_id == self.rewriting_id else card_id
        self.editing_id = ""

    @rx.event
    def ask_better(self, form: dict[str, Any]):
        payload = {"card_id": self.rewriting_id, "feedback": str(form.get("feedback") or "")}
        with database.current().write() as session:
            queue.enqueue(session, user_id(self), JobType.CARD_REGENERATION, payload, now=datetime.now(UTC))
        self.rewriting_id = ""
        self._read()

    @rx.event
    def use_new(self, job_id: str):
        self._take(job_id, Version.AFTER)
        return toast.undoable("The new version is on the card.", CardEditing.use_old(job_id))

    @rx.event
    def use_old(self, job_id: str):
        self._take(job_id, Version.BEFORE)

    @rx.event
    def keep_mine(self, job_id: str):
        return Shell.dismiss_job(job_id)

    def _take(self, job_id: str, version: Version) -> None:
        with database.current().write() as session:
            take_version(session, user_id(self), job_id, version, now=datetime.now(UTC))
        self._read()


def _accepted(draft: str) -> rx.event.EventSpec:
    return rx.call_script(f"window.studyCards?.accept('{draft}')")
