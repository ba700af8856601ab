"""The state of the goals page: all goals by status, and actions on each and on those selected."""

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from studyapp.jobs.requests.deleting import delete_goals
from studyapp.models import GoalStatus
from studyapp.services.goals import goals
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.goals.rows import GoalRow, goal_rows
from studyapp.ui.tasks import toast


class GoalsState(LivePageState, rx.State):
    active: rx.Field[list[GoalRow]] = rx.field(default_factory=list)
    paused: rx.Field[list[GoalRow]] = rx.field(default_factory=list)
    archived: rx.Field[list[GoalRow]] = rx.field(default_factory=list)
    selected: rx.Field[list[str]] = rx.field(default_factory=list)
    editing_id: str = ""
    """The goal whose form is open; empty otherwise."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        rows = goal_rows(session, user_id, now=now)
        return {status.value: [row for goal, row in rows if goal.status is status] for status in GoalStatus}

    def _key(self) -> Hashable:
        return ()

    @property
    def _listed(self) -> list[GoalRow]:
        return [*self.active, *self.paused, *self.archived]

    @rx.var
    def is_empty(self) -> bool:
        return not self._listed

    @rx.var
    def tally(self) -> str:
        """E.g. `3 of 6 active`, and how many there are in all if not all are active."""
        active = f"{len(self.active)} of {goals.MOST_ACTIVE} active"
        others = len(self._listed) - len(self.active)
        return f"{active}, {len(self._listed)} of {goals.MOST} in all" if others else active

    @rx.var
    def chosen(self) -> list[str]:
        """The selected goals that are still listed."""
        return [row.id for row in self._listed if row.id in self.selected]

    @rx.event
    def select(self, goal_id: str, is_selected: bool):  # noqa: FBT001
        others = [each for each in self.selected if each != goal_id]
        self.selected = [*others, goal_id] if is_selected else others

    @rx.event
    def select_none(self):
        self.selected = []

    @rx.event
    def start_editing(self, goal_id: str):
        self.editing_id = goal_id

    @rx.event
    def stop(self):
        """Close the form that is open."""
        self.editing_id = ""

    @rx.event
    async def edit_goal(self, form: dict[str, Any]):
        """Change the goal whose form is open. Its id is in the state, because Reflex cannot pass a row to the handler
        of a form.
        """
        act, goal_id = acting(self), self.editing_id
        fields = {name: str(form.get(name) or "") for name in ("title", "description")}
        await act.write(goals.edit_goal, goal_id, **fields, now=act.now)
        self.editing_id = ""
        await self._read()
        return draft_accepted(f"goal-{goal_id}")

    @rx.event
    async def pause(self, goal_id: str):
        return await self._change([goal_id], GoalStatus.PAUSED, "paused")

    @rx.event
    async def resume(self, goal_id: str):
        return await self._change([goal_id], GoalStatus.ACTIVE, "active again")

    @rx.event
    async def archive(self, goal_id: str):
        return await self._change([goal_id], GoalStatus.ARCHIVED, "archived")

    @rx.event
    async def archive_selected(self):
        return await self._change(self.chosen, GoalStatus.ARCHIVED, "archived")

    @rx.event
    async def put_back(self, former: list[tuple[str, list[str]]]):
        """Give goals the status they had, as pairs of a status and the ids of goals."""
        act = acting(self)
        await act.write(_put_back, former, now=act.now)
        await self._read()

    @rx.event
    async def delete(self, goal_id: str):
        return await self._delete([goal_id])

    @rx.event
    async def delete_selected(self):
        return await self._delete(self.chosen)

    @rx.event
    async def restore(self, goal_ids: list[str]):
        act = acting(self)
        await act.write(goals.restore_goals, goal_ids, now=act.now)
        await self._read()

    async def _change(self, goal_ids: list[str], status: GoalStatus, word: str) -> EventSpec:
        act, name = acting(self), self._name(goal_ids)
        former = [
            (each.value, [row.id for row in getattr(self, each.value) if row.id in goal_ids]) for each in GoalStatus
        ]
        await act.write(goals.set_status, goal_ids, status, now=act.now)
        self.selected = []
        await self._read()
        return toast.undoable(f"{name} {word}.", GoalsState.put_back([each for each in former if each[1]]))

    async def _delete(self, goal_ids: list[str]) -> EventSpec:
        act, name = acting(self), self._name(goal_ids)
        await act.write(delete_goals, goal_ids, now=act.now)
        self.selected = []
        await self._read()
        return toast.undoable(f"{name} deleted.", GoalsState.restore(goal_ids))

    def _name(self, goal_ids: Sequence[str]) -> str:
        """E.g. `“Botany”` or `3 goals`."""
        titles = [row.title for row in self._listed if row.id in goal_ids]
        return f"“{titles[0]}”" if len(titles) == 1 else f"{len(goal_ids)} goals"


def _put_back(session: Session, user_id: str, former: Sequence[tuple[str, Sequence[str]]], *, now: datetime) -> None:
    known = {status.value: status for status in GoalStatus}
    for status, goal_ids in former:
        if status in known:
            goals.set_status(session, user_id, goal_ids, known[status], now=now)
