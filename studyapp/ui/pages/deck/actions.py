"""Actions on a deck. Deleting takes effect at once and can be undone."""

from typing import Any

import reflex as rx

from studyapp.services import decks
from studyapp.ui.acting import acting
from studyapp.ui.generate.cards import GeneratorState
from studyapp.ui.numbers import whole_number
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.tasks import toast


class DeckActionsState(DeckState):
    @rx.event
    async def rename(self, form: dict[str, Any]):
        limit = str(form.get("new_per_day") or "").strip()
        act = acting(self)
        await act.write(
            decks.edit_deck,
            self.opened_id,
            title=str(form.get("title") or ""),
            description=str(form.get("description") or ""),
            new_per_day=whole_number(limit) if limit else None,
            now=act.now,
        )
        self.panel = ""
        await self._read()

    @rx.event
    async def delete_deck(self):
        act, deck_id, title = acting(self), self.opened_id, self.head.title
        await act.write(decks.delete_deck, deck_id, now=act.now)
        return [rx.redirect("/decks"), toast.undoable(f"{title} deleted.", DeckActionsState.restore_deck(deck_id))]

    @rx.event
    async def restore_deck(self, deck_id: str):
        act = acting(self)
        await act.write(decks.restore_deck, deck_id, now=act.now)

    @rx.event
    async def generate(self, form: dict[str, Any]):
        """Start a job for cards and close the form. If the text is refused, the form stays open."""
        generator = await self.get_state(GeneratorState)
        events = await generator.start_job(self.opened_id, form | {"deck_id": self.opened_id})
        if events:
            self.panel = ""
            await self._read()
        return events
