"""What the page of a goal shows: its tree, the states of its skills, the chosen one, and what is being made."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import CardState, GoalStatus, JobStatus
from studyapp.ui.pages.goal import GoalState
from studyapp.ui.pages.goal.blocks import PICTURES
from tests.factories import NOON, make_card, make_goal, make_node, make_user
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job
from tests.ui.pages.goal.conftest import Grown
from tests.ui.pages.goal.opening import open_goal, shown, state


def about(kind: str, target_id: str, **fields: Any) -> dict[str, Any]:
    return {
        "target_kind": kind,
        "target_id": target_id,
        "error": "It did not work.",
        "error_code": "BAD_OUTPUT",
    } | fields


async def test_a_tree_is_shown_in_study_order_with_its_places(tab: Tab[Any], grown: Grown) -> None:
    page = await open_goal(tab, grown.goal)
    assert shown(page) == ["1 Cells", "1.1 Membrane", "1.2 Nucleus", "2 Leaves"]
    assert (page.name, page.head.skills, page.pane.id) == ("Botany", 4, "")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"due_at": NOON.replace(year=2999)}, "new"),
        ({"state": CardState.LEARNING, "due_at": NOON.replace(year=2999)}, "learning"),
        ({"state": CardState.REVIEW}, "due"),
        ({"state": CardState.REVIEW, "due_at": NOON.replace(year=2999)}, "complete"),
        ({"suspended": True}, "empty"),
    ],
)
async def test_a_skill_has_the_state_of_its_cards(
    tab: Tab[Any], use_database: Database, grown: Grown, fields: dict[str, Any], expected: str
) -> None:
    with use_database.write() as session:
        make_card(session, grown.deck, node_id=grown.nucleus.id, **fields)
    page = await open_goal(tab, grown.goal)
    assert state(page, "Nucleus") == expected
    assert state(page, "Membrane") == "empty"


async def test_a_category_counts_the_cards_below_it(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        for node in (grown.membrane, grown.nucleus):
            make_card(session, grown.deck, node_id=node.id, state=CardState.LEARNING)
    page = await open_goal(tab, grown.goal)
    told = [(row.state, row.mastery, row.due) for _, row in page._rows()]
    assert told == [("due", 25, 2), ("due", 25, 1), ("due", 25, 1), ("empty", 0, 0)]
    assert (page.head.due, page.head.cards, page.head.mastery) == (2, 2, 16)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (JobStatus.PENDING, "waiting"),
        (JobStatus.PROCESSING, "generating"),
        (JobStatus.FAILED, "failed"),
        (JobStatus.CANCELLED, "empty"),
        (JobStatus.COMPLETED, "empty"),
    ],
)
async def test_a_skill_whose_cards_are_being_made_says_so(
    tab: Tab[Any], use_database: Database, grown: Grown, status: JobStatus, expected: str
) -> None:
    with use_database.write() as session:
        make_job(session, grown.deck, status, **about("node", grown.nucleus.id))
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    assert state(page, "Nucleus") == page.pane.state == expected
    assert len(page.node_tasks) == (expected != "empty")


async def test_the_head_counts_what_is_made_and_failed(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        tree = make_job(session, grown.deck, JobStatus.COMPLETED, **about("goal", grown.goal.id))
        for node, status in ((grown.membrane, JobStatus.FAILED), (grown.nucleus, JobStatus.PROCESSING)):
            make_job(session, grown.deck, status, parent_id=tree.id, **about("node", node.id))
    page = await open_goal(tab, grown.goal)
    assert (page.head.making, page.head.failed) == ("Generating cards… 1 of 2 skills", 1)


async def test_while_the_tree_is_made_skills_without_cards_wait(
    tab: Tab[Any], use_database: Database, grown: Grown
) -> None:
    with use_database.write() as session:
        make_job(session, grown.deck, JobStatus.PROCESSING, **about("goal", grown.goal.id))
    page = await open_goal(tab, grown.goal)
    assert page.head.is_growing
    assert (state(page, "Leaves"), state(page, "Cells")) == ("waiting", "empty")
    assert [task.is_active for task in page.tasks] == [True]


async def test_a_tree_that_broke_off_marks_the_categories_that_lack_their_skills(
    tab: Tab[Any], use_database: Database, grown: Grown
) -> None:
    with use_database.write() as session:
        left = {"unfinished": [grown.leaves.id]}
        make_job(session, grown.deck, JobStatus.FAILED, retryable=True, result=left, **about("goal", grown.goal.id))
    page = await open_goal(tab, grown.goal)
    assert [row.title for _, row in page._rows() if row.lacks_skills] == ["Leaves"]
    assert [task.is_retryable for task in page.tasks] == [True]


async def test_a_skill_below_a_disabled_one_is_off_as_well(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        session.merge(grown.cells).enabled = False
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    assert [row.title for _, row in page._rows() if row.is_enabled] == ["Leaves"]
    assert page.pane.is_enabled
    assert page.pane.off_note.startswith("This skill is off, because “Cells” above it is. Its cards rest unless")
    page = await open_goal(tab, grown.goal, node=grown.cells.id)
    assert page.pane.off_note.startswith("This skill is off. Its cards rest unless")
    page = await open_goal(tab, grown.goal, node=grown.leaves.id)
    assert page.pane.off_note == ""


async def test_the_chosen_skill_comes_from_the_address(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        make_card(session, grown.deck, node_id=grown.nucleus.id, question="What does **it** hold?")
        make_card(session, grown.deck, node_id=grown.membrane.id)
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    assert (page.pane.path, page.pane.title, page.pane.above) == ("1.2", "Nucleus", "Cells")
    assert ["<strong>it</strong>" in card.question for card in page.cards] == [True]
    page = await open_goal(tab, grown.goal, node=grown.cells.id)
    assert (page.cards, page.pane.cards, page.pane.cards_below) == ([], 0, 2)
    page = await open_goal(tab, grown.goal, node="gone")
    assert (page.pane.id, page.problem) == ("", "")


async def test_continue_takes_the_first_skill_that_has_something_to_study(
    tab: Tab[Any], use_database: Database, grown: Grown
) -> None:
    with use_database.write() as session:
        make_card(session, grown.deck, node_id=grown.membrane.id)
    page = await open_goal(tab, grown.goal)
    assert (page.head.next_id, page.head.next_name) == (grown.membrane.id, "1.1 Membrane")


async def test_a_goal_without_skills_or_cards_has_nothing_to_continue(
    tab: Tab[Any], use_database: Database, grown: Grown
) -> None:
    page = await open_goal(tab, grown.goal)
    assert page.head.next_id == ""
    with use_database.write() as session:
        empty = make_goal(session, grown.goal.user_id, title="Empty", status=GoalStatus.PAUSED)
    page = await open_goal(tab, empty)
    assert (page.shape, page.head.skills, "paused" in page.about.status_note) == ([], 0, True)


async def test_a_goal_of_somebody_else_is_not_there(tab: Tab[Any], use_database: Database) -> None:
    with use_database.write() as session:
        theirs = make_goal(session, make_user(session, id="somebody-else"))
        make_node(session, theirs, title="Secret")
    page = await open_goal(tab, theirs)
    assert (page.problem, page.shape, page.head.id) == ("This goal is not there.", [], "")


async def test_the_map_is_drawn_only_in_its_view(tab: Tab[Any], grown: Grown) -> None:
    assert drawn(await open_goal(tab, grown.goal)) == []
    assert drawn(await open_goal(tab, grown.goal, view="map")) == ["Cells", "Leaves"]


async def test_a_map_has_as_many_drawings_as_there_are_categories(
    tab: Tab[Any], use_database: Database, grown: Grown
) -> None:
    titles = [f"Category {number}" for number in range(2 * len(PICTURES))]
    with use_database.write() as session:
        for place, title in enumerate(titles, start=3):
            make_node(session, grown.goal, title=title, position=place)
    assert drawn(await open_goal(tab, grown.goal, view="map")) == ["Cells", "Leaves", *titles]


def drawn(page: GoalState) -> list[str]:
    """The titles of the drawings."""
    return [drawing.title for name in PICTURES for drawing in getattr(page, name)]
