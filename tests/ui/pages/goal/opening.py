"""A learner on the page of a goal, without a browser."""

from typing import Any

from studyapp.models import Goal
from studyapp.ui.pages.goal import GoalActionsState, GoalState
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab


async def open_goal(tab: Tab[Any], goal: Goal, *, node: str = "", view: str = "") -> GoalActionsState:
    page = await tab(GoalActionsState)
    go_to(page, f"/goals/{goal.id}?node={node}&view={view}")
    await page.open_goal()
    return page


def shown(page: GoalState) -> list[str]:
    """The lines of the tree, e.g. `1.2 Nucleus`."""
    return [f"{path} {row.title}" for path, row in page._rows()]


def state(page: GoalState, title: str) -> str:
    return next(row.state for _, row in page._rows() if row.title == title)
