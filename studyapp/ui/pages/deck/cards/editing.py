"""Actions for writing cards: by hand, with distractors from a job, and with better versions to compare."""

from typing import Any

import reflex as rx

from studyapp.jobs.kinds.rewrite.versions import Version, take_version
from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import CardKind, JobType
from studyapp.services.cards import editing
from studyapp.ui.acting import acting
from studyapp.ui.cards.editor import Editor, editor_of, save_edit
from studyapp.ui.cards.form import card_fields
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.tasks import toast
from studyapp.ui.tasks.shell import ShellState


class CardEditingState(DeckState):
    editor: rx.Field[Editor] = rx.field(default_factory=Editor)
    rewriting_id: str = ""
    """The id of the card for which a better version is being requested; empty if none."""

    @rx.event
    async def add_card(self, form: dict[str, Any]):
        """Add a card. The form stays open for the next one and is emptied only after this one is saved."""
        act, fields = acting(self), card_fields(form)
        card = await act.write(
            editing.add_card,
            self.opened_id,
            question=fields.question,
            answer=fields.answer,
            kind=fields.kind or CardKind.BASIC,
            distractors=fields.distractors or (),
            explanation=fields.explanation,
            tags=fields.tags,
            now=act.now,
        )
        await self._read()
        events = [draft_accepted(f"new.{self.opened_id}"), rx.call_script("window.studyText?.next('add-card')")]
        return [*events, CardEditingState.make_distractors(card.id)] if form.get("then") == "choices" else events

    @rx.event
    async def edit_card(self, card_id: str):
        card = await acting(self).read(editing.get_card, card_id)
        self.editor = editor_of(card)
        self.editing_id, self.rewriting_id = card.id, ""

    @rx.event
    def stop_editing(self):
        self.editing_id = self.rewriting_id = ""

    @rx.event
    async def save_card(self, form: dict[str, Any]):
        """Save the card being edited. Its id is in the state, because Reflex cannot pass a row to the handler of a
        form.
        """
        act, card_id = acting(self), self.editing_id
        saved = await act.write(save_edit, card_id, form, now=act.now)
        stays = form.get("then") == "choices"
        self.editing_id = saved.id if stays else ""
        await self._read()
        accepted = draft_accepted(f"card.{card_id}")
        return [accepted, CardEditingState.make_distractors(saved.id)] if stays else accepted

    @rx.event
    async def make_distractors(self, card_id: str):
        """Start a job for distractors. Its placeholder is shown on the card until they are there."""
        act = acting(self)
        await act.write(QUEUE.enqueue, JobType.DISTRACTOR_GENERATION, {"card_id": card_id}, now=act.now)
        await self._read()

    @rx.event
    def rewrite(self, card_id: str):
        """Open the form that asks what to change in a card, or close it again."""
        self.rewriting_id = "" if card_id == self.rewriting_id else card_id
        self.editing_id = ""

    @rx.event
    async def ask_better(self, form: dict[str, Any]):
        act = acting(self)
        payload = {"card_id": self.rewriting_id, "feedback": str(form.get("feedback") or "")}
        await act.write(QUEUE.enqueue, JobType.CARD_REGENERATION, payload, now=act.now)
        self.rewriting_id = ""
        await self._read()

    @rx.event
    async def use_new(self, job_id: str):
        await self._take(job_id, Version.AFTER)
        return toast.undoable("The new version is on the card.", CardEditingState.use_old(job_id))

    @rx.event
    async def use_old(self, job_id: str):
        await self._take(job_id, Version.BEFORE)

    @rx.event
    def keep_mine(self, job_id: str):
        return ShellState.dismiss_job(job_id)

    async def _take(self, job_id: str, version: Version) -> None:
        act = acting(self)
        await act.write(take_version, job_id, version, now=act.now)
        await self._read()
