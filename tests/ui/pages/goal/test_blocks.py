"""The rows of a tree are sent in small blocks, so that one skill's change is not the whole tree."""

from typing import Any

import pytest
from reflex.utils.format import json_dumps
from sqlmodel import Session

from studyapp.database import Database
from studyapp.models import CardState
from studyapp.services.goals import nodes
from studyapp.ui.pages.goal import GoalState
from studyapp.ui.pages.goal.blocks import NAMES, in_blocks
from studyapp.ui.pages.goal.rows import NodeRow
from tests.factories import NOON, make_card, make_node
from tests.ui.conftest import Tab
from tests.ui.pages.goal.conftest import Grown
from tests.ui.pages.goal.opening import open_goal
from tests.ui.pages.goal.test_moving import skill

FEW = 2_000
"""In bytes: the most that the change of one skill may send, without the frame around it."""


@pytest.fixture
def large(use_database: Database, grown: Grown) -> Grown:
    """The tree with 56 more skills below the second category, so sixty."""
    with use_database.write() as session:
        for number in range(56):
            make_node(session, grown.goal, parent_id=grown.leaves.id, title=f"The leaf no. {number}", position=number)
    return grown


def _learn(session: Session, grown: Grown) -> None:
    make_card(session, grown.deck, node_id=grown.nucleus.id, state=CardState.REVIEW)


def _rename(session: Session, grown: Grown) -> None:
    nodes.edit_node(session, grown.goal.user_id, grown.nucleus.id, title="The nucleus", now=NOON)


def _add(session: Session, grown: Grown) -> None:
    about = {"parent_id": grown.cells.id, "title": "Mitochondria and what they burn"}
    nodes.add_node(session, grown.goal.user_id, grown.goal.id, **about, now=NOON)


def _move(session: Session, grown: Grown) -> None:
    nodes.move_node(session, grown.goal.user_id, grown.nucleus.id, parent_id=grown.leaves.id, position=1, now=NOON)


def _delete(session: Session, grown: Grown) -> None:
    nodes.delete_node(session, grown.goal.user_id, grown.membrane.id, now=NOON)


@pytest.mark.parametrize(
    ("view", "change"),
    [
        *(("", change) for change in (_learn, _rename, _add, _move, _delete)),
        *(("map", change) for change in (_learn, _rename, _add, _delete)),
    ],
)
async def test_the_change_of_one_skill_sends_few_of_sixty(
    tab: Tab[Any], use_database: Database, large: Grown, view: str, change: Any
) -> None:
    await open_goal(tab, large.goal, view=view)
    page = await tab(GoalState)
    page._clean()
    with use_database.write() as session:
        change(session, large)
    await page._read()
    sent = {name: getattr(page, name) for name in page.dirty_vars if name != "head"}
    assert sent, "it was told"
    assert len([name for name in sent if name in NAMES]) <= 3
    assert len(json_dumps(sent)) < FEW


def test_the_order_of_the_skills_changes_no_block() -> None:
    skills = [skill(str(number)) for number in range(200)]
    rows = [NodeRow(each.id, each.title, "new", 0, 0, is_enabled=True, lacks_skills=False) for each in skills]
    first, second = in_blocks(skills, rows), in_blocks(skills[::-1], rows[::-1])
    assert [name for name in first if first[name] != second[name]] == ["shape"]


async def test_what_is_deleted_leaves_its_block(tab: Tab[Any], use_database: Database, large: Grown) -> None:
    page = await open_goal(tab, large.goal)
    with use_database.write() as session:
        for node in (large.cells, large.leaves):
            nodes.delete_node(session, large.goal.user_id, node.id, now=NOON)
        alone = make_node(session, session.merge(large.goal), title="Alone").id
    await page._read()
    assert [row.id for _, row in page._rows()] == [alone]
    assert [row.id for name in NAMES for row in getattr(page, name)] == [alone]
