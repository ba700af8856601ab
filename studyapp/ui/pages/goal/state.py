"""The state of a goal's page: the goal, its tree, the chosen skill, and what is being made."""

from collections.abc import Hashable
from datetime import datetime
from typing import Final

import reflex as rx
from sqlmodel import Session

from studyapp.jobs.store.views import JobView
from studyapp.services.goals import goals
from studyapp.services.goals.tree import Skill, Tree, read_tree
from studyapp.ui.deck_route import goal_of_route
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.goal.blocks import NAMES, Shape, add_blocks, in_blocks, in_pictures, placed
from studyapp.ui.pages.goal.changes import Anew, Undoable, preview, undoable
from studyapp.ui.pages.goal.chosen import Pane, PaneCard, pane, pane_cards
from studyapp.ui.pages.goal.jobs import GoalJobs, goal_jobs, node_tasks, tree_tasks
from studyapp.ui.pages.goal.layout import draw
from studyapp.ui.pages.goal.rows import GoalAbout, GoalHead, NodeRow, goal_about, goal_head, node_rows
from studyapp.ui.tasks.places import target
from studyapp.ui.tasks.rows import TaskRow

MAP: Final = "map"


class GoalState(LivePageState, rx.State):
    opened_id: str = ""
    node_id: str = ""
    """The chosen skill, as the address names it; empty if none is chosen."""
    view: str = ""
    """`map` for the picture; empty for the tree."""
    about: rx.Field[GoalAbout] = rx.field(default_factory=GoalAbout)
    head: rx.Field[GoalHead] = rx.field(default_factory=GoalHead)
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """The jobs for the tree: active, or the last one that went wrong."""
    shape: rx.Field[Shape] = rx.field(default_factory=list)
    """The tree. What its lines say is in the blocks, and its picture in vars of their own (`add_blocks`)."""
    pane: rx.Field[Pane] = rx.field(default_factory=Pane)
    cards: rx.Field[list[PaneCard]] = rx.field(default_factory=list)
    """The cards of the chosen skill."""
    node_tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """The job for the cards of the chosen skill."""
    panel: str = ""
    """`edit`, `below`, `card` or an `Anew` while that form of the pane is open, `category` or `Anew.TREE` for those
    above the tree; else empty.
    """
    changes: rx.Field[list[str]] = rx.field(default_factory=list)
    """What making anew would keep, move and set aside, while the learner is asked; else empty."""
    undoable: rx.Field[list[Undoable]] = rx.field(default_factory=list)
    """What can be undone of the tree as a whole."""
    node_undoable: rx.Field[list[Undoable]] = rx.field(default_factory=list)
    """What can be undone of the chosen skill."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        goal = goals.get_goal(session, user_id, self.opened_id)
        tree = read_tree(session, user_id, goal.id, now=now)
        jobs = goal_jobs(session, user_id, goal.id, tree.skills)
        return {
            "head": goal_head(goal, tree, jobs),
            "tasks": tree_tasks(session, user_id, jobs, now=now),
            "about": goal_about(goal),
            **in_blocks(tree.skills, node_rows(tree, jobs)),
            **in_pictures(draw(tree.skills) if self.view == MAP else []),
            "changes": preview(session, user_id, goal.id, node_id=self.node_id, panel=self.panel),
            "undoable": undoable(session, user_id, goal.id, node_id=None, now=now),
            **self._chosen(session, user_id, tree, jobs, now=now),
        }

    def _chosen(self, session: Session, user_id: str, tree: Tree, jobs: GoalJobs, *, now: datetime) -> Values:
        chosen = self._skill(tree)
        if chosen is None:
            return {"pane": Pane(), "cards": [], "node_tasks": [], "node_undoable": []}
        return {
            "pane": pane(tree, chosen, jobs),
            "cards": pane_cards(session, user_id, chosen, now=now),
            "node_tasks": node_tasks(session, user_id, chosen.id, jobs, now=now),
            "node_undoable": undoable(session, user_id, self.opened_id, node_id=chosen.id, now=now),
        }

    def _skill(self, tree: Tree) -> Skill | None:
        return next((skill for skill in tree.skills if skill.id == self.node_id), None)

    def _key(self) -> Hashable:
        return self.opened_id, self.node_id, self.view, self.panel if self.panel in list(Anew) else ""

    def _shows(self, job: JobView) -> bool:
        """Whether this page shows the job, because it makes this tree or cards of one of its skills."""
        kind, target_id = target(job)
        is_skill = kind == "node" and any(row.id == target_id for _, row in self._rows())
        return target_id == self.opened_id or is_skill

    def _rows(self) -> list[tuple[str, NodeRow]]:
        """The lines of the tree, each with its path."""
        return list(placed(self.shape, [getattr(self, name) for name in NAMES]))

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return self.about.title or "Goal"

    @rx.event
    async def open_goal(self):
        """Open the goal, skill and view of the address. Another goal gets a fresh page."""
        goal_id, asked = goal_of_route(self), self.router.url.query_parameters
        if goal_id != self.opened_id:
            self.reset()
            self.opened_id = goal_id
        node_id = asked.get("node", "")
        if node_id != self.node_id:
            self.node_id, self.panel = node_id, ""
        self.view = MAP if asked.get("view") == MAP else ""
        await self._read()

    @rx.event
    def open_panel(self, panel: str):
        """Open one of the forms, or close it if it is open."""
        self.panel = "" if panel == self.panel else panel

    @rx.event
    def close_panel(self):
        self.panel = ""


add_blocks(GoalState)
