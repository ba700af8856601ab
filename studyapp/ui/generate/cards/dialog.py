"""The dialog for generating cards, which `c` opens on any page; the deck is chosen or named in it."""

from typing import Any

import reflex as rx

from studyapp.services import decks
from studyapp.ui.acting import acting
from studyapp.ui.cards.form import labelled
from studyapp.ui.components.shortcut import shortcut
from studyapp.ui.generate.cards.state import NEW, GeneratorState
from studyapp.ui.generate.cards.view import form_close, generate_form


class GenerateDialogState(rx.State):
    is_open: bool = False
    deck_titles: rx.Field[list[str]] = rx.field(default_factory=list)
    """Titles to choose from; any other title creates a new deck."""

    @rx.event
    async def show(self):
        act = acting(self)
        listed = await act.read(decks.list_decks, now=act.now)
        self.deck_titles = [deck.title for deck in listed]
        self.is_open = True
        return GeneratorState.open_form(NEW)

    @rx.event
    async def generate(self, form: dict[str, Any]):
        """Start the job and close the dialog. If the text is refused, the dialog stays open for corrections."""
        generator = await self.get_state(GeneratorState)
        events = await generator.start_job(NEW, form)
        self.is_open = not events
        return events

    @rx.event
    def set_open(self, is_open: bool):  # noqa: FBT001
        self.is_open = is_open


def generate_dialog() -> rx.Component:
    """The dialog, once per page. `c` opens it on pages that have no form of their own."""
    return rx.fragment(
        shortcut("Generate cards", key="c", on_click=GenerateDialogState.show),
        rx.dialog.root(
            rx.dialog.content(
                rx.dialog.title("Generate cards", size="6", weight="medium"),
                generate_form(_deck_field(), _close(), place=NEW, on_submit=GenerateDialogState.generate, focus=True),
                aria_describedby="",
                max_width="640px",
            ),
            open=GenerateDialogState.is_open,
            on_open_change=GenerateDialogState.set_open,
        ),
    )


def _deck_field() -> rx.Component:
    titles = rx.el.datalist(
        rx.foreach(GenerateDialogState.deck_titles, lambda title: rx.el.option(value=title, key=title)),
        id="deck-titles",
    )
    choice = rx.input(
        name="deck_title", placeholder="Choose one, or name a new one", list="deck-titles", dir="auto", size="3"
    )
    return rx.fragment(labelled("Deck", choice), titles)


def _close() -> rx.Component:
    return rx.dialog.close(form_close())
