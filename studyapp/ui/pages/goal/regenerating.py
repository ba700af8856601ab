"""Having a tree, a branch or the cards of a skill made anew, with a wish, and undoing it."""

from enum import StrEnum
from typing import Any, Final

import reflex as rx

from studyapp.errors import BadInput
from studyapp.jobs.requests.replacing import regenerate_cards, regenerate_tree, undo_replacement
from studyapp.services.goals.replacing import undo
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.model import ModelState
from studyapp.ui.pages.goal.changes import Anew
from studyapp.ui.pages.goal.state import GoalState

NEEDS_A_MODEL: Final = "No model configured, and only a model can make skills or cards anew. Set one in the settings."


class Wish(StrEnum):
    """Wishes that need not be typed."""

    MORE_DETAIL = "More detail"
    SIMPLER = "Simpler"
    CLOSER_TO_PRACTICE = "Closer to practice"


class RegeneratingState(ModelState, GoalState):
    @rx.event
    async def ask(self, what: str):
        """Show what would change, and ask for the wish."""
        self.panel = what if what in list(Anew) else ""
        await self._read()

    @rx.event
    async def regenerate(self, form: dict[str, Any]):
        """Start the job. If it is refused, the form stays as it is."""
        if self.panel not in list(Anew):
            return None  # the second of two quick presses
        if self.lacks_model:
            raise BadInput(NEEDS_A_MODEL)
        act, feedback, what = acting(self), wish_of(form), Anew(self.panel)
        if what is Anew.CARDS:
            await act.write(regenerate_cards, self.node_id, feedback=feedback, now=act.now)
        else:
            node_id = self.node_id if what is Anew.BRANCH else None
            await act.write(regenerate_tree, self.opened_id, node_id=node_id, feedback=feedback, now=act.now)
        self.panel = ""
        await self._read()
        return draft_accepted(f"{what.value}.{self.opened_id}")

    @rx.event
    async def undo(self, replacement_id: str):
        act = acting(self)
        await act.write(undo_replacement, replacement_id, now=act.now)
        await self._read()

    @rx.event
    async def keep(self, replacement_id: str):
        act = acting(self)
        await act.write(undo.keep, replacement_id, now=act.now)
        await self._read()


def wish_of(form: dict[str, Any]) -> str:
    """The wish in words: what was ticked, and what was typed."""
    ticked = [wish.value for wish in Wish if form.get(wish.name.lower())]
    typed = str(form.get("feedback") or "").strip()
    return ". ".join(filter(None, [*ticked, typed]))
