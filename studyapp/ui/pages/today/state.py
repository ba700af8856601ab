"""The state of the first page: due cards, active jobs, the coming week."""

from collections.abc import Hashable
from datetime import datetime
from typing import Final

import reflex as rx
from sqlmodel import Session

from studyapp.jobs.store import batches
from studyapp.models import ACTIVE, GoalStatus
from studyapp.services.cards.candidates import decks_with_candidates
from studyapp.services.study.today import today
from studyapp.ui.generate.cards import NEW, GeneratorState
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.numbers import resting_cards, waiting_candidates
from studyapp.ui.pages.decks.rows import DeckRow, deck_row
from studyapp.ui.pages.goals.rows import GoalRow, goal_rows, is_waiting
from studyapp.ui.pages.today.rows import CandidatesRow, DayRow, candidates_rows, coming, day_rows, done_today
from studyapp.ui.tasks.batches import listed_rows
from studyapp.ui.tasks.rows import TaskRow

MOST_TASKS: Final = 10


class TodayState(LivePageState, rx.State):
    new: int = 0
    learning: int = 0
    review: int = 0
    days: rx.Field[list[DayRow]] = rx.field(default_factory=list)
    goals: rx.Field[list[GoalRow]] = rx.field(default_factory=list)
    """Active goals with due or new cards, or for which something is being made."""
    decks: rx.Field[list[DeckRow]] = rx.field(default_factory=list)
    """Decks with due or new cards, without those made for the goals listed here."""
    candidates: rx.Field[list[CandidatesRow]] = rx.field(default_factory=list)
    """Decks with candidates."""
    candidates_wait: str = ""
    """The number of candidates in words; empty if there are none."""
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    resting: str = ""
    """A sentence about cards that are not due because their goal or skill rests; empty if there are none."""
    done: str = ""
    """A sentence about what was studied today; empty if nothing was."""
    coming: str = ""
    """A sentence about when cards come back after today; empty if the forecast has none."""
    continues_with: str = ""
    """The title of the deck studied last; empty if nothing in it is due."""
    continues_with_id: str = ""
    has_cards: bool = False
    is_first_run: bool = False
    """Whether there are no decks, goals and active jobs yet."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        day = today(session, user_id, now=now)
        making = batches.list_batches(session, user_id, statuses=ACTIVE, limit=MOST_TASKS).listed
        targets = {each.job.target["id"] for each in making if each.job.target}
        last = day.continue_deck
        candidates = decks_with_candidates(session, user_id)
        goals = goal_rows(session, user_id, now=now)
        shown = [(goal, row) for goal, row in goals if goal.status is GoalStatus.ACTIVE and is_waiting(row)]
        own_decks = {goal.deck_id for goal, _ in shown}
        return {
            "new": day.due.new,
            "learning": day.due.learning,
            "review": day.due.review,
            "days": day_rows(day.forecast),
            "goals": [row for _, row in shown],
            "decks": [deck_row(deck, generating=targets) for deck in day.decks if deck.id not in own_decks],
            "candidates": candidates_rows(candidates),
            "candidates_wait": waiting_candidates(sum(deck.count for deck in candidates)) if candidates else "",
            "tasks": listed_rows(session, user_id, making, now=now),
            "resting": resting_cards(day.resting),
            "done": done_today(day.totals),
            "coming": coming(day.forecast),
            "continues_with": last.title if last else "",
            "continues_with_id": last.id if last else "",
            "has_cards": day.totals.cards > 0,
            "is_first_run": day.totals.decks == 0 and not goals and not making,
        }

    def _key(self) -> Hashable:
        return ()

    @rx.var
    def waiting(self) -> int:
        return self.new + self.learning + self.review

    @rx.event
    async def open_today(self):
        await self._read()
        return GeneratorState.open_form(NEW)
