"""A learner on the page of a goal, without a browser."""

from collections.abc import Iterator
from typing import Any

from studyapp.models import Goal
from studyapp.ui.pages.goal import GoalActionsState, GoalState
from studyapp.ui.pages.goal.blocks import NAMES, Shape
from studyapp.ui.pages.goal.rows import NodeRow
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab


async def open_goal(tab: Tab[Any], goal: Goal, *, node: str = "", view: str = "") -> GoalActionsState:
    page = await tab(GoalActionsState)
    go_to(page, f"/goals/{goal.id}?node={node}&view={view}")
    await page.open_goal()
    return page


def rows(page: GoalState) -> list[tuple[str, NodeRow]]:
    """The lines of the tree, each with its path, as the browser puts them together."""
    return list(_placed(page, page.shape, ""))


def _placed(page: GoalState, shape: Shape, above: str) -> Iterator[tuple[str, NodeRow]]:
    for number, (block, at, *below) in enumerate(shape, start=1):
        path = f"{above}{number}"
        yield path, getattr(page, NAMES[block])[at]
        for level in below:
            yield from _placed(page, level, f"{path}.")


def shown(page: GoalState) -> list[str]:
    """The lines of the tree, e.g. `1.2 Nucleus`."""
    return [f"{path} {row.title}" for path, row in rows(page)]


def state(page: GoalState, title: str) -> str:
    return next(row.state for _, row in rows(page) if row.title == title)
