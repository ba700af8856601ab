"""The list of goals, and what can be done with those in it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import CardState, Deck, Goal, GoalStatus, JobStatus, JobType, User
from studyapp.services.goals import goals
from studyapp.ui.pages.goals import GoalsState
from tests.factories import NOON, make_card, make_deck, make_goal, make_node
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

ACTIVE, PAUSED, ARCHIVED = GoalStatus.ACTIVE, GoalStatus.PAUSED, GoalStatus.ARCHIVED


async def open_goals(tab: Tab[Any]) -> GoalsState:
    page = await tab(GoalsState)
    await page._read()
    return page


def titles(page: GoalsState) -> list[list[str]]:
    return [[row.title for row in rows] for rows in (page.active, page.paused, page.archived)]


def make_tree_job(session: Session, deck: Deck, goal: Goal, status: JobStatus, **fields: Any) -> Any:
    about = {"type": JobType.SKILL_TREE_GENERATION, "target_kind": "goal", "target_id": goal.id}
    return make_job(session, deck, status, **about | {"payload": {"goal_id": goal.id}, "items_expected": None} | fields)


async def test_goals_are_listed_by_status_and_counted(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        for title, status in (("Old", ARCHIVED), ("Botany", ACTIVE), ("Rest", PAUSED), ("Anatomy", ACTIVE)):
            make_goal(session, owner, title=title, status=status)
    page = await open_goals(tab)
    assert titles(page) == [["Anatomy", "Botany"], ["Rest"], ["Old"]]
    assert (page.tally, page.is_empty) == ("2 of 6 active, 4 of 12 in all", False)


async def test_without_goals_the_page_is_empty(tab: Tab[Any], use_database: Database, owner: User) -> None:
    page = await open_goals(tab)
    assert (page.is_empty, page.tally, page.loaded) == (True, "0 of 6 active", True)


async def test_a_goal_tells_its_mastery_and_what_to_study_next(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck
) -> None:
    with use_database.write() as session:
        goal = make_goal(session, owner, deck_id=deck.id)
        known, other = (
            make_node(session, goal, title=title, position=at) for at, title in ((1, "Roots"), (2, "Leaves"))
        )
        make_card(session, deck, node_id=known.id, state=CardState.REVIEW, due_at=NOON, stability=3_000.0)
        make_card(session, deck, node_id=other.id)
    (row,) = (await open_goals(tab)).active
    assert (row.skills, row.cards, row.due, row.new) == ("2 skills", "2 cards", 1, 1)
    assert (row.next_id, row.next_title, row.is_complete) == (other.id, "2 Leaves", False)
    assert 0 < row.percent <= 50
    assert row.studied_at == (NOON - timedelta(days=10)).isoformat()


async def test_a_skill_without_cards_is_nothing_to_go_on_with(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        make_node(session, make_goal(session, owner))
    (row,) = (await open_goals(tab)).active
    assert (row.skills, row.next_id, row.cards) == ("1 skill", "", "")


async def test_a_goal_tells_what_is_being_made_for_it(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck
) -> None:
    with use_database.write() as session:
        growing, cards, idle = (make_goal(session, owner, title=title) for title in ("Growing", "Cards", "Idle"))
        make_tree_job(session, deck, growing, JobStatus.PROCESSING, items_done=12)
        tree = make_tree_job(session, deck, cards, JobStatus.COMPLETED, items_done=2)
        for number in range(3):
            node = make_node(session, cards, position=number)
            status = JobStatus.PROCESSING if number else JobStatus.COMPLETED
            of_node = {
                "target_kind": "node",
                "target_id": node.id,
                "parent_id": tree.id,
                "slot": number + 1 if number else None,
            }
            make_job(session, deck, status, **of_node)
        make_tree_job(session, deck, idle, JobStatus.COMPLETED)
    page = await open_goals(tab)
    making = {row.title: row.making for row in page.active}
    assert making["Growing"].endswith("… 12 skills")
    assert making["Cards"].endswith("… 2 of 4")
    assert making["Idle"] == ""


async def test_what_a_learner_asks_for_one_skill_is_told_with_its_goal(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck
) -> None:
    with use_database.write() as session:
        node = make_node(session, make_goal(session, owner))
        make_job(session, deck, JobStatus.PROCESSING, target_kind="node", target_id=node.id, items_done=2)
    (row,) = (await open_goals(tab)).active
    assert row.making.endswith("2 of 20")


@pytest.mark.parametrize(
    ("status", "words"), [(JobStatus.FAILED, "not finished. No line."), (JobStatus.CANCELLED, "was stopped")]
)
async def test_a_tree_that_was_not_finished_is_told_until_it_is_tried_again(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck, status: JobStatus, words: str
) -> None:
    with use_database.write() as session:
        goal = make_goal(session, owner)
        failed = make_tree_job(session, deck, goal, status, error="No line.")
    (row,) = (await open_goals(tab)).active
    assert words in row.problem
    with use_database.write() as session:
        make_tree_job(session, deck, goal, JobStatus.PENDING, retry_of=failed.id)
    page = await open_goals(tab)
    assert (page.active[0].problem, page.active[0].making != "") == ("", True)


async def test_pausing_and_archiving_can_be_undone(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        active = make_goal(session, owner, title="Active")
        paused = make_goal(session, owner, title="Paused", status=PAUSED)
    page = await open_goals(tab)
    await page.pause(active.id)
    assert titles(page) == [[], ["Paused", "Active"], []]
    await page.resume(active.id)
    for goal in (active, paused):
        page.select(goal.id, True)
    assert page.chosen == [active.id, paused.id]
    await page.archive_selected()
    assert (titles(page), page.chosen) == ([[], [], ["Paused", "Active"]], [])
    await page.put_back([("active", [active.id]), ("paused", [paused.id])])
    assert titles(page) == [["Active"], ["Paused"], []]


async def test_a_seventh_active_goal_is_refused(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        for _ in range(goals.MOST_ACTIVE):
            make_goal(session, owner)
        rests = make_goal(session, owner, title="Rests", status=PAUSED)
    page = await open_goals(tab)
    with pytest.raises(Conflict, match="6 are the most"):
        await page.resume(rests.id)
    assert titles(page)[1] == ["Rests"]


async def test_deleted_goals_come_back_with_their_decks(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        own = make_deck(session, owner, title="Its cards")
        ids = [make_goal(session, owner, title="Botany", deck_id=own.id).id, make_goal(session, owner, title="Art").id]
    page = await open_goals(tab)
    await page.delete(ids[0])
    assert titles(page)[0] == ["Art"]
    await page.restore(ids[:1])
    for goal_id in ids:
        page.select(goal_id, True)
    await page.delete_selected()
    assert (page.is_empty, page.chosen) == (True, [])
    await page.restore(ids)
    with use_database.read() as session:
        assert session.get_one(Deck, own.id).deleted_at is None
    assert titles(page)[0] == ["Art", "Botany"]


async def test_a_goal_is_edited_in_its_place(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        goal = make_goal(session, owner)
    page = await open_goals(tab)
    page.start_editing(goal.id)
    with pytest.raises(BadInput):
        await page.edit_goal({"title": "x" * 201, "description": ""})
    assert page.editing_id == goal.id
    await page.edit_goal({"title": "Plants", "description": "How they live"})
    (row,) = page.active
    assert (page.editing_id, row.title, row.description) == ("", "Plants", "How they live")


async def test_goals_of_somebody_else_are_neither_listed_nor_touched(
    tab: Tab[Any], use_database: Database, stranger: User
) -> None:
    with use_database.write() as session:
        theirs = make_goal(session, stranger)
    page = await open_goals(tab)
    assert page.is_empty
    page.start_editing(theirs.id)
    page.select(theirs.id, True)
    assert page.chosen == []
    form: dict[str, Any] = {"title": "Mine"}
    attempts: Sequence[Any] = (page.pause, page.archive, page.delete)
    for attempt in (*(lambda each=each: each(theirs.id) for each in attempts), lambda: page.edit_goal(form)):
        with pytest.raises(NotFound):
            await attempt()
    with use_database.read() as session:
        assert session.get_one(Goal, theirs.id).title == "Botany"


async def test_what_is_pressed_while_the_page_is_read_again_stays(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        goal = make_goal(session, owner)
    page = await open_goals(tab)
    page.select(goal.id, True)
    page.start_editing(goal.id)
    await page._read()
    assert (page.chosen, page.editing_id) == ([goal.id], goal.id)
