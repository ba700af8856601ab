"""The state of the form for a new goal. What is typed stays in the browser until it is accepted."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import reflex as rx
from sqlmodel import Session

from studyapp.errors import BadInput, StudyError
from studyapp.jobs.requests.goals import NewGoal, start_goal
from studyapp.services.goals import goals
from studyapp.services.text_input import TITLE_CHARS
from studyapp.ui.acting import acting
from studyapp.ui.components.deck_choice import DeckChoice, deck_choices
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.generate.upload import UploadState
from studyapp.ui.model import ModelState

DRAFT: Final = "goal"
MATERIAL: Final = "goal-material"
"""The names under which the browser keeps the form and its material."""
NEEDS_A_MODEL: Final = (
    "No model configured, and a goal can grow from its title alone only with one. Without a model you can paste an "
    "outline or a text, or start from a deck."
)


class Way(StrEnum):
    """What the tree of a new goal is made of."""

    TITLE = "title"
    MATERIAL = "material"
    DECK = "deck"


class NewGoalState(ModelState, UploadState, rx.State):
    is_open: bool = False
    way: str = ""
    """What the tree is to be made of, a `Way`; empty until the form is opened for the first time."""
    similar: rx.Field[list[str]] = rx.field(default_factory=list)
    """Titles of goals that may mean the same as the typed one."""
    decks: rx.Field[list[DeckChoice]] = rx.field(default_factory=list)

    @rx.event
    async def show(self):
        act = acting(self)
        self.decks = await act.read(deck_choices, now=act.now)
        self.way = self.way or (Way.MATERIAL if self.lacks_model else Way.TITLE).value
        self.problem = self.reading = ""
        self.is_open = True

    @rx.event
    def close(self):
        self.is_open = False

    @rx.event
    def choose_way(self, way: str | list[str]):
        self.way = Way(way).value if way in list(Way) else self.way
        self.problem = ""

    @rx.event
    async def compare(self, text: str):
        """Look for goals with a similar title, which is pointed out and never refused."""
        self.similar = await acting(self).read(goals.similar_titles, text[:TITLE_CHARS])

    @rx.event
    async def create_goal(self, form: dict[str, Any]):
        """Create the goal, start its tree, and open its page. If it is refused, the form stays and shows why."""
        if not self.is_open:
            return []  # the second of two quick presses
        act = acting(self)
        try:
            goal_id = await act.write(_begin, self._checked(form), now=act.now)
        except StudyError as error:
            self.problem = error.sentence
            return []
        self.is_open, self.problem, self.similar, self.way = False, "", [], ""
        self._forget_file()
        return [draft_accepted(DRAFT), draft_accepted(MATERIAL), rx.redirect(f"/goals/{goal_id}")]

    def _checked(self, form: dict[str, Any]) -> NewGoal:
        """What the form asks for: the title, the description and one thing to start from."""
        asked = NewGoal(title=str(form.get("title") or ""), description=str(form.get("description") or ""))
        match self.way:
            case Way.DECK if deck_id := str(form.get("deck_id") or ""):
                return replace(asked, deck_id=deck_id)
            case Way.DECK:
                raise BadInput("Choose a deck to start from.")
            case Way.MATERIAL if self._document_id:
                return replace(asked, document_id=self._document_id)
            case Way.MATERIAL if text := str(form.get("content") or "").strip():
                return replace(asked, material=text)
            case Way.MATERIAL:
                raise BadInput("Paste an outline or a text, or drop a file.")
            case _ if self.lacks_model:
                raise BadInput(NEEDS_A_MODEL)
            case _:
                return asked


def _begin(session: Session, user_id: str, asked: NewGoal, *, now: datetime) -> str:
    goal, _ = start_goal(session, user_id, asked, now=now)
    return goal.id
