"""What a learner does to a deck and its cards. What takes something away is done at once and can be undone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import reflex as rx

from studyapp import database
from studyapp.services import cards, decks
from studyapp.ui.components import toast
from studyapp.ui.components.card_form import card_fields
from studyapp.ui.components.card_generator import GeneratorState
from studyapp.ui.live import user_id
from studyapp.ui.pages.deck.state import DeckState


class DeckActions(DeckState):
    @rx.event
    def rename(self, form: dict[str, Any]):
        with database.current().write() as session:
            decks.edit_deck(
                session,
                user_id(self),
                self.opened_id,
                title=str(form.get("title") or ""),
                description=str(form.get("description") or ""),
                now=datetime.now(UTC),
            )
        self.panel = ""
        self._read()

    @rx.event
    def delete_deck(self):
        deck_id, title = self.opened_id, self.head.title
        with database.current().write() as session:
            decks.delete_deck(session, user_id(self), deck_id, now=datetime.now(UTC))
        return [rx.redirect("/decks"), toast.undoable(f"{title} deleted.", DeckActions.restore_deck(deck_id))]

    @rx.event
    def restore_deck(self, deck_id: str):
        with database.current().write() as session:
            decks.restore_deck(session, user_id(self), deck_id, now=datetime.now(UTC))

    @rx.event
    async def generate(self, form: dict[str, Any]):
        """The placeholder stands in the list as soon as the job exists; a refused text stays in its form."""
        generator = await self.get_state(GeneratorState)
        events = generator._generate(self.opened_id, form | {"deck_id": self.opened_id})  # noqa: SLF001, public would be an event
        if events:
            self.panel = ""
            self._read()
        return events

    @rx.event
    def add_card(self, form: dict[str, Any]):
        """The form stays open for the next card; it is emptied only now that this one is saved."""
        fields = card_fields(form)
        with database.current().write() as session:
            cards.add_card(
                session,
                user_id(self),
                self.opened_id,
                question=fields.question,
                answer=fields.answer,
                explanation=fields.explanation,
                tags=fields.tags,
                now=datetime.now(UTC),
            )
        self._read()
        return rx.call_script("window.studyText?.next('add-card')")

    @rx.event
    def edit_card(self, card_id: str):
        self.editing_id = card_id

    @rx.event
    def stop_editing(self):
        self.editing_id = ""

    @rx.event
    def save_card(self, form: dict[str, Any]):
        """Save the card that is being edited. (Reflex cannot give the handler of a form in a list its row.)"""
        fields = card_fields(form)
        with database.current().write() as session:
            cards.edit_card(
                session,
                user_id(self),
                self.editing_id,
                question=fields.question,
                answer=fields.answer,
                explanation=fields.explanation,
                tags=fields.tags,
                now=datetime.now(UTC),
            )
        self.editing_id = ""
        self._read()

    @rx.event
    def select(self, card_id: str, is_selected: bool):  # noqa: FBT001
        others = [other for other in self.selected if other != card_id]
        self.selected = [*others, card_id] if is_selected else others

    @rx.event
    def select_all(self, is_selected: bool):  # noqa: FBT001
        self.selected = [card.id for card in self.cards] if is_selected else []

    @rx.event
    def suspend(self, card_ids: Sequence[str]):
        with database.current().write() as session:
            count = cards.suspend_cards(session, user_id(self), card_ids, now=datetime.now(UTC))
        self._done()
        return toast.undoable(f"{_cards(count)} suspended.", DeckActions.resume(list(card_ids)))

    @rx.event
    def resume(self, card_ids: Sequence[str]):
        with database.current().write() as session:
            cards.resume_cards(session, user_id(self), card_ids, now=datetime.now(UTC))
        self._done()

    @rx.event
    def delete(self, card_ids: Sequence[str]):
        with database.current().write() as session:
            count = cards.delete_cards(session, user_id(self), card_ids, now=datetime.now(UTC))
        self._done()
        return toast.undoable(f"{_cards(count)} deleted.", DeckActions.restore(list(card_ids)))

    @rx.event
    def restore(self, card_ids: Sequence[str]):
        with database.current().write() as session:
            cards.restore_cards(session, user_id(self), card_ids, now=datetime.now(UTC))
        self._done()

    def _done(self) -> None:
        self.selected = []
        self._read()


def _cards(count: int) -> str:
    return f"{count} {'card' if count == 1 else 'cards'}"
