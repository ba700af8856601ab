"""What a learner does with the skills of a goal. Deleting takes effect at once and can be undone."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests.deleting import delete_node
from studyapp.models import GoalStatus, JobType
from studyapp.services.goals import cards, goals, nodes
from studyapp.services.goals.tree import Skill, read_tree
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.pages.goal.jobs import cancel_all, goal_jobs
from studyapp.ui.pages.goal.moving import Place, dropped, moved, place_of
from studyapp.ui.pages.goal.state import GoalState
from studyapp.ui.tasks import toast

FindPlace = Callable[[Sequence[Skill]], Place | None]
"""Where a skill goes in a tree; None if nowhere."""

_MOVED: Final = "skill-moved"
"""The name of the toast, so that each move takes the place of the one before."""


class GoalActionsState(GoalState):
    @rx.event
    async def pause(self):
        await self._set_status(GoalStatus.PAUSED)

    @rx.event
    async def take_up(self):
        """Make the goal active again."""
        await self._set_status(GoalStatus.ACTIVE)

    @rx.event
    async def edit_skill(self, form: dict[str, Any]):
        """Rename and describe the chosen skill."""
        act = acting(self)
        title, description = str(form.get("title") or ""), str(form.get("description") or "")
        await act.write(nodes.edit_node, self.node_id, title=title, description=description, now=act.now)
        await self._done()

    @rx.event
    async def enable_skill(self, is_enabled: bool):  # noqa: FBT001
        act = acting(self)
        await act.write(nodes.edit_node, self.node_id, enabled=is_enabled, now=act.now)
        await self._read()

    @rx.event
    async def add_skill(self, form: dict[str, Any]):
        """Add a skill below the chosen one, or a category if the form above the tree is open."""
        act, above = acting(self), None if self.panel == "category" else self.node_id
        title, description = str(form.get("title") or ""), str(form.get("description") or "")
        added = await act.write(
            nodes.add_node, self.opened_id, parent_id=above, title=title, description=description, now=act.now
        )
        await self._done()
        return self._choose(added.id)

    @rx.event
    async def add_card(self, form: dict[str, Any]):
        """Add a card to the chosen skill. The form stays open for the next one."""
        act = acting(self)
        question, answer = str(form.get("question") or ""), str(form.get("answer") or "")
        await act.write(cards.add_card, self.node_id, question=question, answer=answer, now=act.now)
        await self._read()
        return [
            draft_accepted(f"skill.{self.node_id}"),
            rx.call_script("window.studyText?.next('add-skill-card')"),
        ]

    @rx.event
    async def generate_tree(self):
        """Start a job for the tree, or for what is missing of it."""
        act = acting(self)
        await act.write(QUEUE.enqueue, JobType.SKILL_TREE_GENERATION, {"goal_id": self.opened_id}, now=act.now)
        await self._read()

    @rx.event
    async def generate_cards(self):
        """Start a job for cards of the chosen skill."""
        act = acting(self)
        await act.write(QUEUE.enqueue, JobType.FLASHCARD_GENERATION, {"node_id": self.node_id}, now=act.now)
        await self._read()

    @rx.event
    async def move_skill(self, node_id: str, way: str):
        """Move a skill up, down, in or out."""
        return await self._move(node_id, partial(moved, node_id=node_id, way=way))

    @rx.event
    async def place_skill(self, node_id: str, beside_id: str, side: str):
        """Move a skill to where it was dropped: before, after or into another one."""
        return await self._move(node_id, partial(dropped, node_id=node_id, beside_id=beside_id, side=side))

    @rx.event
    async def move_back(self, node_id: str, parent_id: str, position: int):
        act, above = acting(self), parent_id or None
        await act.write(nodes.move_node, node_id, parent_id=above, position=position, now=act.now)
        await self._read()

    @rx.event
    async def delete_skill(self, node_id: str):
        act = acting(self)
        title = await act.write(_delete, node_id, now=act.now)
        leaves = self._choose("") if node_id == self.node_id else None
        await self._read()
        undo = toast.undoable(f"“{title}” deleted.", GoalActionsState.restore_skill(node_id))
        return [undo, leaves] if leaves else undo

    @rx.event
    async def restore_skill(self, node_id: str):
        act = acting(self)
        await act.write(nodes.restore_node, node_id, now=act.now)
        await self._read()

    @rx.event
    async def retry_failed(self):
        """Retry all jobs for cards of this goal that failed."""
        act = acting(self)
        retried, failed = await act.write(_retry_failed, self.opened_id, now=act.now)
        await self._read()
        if retried < failed:
            return toast.problem(f"{retried} of {failed} are retried, as many as fit into this hour.")
        return None

    @rx.event
    async def stop_cards(self):
        """Cancel all jobs for cards of this goal."""
        act = acting(self)
        await act.write(_stop_cards, self.opened_id, now=act.now)
        await self._read()

    async def _set_status(self, status: GoalStatus) -> None:
        act = acting(self)
        await act.write(goals.set_status, [self.opened_id], status, now=act.now)
        await self._read()

    async def _done(self) -> None:
        self.panel = ""
        await self._read()

    async def _move(self, node_id: str, find: FindPlace) -> EventSpec:
        """Move a skill and say where it is now, which nobody sees who cannot see the tree."""
        act = acting(self)
        before = await act.write(_move, self.opened_id, node_id=node_id, find=find, now=act.now)
        await self._read()
        now_at = next((f"“{row.title}” is now {path}." for path, row in self._rows() if row.id == node_id), "")
        if before is None or not now_at:
            return toast.told("It stays where it is.", name=_MOVED)
        undo = GoalActionsState.move_back(node_id, before[0] or "", before[1])
        return toast.undoable(now_at, undo, name=_MOVED)

    def _choose(self, node_id: str) -> EventSpec:
        chosen = f"?node={node_id}" if node_id else ""
        return rx.redirect(f"/goals/{self.opened_id}{chosen}", replace=not node_id)


def _move(
    session: Session, user_id: str, goal_id: str, *, node_id: str, find: FindPlace, now: datetime
) -> Place | None:
    """Move the skill, and return where it stood; None if there is no other place for it."""
    skills = read_tree(session, user_id, goal_id, now=now).skills
    before, place = place_of(skills, node_id), find(skills)
    if place is None or place == before:
        return None
    nodes.move_node(session, user_id, node_id, parent_id=place[0], position=place[1], now=now)
    return before


def _delete(session: Session, user_id: str, node_id: str, *, now: datetime) -> str:
    """Delete the skill, and return its title."""
    title = nodes.get_node(session, user_id, node_id).title
    delete_node(session, user_id, node_id, now=now)
    return title


def _retry_failed(session: Session, user_id: str, goal_id: str, *, now: datetime) -> tuple[int, int]:
    """How many were retried, and how many had failed. Raises `Conflict` if the learner has put the goal aside."""
    goals.get_active_goal(session, user_id, goal_id)
    skills = read_tree(session, user_id, goal_id, now=now).skills
    failed = goal_jobs(session, user_id, goal_id, skills).failed
    return len(QUEUE.retry_all(session, user_id, [job.id for job in failed], now=now)), len(failed)


def _stop_cards(session: Session, user_id: str, goal_id: str, *, now: datetime) -> int:
    skills = read_tree(session, user_id, goal_id, now=now).skills
    active = goal_jobs(session, user_id, goal_id, skills).active
    return cancel_all(session, user_id, [job.id for job in active], now=now)
