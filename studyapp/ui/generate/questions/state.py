"""The state of the dialog for questions. The prompt stays in the browser until it is accepted."""

from datetime import datetime
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from studyapp.errors import StudyError
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.views import Admission
from studyapp.models import JobType
from studyapp.services import decks
from studyapp.ui.acting import acting
from studyapp.ui.components.deck_choice import DeckChoice, deck_choices
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.deck_route import deck_of_route
from studyapp.ui.model import ModelState
from studyapp.ui.tasks import toast

DRAFT: Final = "questions"
"""The name under which the browser keeps the prompt."""
_NO_MODEL: Final = "Nothing was asked, since there is no model to ask. Your prompt is kept here until there is one."


class QuestionDialogState(ModelState, rx.State):
    is_open: bool = False
    decks: rx.Field[list[DeckChoice]] = rx.field(default_factory=list)
    """Decks the questions may go to, besides a new one."""
    here: str = ""
    """The deck of the page on which the dialog was opened; empty on other pages."""
    problem: str = ""
    """Why the last prompt was refused; empty otherwise."""

    @rx.event
    async def show(self):
        act, here = acting(self), deck_of_route(self)
        choices = await act.read(_deck_choices, here=here, now=act.now)
        self.decks = choices
        self.here = here if any(choice.id == here for choice in choices) else ""
        self.problem = ""
        self.is_open = True

    @rx.event
    def set_open(self, is_open: bool):  # noqa: FBT001
        self.is_open = is_open

    @rx.event
    async def ask(self, form: dict[str, Any]):
        """Enqueue the job and close the dialog. If the prompt is refused, the dialog stays open and shows why."""
        if not self.is_open:
            return []  # the second of two quick presses
        if self.lacks_model:
            self.problem = _NO_MODEL  # a job would only fail and leave an empty deck with the prompt as its name
            return []
        try:
            admission = await self._ask(form)
        except StudyError as error:
            self.problem = error.sentence
            return []
        self.problem, self.is_open = "", False
        return [draft_accepted(DRAFT), *self._news(admission)]

    async def _ask(self, form: dict[str, Any]) -> Admission:
        deck_id = str(form.get("deck_id") or "")
        payload = {"prompt": str(form.get("prompt") or "")} | ({"deck_id": deck_id} if deck_id else {})
        act = acting(self)
        return await act.write(QUEUE.enqueue, JobType.QUESTION_GENERATION, payload, now=act.now)

    def _news(self, admission: Admission) -> list[EventSpec]:
        """A toast, unless the current page shows the new job anyway."""
        if not admission.created:
            return [toast.done("These questions are being made already.")]
        address = f"/decks/{admission.job.target['id']}" if admission.job.target else "/tasks"
        if self.router.url.path in ("/", "/tasks", address):
            return []
        return [toast.begun_elsewhere("Your questions are being made.", to=address)]


def _deck_choices(session: Session, user_id: str, *, here: str, now: datetime) -> list[DeckChoice]:
    """The newest decks, led by the deck of this page."""
    listed = deck_choices(session, user_id, now=now)
    first = decks.deck_titles(session, user_id, [here] if here else [])
    others = [deck for deck in listed if deck.id not in first]
    return [DeckChoice(deck_id, title) for deck_id, title in first.items()] + others
