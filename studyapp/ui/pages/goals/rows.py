"""A goal as a row of a list, with what is being made for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp.jobs.store import batches, reading
from studyapp.jobs.store.batches import Parts
from studyapp.models import ACTIVE, JobStatus
from studyapp.services.goals.lists import GoalSummary, list_summaries
from studyapp.ui.numbers import card_count
from studyapp.ui.tasks.batches import listed_rows
from studyapp.ui.tasks.places import target
from studyapp.ui.tasks.rows import TaskRow

MOST_TASKS: Final = 100


@dataclass(frozen=True)
class GoalRow:
    id: str
    title: str
    description: str
    percent: int
    """The mastery, rounded down, so that 100 means all of it."""
    skills: str
    """E.g. `14 skills`; empty if there are none yet."""
    cards: str
    """E.g. `1,200 cards`; empty if there are none yet."""
    due: int
    new: int
    is_complete: bool
    making: str
    """What is being made for it, and how far that is; empty if nothing is."""
    problem: str
    """Why its tree is not finished; empty if it is, or is being made."""
    studied_at: str
    """ISO moment of the last answer; empty if there was none."""
    next_id: str
    """The skill to study next; empty if there is none with cards."""
    next_title: str
    """E.g. `2.3 Membranes`."""


def goal_rows(session: Session, user_id: str, *, now: datetime) -> list[tuple[GoalSummary, GoalRow]]:
    """All goals with their rows, the active ones first."""
    goals = list_summaries(session, user_id, now=now)
    if not goals:
        return []
    making = _making(session, user_id, goals, now=now)
    problems = _problems(session, user_id, goals)
    return [(goal, _row(goal, making.get(goal.id, ""), problems.get(goal.id, ""))) for goal in goals]


def is_waiting(row: GoalRow) -> bool:
    """Whether there is something to study in the goal, or something is being made for it."""
    return bool(row.due or row.new or row.making)


def _row(goal: GoalSummary, making: str, problem: str) -> GoalRow:
    tally, skills = goal.tally, len(goal.tree.skills)
    go_on = goal.next_skill if goal.next_skill and goal.next_skill.own.cards else None
    return GoalRow(
        id=goal.id,
        title=goal.title,
        description=goal.description,
        percent=int(100 * tally.mastery),
        skills=f"{skills} {'skill' if skills == 1 else 'skills'}" if skills else "",
        cards=card_count(tally.cards) if tally.cards else "",
        due=tally.due,
        new=tally.new,
        is_complete=tally.is_complete and goal.next_skill is None,
        making=making,
        problem="" if making else problem,
        studied_at=goal.studied_at.isoformat() if goal.studied_at else "",
        next_id=go_on.id if go_on else "",
        next_title=f"{go_on.path} {go_on.title}" if go_on else "",
    )


def _making(session: Session, user_id: str, goals: Sequence[GoalSummary], *, now: datetime) -> dict[str, str]:
    """What is being made for these goals and their skills, the latest request of each, by goal id."""
    of_goal = {("goal", goal.id): goal.id for goal in goals}
    of_goal |= {("node", skill.id): goal.id for goal in goals for skill in goal.tree.skills}
    listed = batches.list_batches(session, user_id, statuses=ACTIVE, limit=MOST_TASKS).listed
    theirs = [each for each in listed if target(each.job) in of_goal]
    rows = listed_rows(session, user_id, theirs, now=now)
    oldest_first = reversed(list(zip(theirs, rows, strict=True)))
    return {of_goal[target(each.job)]: _progress(row, each.parts) for each, row in oldest_first}


def _progress(row: TaskRow, parts: Parts | None) -> str:
    return f"{row.state} {parts.done} of {parts.total}" if parts and row.state.endswith("…") else row.state


def _problems(session: Session, user_id: str, goals: Sequence[GoalSummary]) -> dict[str, str]:
    """Why the trees are not finished whose latest job went wrong, by goal id."""
    latest = reading.latest_for_targets(session, user_id, "goal", [goal.id for goal in goals])
    said = {
        JobStatus.FAILED: lambda error: f"The skill tree is not finished. {error or 'Something went wrong.'}",
        JobStatus.CANCELLED: lambda _: "The skill tree was stopped before it was finished.",
    }
    return {
        job.target["id"]: said[job.status](job.error)
        for job in latest
        if job.target and job.status in said and not job.is_retried
    }
