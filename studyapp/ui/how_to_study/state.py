"""The study mode this browser remembers, and the state of the form that changes it."""

from typing import Any

import reflex as rx

from studyapp.models import StudyMode
from studyapp.services.cards import lists
from studyapp.ui.acting import acting
from studyapp.ui.components.deck_choice import DeckChoice, deck_choices
from studyapp.ui.how_to_study.modes import MODES, mode_of, study_address


class HowToStudyState(rx.State):
    remembered: rx.Field[str] = rx.field(rx.LocalStorage(StudyMode.FLASHCARD.value, name="study_mode", sync=True))
    is_open: bool = False
    mode: str = StudyMode.FLASHCARD.value
    """The mode the form starts with. The next two fields are its deck and tag."""
    deck_id: str = ""
    tag: str = ""
    decks: rx.Field[list[DeckChoice]] = rx.field(default_factory=list)
    tags: rx.Field[list[str]] = rx.field(default_factory=list)
    """The tags in the chosen deck."""

    @rx.var
    def name(self) -> str:
        """The name of the remembered mode."""
        return MODES[mode_of(self.remembered)].name

    @rx.event
    async def show(self, mode: str, deck_id: str, tag: str):
        """Open the form with these values. Without a mode it starts with the one this browser remembers."""
        act = acting(self)
        self.decks = await act.read(deck_choices, now=act.now)
        self.mode, self.tag = mode_of(mode or self.remembered).value, tag
        await self._choose(deck_id)
        self.is_open = True

    @rx.event
    def set_open(self, is_open: bool):  # noqa: FBT001
        self.is_open = is_open

    @rx.event
    async def choose_deck(self, deck_id: str):
        await self._choose(deck_id)

    @rx.event
    def study(self, form: dict[str, Any]):
        mode = mode_of(form.get("mode"))
        self.remembered, self.is_open = mode.value, False
        return rx.redirect(
            study_address(mode=mode, deck_id=str(form.get("deck") or ""), tag=str(form.get("tag") or ""))
        )

    async def _choose(self, deck_id: str) -> None:
        """Choose a deck and list its tags. A deck that is not in the list counts as none."""
        self.deck_id = deck_id if deck_id in [deck.id for deck in self.decks] else ""
        found = await acting(self).read(lists.list_tags, deck_id=self.deck_id or None)
        self.tags = [count.tag for count in found]
        self.tag = self.tag if self.tag in self.tags else ""
