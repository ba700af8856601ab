"""A goal and its skills, as the goal's page shows them."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from studyapp.models import Goal, GoalStatus
from studyapp.services.goals.states import NodeState, node_state
from studyapp.services.goals.tree import Skill, Tree, disabled, next_skill
from studyapp.ui.pages.goal.jobs import GoalJobs

Mark = tuple[str, int, int]
"""A skill's state (a `NodeState`), mastery in percent, and number of due cards."""

_REST = "Its cards rest unless you study them from here, and nothing new is made for it."
_STATUS_NOTES = {
    GoalStatus.ACTIVE: "",
    GoalStatus.PAUSED: f"This goal is paused. {_REST}",
    GoalStatus.ARCHIVED: f"This goal is archived. {_REST}",
}
TAKE_UP: Final = {GoalStatus.PAUSED: "Resume", GoalStatus.ARCHIVED: "Restore"}
"""The word for making a goal active again, by its status."""


@dataclass(frozen=True)
class GoalAbout:
    """What seldom changes. It is apart from the head, which is sent at every answer."""

    title: str = ""
    description: str = ""
    status_note: str = ""
    """A sentence about a goal that is put aside; empty otherwise."""
    take_up: str = ""
    """The word on the button that makes it active again; empty if it is."""


@dataclass(frozen=True)
class GoalHead:
    id: str = ""
    """Empty until the goal has been read."""
    skills: int = 0
    cards: int = 0
    due: int = 0
    mastery: int = 0
    """In percent."""
    next_id: str = ""
    """The skill to go on with; empty if there is none that has cards to study."""
    next_name: str = ""
    failed: int = 0
    """The number of skills whose cards could not be made."""
    making: str = ""
    """E.g. `Generating cards… 12 of 40 skills`; empty if no cards are being made."""
    is_growing: bool = False
    """Whether the tree is being made."""
    lacks_cards: bool = False
    """Whether there are skills at an end that have no cards, and none are being made or could not be made."""


class NodeRow(NamedTuple):
    """A line of the tree, without its place (see `blocks`). It is a tuple, because an object is sent with the names of
    its fields.
    """

    id: str
    title: str
    state: str
    mastery: int
    due: int
    is_enabled: bool
    """Whether it and all skills above it are."""
    lacks_skills: bool
    """Whether it is a category for which the job broke off before its skills were made."""


def goal_about(goal: Goal) -> GoalAbout:
    return GoalAbout(goal.title, goal.description, _STATUS_NOTES[goal.status], TAKE_UP.get(goal.status, ""))


def goal_head(goal: Goal, tree: Tree, jobs: GoalJobs) -> GoalHead:
    following = next_skill(tree)
    has_cards = following is not None and following.own.cards > 0
    return GoalHead(
        id=goal.id,
        skills=len(tree.skills),
        cards=tree.tally.cards,
        due=tree.tally.due,
        mastery=percent(tree.tally.mastery),
        next_id=following.id if following and has_cards else "",
        next_name=f"{following.path} {following.title}" if following and has_cards else "",
        failed=len(jobs.failed),
        making=_making(jobs),
        is_growing=jobs.is_growing,
        lacks_cards=any(mark(skill, jobs)[0] == NodeState.EMPTY and skill.is_leaf for skill in tree.skills),
    )


def _making(jobs: GoalJobs) -> str:
    if not jobs.active:
        return ""
    total = len(jobs.of_batch)
    done = total - len(jobs.active)
    return f"Generating cards… {done} of {total} {'skill' if total == 1 else 'skills'}"


def node_rows(tree: Tree, jobs: GoalJobs) -> list[NodeRow]:
    off = disabled(tree.skills)
    return [
        NodeRow(
            skill.id,
            skill.title,
            *mark(skill, jobs),
            is_enabled=skill.id not in off,
            lacks_skills=not jobs.is_growing and skill.id in jobs.unfinished,
        )
        for skill in tree.skills
    ]


def mark(skill: Skill, jobs: GoalJobs) -> Mark:
    job = jobs.by_node.get(skill.id)
    state = node_state(skill, job.status if job else None)
    if jobs.is_growing and skill.is_leaf and state is NodeState.EMPTY:
        state = NodeState.WAITING
    return state.value, percent(skill.tally.mastery), skill.tally.due


def percent(share: float) -> int:
    """Rounded down, because 100 % says that nothing is left to learn."""
    return int(share * 100 + 1e-9)
