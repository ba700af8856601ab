"""What a learner does to a deck. What takes something away is done at once and can be undone."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from studyapp import database
from studyapp.services import decks
from studyapp.ui.components import toast
from studyapp.ui.components.card_generator import GeneratorState
from studyapp.ui.components.numbers import whole_number
from studyapp.ui.live import user_id
from studyapp.ui.pages.deck.state import DeckState


class DeckActions(DeckState):
    @rx.event
    def rename(self, form: dict[str, Any]):
        limit = str(form.get("new_per_day") or "").strip()
        with database.current().write() as session:
            decks.edit_deck(
                session,
                user_id(self),
                self.opened_id,
                title=str(form.get("title") or ""),
                description=str(form.get("description") or ""),
                new_per_day=whole_number(limit) if limit else None,
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
