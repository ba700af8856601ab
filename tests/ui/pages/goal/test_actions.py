"""What a learner changes in a tree: skills added, renamed, moved, switched off, deleted; cards written."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select

from studyapp import settings
from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, LimitReached, NotFound
from studyapp.jobs.store import reading
from studyapp.models import Card, Goal, GoalStatus, JobStatus
from studyapp.services.goals.goals import set_status
from tests.factories import NOON, make_card, make_goal, make_node, make_user
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job
from tests.ui.pages.goal.conftest import Grown
from tests.ui.pages.goal.opening import open_goal, shown


async def test_a_skill_is_renamed_and_described(tab: Tab[Any], grown: Grown) -> None:
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    page.panel = "edit"
    await page.edit_skill({"title": "The nucleus", "description": "Say what it holds."})
    assert (page.pane.title, page.pane.description, page.panel) == ("The nucleus", "Say what it holds.", "")
    assert "1.2 The nucleus" in shown(page)


async def test_a_refused_title_leaves_the_form_open(tab: Tab[Any], grown: Grown) -> None:
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    page.panel = "edit"
    with pytest.raises(BadInput, match="beside it already"):
        await page.edit_skill({"title": "membrane"})
    assert page.panel == "edit"


@pytest.mark.parametrize(("panel", "line"), [("below", "1.2.1 Pores"), ("category", "3 Pores")])
async def test_a_skill_is_added_below_the_chosen_one_or_as_a_category(
    tab: Tab[Any], grown: Grown, panel: str, line: str
) -> None:
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    page.panel = panel
    chosen = await page.add_skill({"title": "Pores"})
    assert line in shown(page)
    added = next(row.id for _, row in page._rows() if row.title == "Pores")
    assert f"?node={added}" in str(chosen)


@pytest.mark.parametrize(
    ("way", "lines"),
    [
        ("up", ["1 Cells", "1.1 Nucleus", "1.2 Membrane", "2 Leaves"]),
        ("in", ["1 Cells", "1.1 Membrane", "1.1.1 Nucleus", "2 Leaves"]),
        ("out", ["1 Cells", "1.1 Membrane", "2 Nucleus", "3 Leaves"]),
        ("down", ["1 Cells", "1.1 Membrane", "1.2 Nucleus", "2 Leaves"]),
        ("sideways", ["1 Cells", "1.1 Membrane", "1.2 Nucleus", "2 Leaves"]),
    ],
)
async def test_a_skill_is_moved(tab: Tab[Any], grown: Grown, way: str, lines: list[str]) -> None:
    page = await open_goal(tab, grown.goal)
    await page.move_skill(grown.nucleus.id, way)
    assert shown(page) == lines


async def test_moving_a_skill_says_where_it_is_and_can_be_undone(tab: Tab[Any], grown: Grown) -> None:
    page = await open_goal(tab, grown.goal)
    before = shown(page)
    told = await page.place_skill(grown.cells.id, grown.leaves.id, "after")
    assert shown(page) == ["1 Leaves", "2 Cells", "2.1 Membrane", "2.2 Nucleus"]
    assert "“Cells” is now 2." in str(told)
    await page.move_back(grown.cells.id, "", 1)
    assert shown(page) == before
    told = await page.place_skill(grown.nucleus.id, grown.leaves.id, "into")
    assert "“Nucleus” is now 2.1." in str(told)
    await page.move_back(grown.nucleus.id, grown.cells.id, 2)
    assert shown(page) == before


@pytest.mark.parametrize(("beside", "side"), [("membrane", "after"), ("cells", "into"), ("nucleus", "before")])
async def test_a_skill_that_is_dropped_where_it_stands_stays(
    tab: Tab[Any], grown: Grown, beside: str, side: str
) -> None:
    page = await open_goal(tab, grown.goal)
    before = shown(page)
    told = await page.place_skill(grown.nucleus.id, getattr(grown, beside).id, side)
    assert shown(page) == before
    assert "It stays where it is." in str(told)


async def test_the_server_refuses_what_the_tree_cannot_hold(tab: Tab[Any], grown: Grown) -> None:
    page = await open_goal(tab, grown.goal)
    before = shown(page)
    for node, beside, why in (
        (grown.cells, grown.membrane, "into itself"),
        (grown.cells, grown.leaves, "3 levels"),
    ):
        await page.place_skill(grown.membrane.id, grown.nucleus.id, "into")
        with pytest.raises(BadInput, match=why):
            await page.place_skill(node.id, beside.id, "into")
        await page.move_back(grown.membrane.id, grown.cells.id, 1)
    assert shown(page) == before


async def test_a_disabled_skill_can_be_enabled_again(tab: Tab[Any], grown: Grown) -> None:
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    await page.enable_skill(False)
    assert page.pane.off_note
    await page.enable_skill(True)
    assert not page.pane.off_note


async def test_deleting_a_skill_can_be_undone(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        make_card(session, grown.deck, node_id=grown.nucleus.id)
    page = await open_goal(tab, grown.goal, node=grown.cells.id)
    told = await page.delete_skill(grown.cells.id)
    assert shown(page) == ["1 Leaves"]
    assert "“Cells” deleted." in str(told)
    assert page.head.cards == 0
    await page.restore_skill(grown.cells.id)
    assert (len(page._rows()), page.head.cards) == (4, 1)


async def test_a_card_of_ones_own_goes_into_the_deck_of_the_goal(
    tab: Tab[Any], use_database: Database, grown: Grown
) -> None:
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id)
    page.panel = "card"
    await page.add_card({"question": "What does the nucleus hold?", "answer": "DNA"})
    with use_database.read() as session:
        card = session.exec(select(Card)).one()
        assert (card.node_id, card.deck_id) == (grown.nucleus.id, grown.deck.id)
    assert ([each.state for each in page.cards], page.panel) == (["New"], "card")


async def test_all_that_failed_is_retried_together(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        for node in (grown.membrane, grown.nucleus):
            about = {"target_kind": "node", "target_id": node.id, "dedup_key": node.id}
            make_job(session, grown.deck, JobStatus.FAILED, payload={"node_id": node.id}, **about)
    page = await open_goal(tab, grown.goal)
    assert page.head.failed == 2
    await page.retry_failed()
    with use_database.read() as session:
        jobs = reading.list_jobs(session, grown.goal.user_id).jobs
    assert sorted(job.status for job in jobs) == ["failed", "failed", "pending", "pending"]


async def test_as_many_are_retried_as_fit_into_the_hour(
    tab: Tab[Any], use_database: Database, grown: Grown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(jobs_per_hour=1))
    with use_database.write() as session:
        for node in (grown.membrane, grown.nucleus):
            about = {"target_kind": "node", "target_id": node.id, "dedup_key": node.id}
            make_job(session, grown.deck, JobStatus.FAILED, payload={"node_id": node.id}, **about)
    page = await open_goal(tab, grown.goal)
    assert "1 of 2 are retried" in str(await page.retry_failed())
    assert page.head.failed == 1
    with pytest.raises(LimitReached):
        await page.retry_failed()


async def test_nothing_is_retried_for_a_goal_that_is_paused_and_it_says_so(
    tab: Tab[Any], use_database: Database, grown: Grown
) -> None:
    with use_database.write() as session:
        about = {"target_kind": "node", "target_id": grown.nucleus.id, "payload": {"node_id": grown.nucleus.id}}
        make_job(session, grown.deck, JobStatus.FAILED, **about)
        set_status(session, grown.goal.user_id, [grown.goal.id], GoalStatus.PAUSED, now=NOON)
    page = await open_goal(tab, grown.goal)
    assert page.head.failed == 1
    with pytest.raises(Conflict, match="Resume it"):
        await page.retry_failed()


@pytest.mark.parametrize("node", ["", "nucleus"])
async def test_a_tree_or_the_cards_of_a_skill_are_asked_for(
    tab: Tab[Any], use_database: Database, grown: Grown, node: str
) -> None:
    page = await open_goal(tab, grown.goal, node=grown.nucleus.id if node else "")
    await (page.generate_cards() if node else page.generate_tree())
    assert (page.pane.state, page.head.is_growing) == (("waiting", False) if node else ("", True))


async def test_what_is_being_made_is_stopped_together(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        for node in (grown.membrane, grown.nucleus):
            make_job(session, grown.deck, target_kind="node", target_id=node.id)
    page = await open_goal(tab, grown.goal)
    await page.stop_cards()
    with use_database.read() as session:
        assert {job.status for job in reading.list_jobs(session, grown.goal.user_id).jobs} == {JobStatus.CANCELLED}
    assert page.head.making == ""


async def test_nothing_of_somebody_else_can_be_changed(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    with use_database.write() as session:
        theirs = make_node(session, make_goal(session, make_user(session, id="somebody-else")), title="Secret")
    page = await open_goal(tab, grown.goal, node=theirs.id)
    for act in (
        page.edit_skill({"title": "Mine"}),
        page.enable_skill(False),
        page.delete_skill(theirs.id),
        page.restore_skill(theirs.id),
        page.add_card({"question": "What is it?", "answer": "Mine"}),
    ):
        with pytest.raises(NotFound):
            await act
    with pytest.raises(NotFound):
        await page.move_back(theirs.id, "", 1)
    await page.move_skill(theirs.id, "up")
    await page.place_skill(theirs.id, grown.cells.id, "before")
    assert shown(page)[0] == "1 Cells"


@pytest.mark.parametrize(("status", "word"), [(GoalStatus.PAUSED, "Resume"), (GoalStatus.ARCHIVED, "Restore")])
async def test_a_goal_that_is_put_aside_is_taken_up_on_its_page(
    tab: Tab[Any], use_database: Database, grown: Grown, status: GoalStatus, word: str
) -> None:
    with use_database.write() as session:
        set_status(session, grown.goal.user_id, [grown.goal.id], status, now=datetime.now(UTC))
    page = await open_goal(tab, grown.goal)
    assert page.about.take_up == word
    await page.take_up()
    assert (page.about.status_note, page.about.take_up) == ("", "")
    with use_database.read() as session:
        assert session.get_one(Goal, grown.goal.id).status is GoalStatus.ACTIVE


async def test_a_goal_is_paused_on_its_page(tab: Tab[Any], use_database: Database, grown: Grown) -> None:
    page = await open_goal(tab, grown.goal)
    await page.pause()
    assert page.about.take_up == "Resume"
    with use_database.read() as session:
        assert session.get_one(Goal, grown.goal.id).status is GoalStatus.PAUSED
