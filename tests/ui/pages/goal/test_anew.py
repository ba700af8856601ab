"""Skills and cards are made anew on the page: shown before, started with a wish, undone in one step."""

from collections.abc import Generator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from studyapp import settings
from studyapp.database import Database
from studyapp.errors import BadInput, Conflict
from studyapp.models import Card, CardState, Job, JobStatus, SkillNode
from studyapp.models.columns import new_id
from studyapp.services.goals.replacing.plan import plan_cards, plan_tree
from studyapp.services.goals.replacing.replace import adopt, begin
from studyapp.ui.pages.goal.changes import Anew
from studyapp.ui.pages.goal.regenerating import RegeneratingState
from tests.factories import make_card, make_node
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job
from tests.ui.pages.goal.conftest import Grown
from tests.ui.pages.goal.opening import shown

AGAIN = "Skills that come again keep their cards."


@pytest.fixture
def generated(grown: Grown, use_database: Database, monkeypatch: pytest.MonkeyPatch) -> Generator[Grown]:
    """The tree, as a job makes it, with a model to ask for another one."""
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
    settings.current.cache_clear()
    with use_database.write() as session:
        for node in session.exec(select(SkillNode)):
            node.ordinal = 0
    yield grown
    settings.current.cache_clear()


async def opened(tab: Tab[Any], grown: Grown, *, node: str = "") -> RegeneratingState:
    page = await tab(RegeneratingState)
    go_to(page, f"/goals/{grown.goal.id}?node={node}")
    await page.open_goal()
    return page


def card(session: Session, grown: Grown, node: SkillNode, question: str, **fields: Any) -> Card:
    return make_card(session, grown.deck, node_id=node.id, question=question, ordinal=0, **fields)


async def test_it_says_what_a_new_tree_would_keep_move_and_set_aside(
    tab: Tab[Any], generated: Grown, use_database: Database
) -> None:
    with use_database.write() as session:
        card(session, generated, generated.nucleus, "Held?", state=CardState.REVIEW)
        card(session, generated, generated.nucleus, "Loose?")
    page = await opened(tab, generated)
    assert page.changes == []
    await page.ask(Anew.TREE)
    assert page.changes == [
        "Kept: 1 skill (Cells).",
        "Moved: 1 card that you have reviewed, written or changed, to the nearest skill that stays.",
        f"Set aside: 3 skills (Membrane, Nucleus, Leaves), with 1 card that you have not reviewed. {AGAIN}",
    ]
    page.close_panel()
    assert page.panel == ""


async def test_it_says_what_becomes_of_the_cards_of_a_skill(
    tab: Tab[Any], generated: Grown, use_database: Database
) -> None:
    with use_database.write() as session:
        for at in range(2):
            card(session, generated, generated.nucleus, f"Held {at}?", state=CardState.REVIEW)
    page = await opened(tab, generated, node=generated.nucleus.id)
    await page.ask(Anew.CARDS)
    assert page.changes == [
        "2 cards that you have reviewed, written or changed stay.",
        "No card is set aside; new ones come beside them.",
    ]


@pytest.mark.parametrize(
    ("what", "kind", "payload"),
    [
        (Anew.TREE, "skill_tree_generation", {"node_id": None}),
        (Anew.BRANCH, "skill_tree_generation", {}),
        (Anew.CARDS, "flashcard_generation", {"count": 7}),
    ],
)
async def test_a_job_starts_with_the_wish_and_nothing_changes_before_it_has_something(
    tab: Tab[Any], generated: Grown, use_database: Database, what: Anew, kind: str, payload: dict[str, Any]
) -> None:
    with use_database.write() as session:
        for at in range(7):
            card(session, generated, generated.cells, f"Loose {at}?")
    page = await opened(tab, generated, node=generated.cells.id)
    before = shown(page)
    await page.ask(what)
    await page.regenerate({"feedback": " leave out history ", "simpler": True})
    assert (page.panel, page.changes, shown(page)) == ("", [], before)
    with use_database.read() as session:
        job = session.exec(select(Job)).one()
        assert (job.type, job.status) == (kind, JobStatus.PENDING)
        assert job.payload["feedback"] == "Simpler. leave out history"
        assert job.payload["replace"]
        expected = {"node_id": generated.cells.id} | payload
        assert {name: job.payload[name] for name in expected} == expected
        assert session.exec(select(Card).where(col(Card.deleted_at).is_not(None))).all() == []


async def test_a_second_request_waits_for_the_first(tab: Tab[Any], generated: Grown) -> None:
    page = await opened(tab, generated)
    await page.ask(Anew.TREE)
    await page.regenerate({})
    await page.ask(Anew.TREE)
    with pytest.raises(Conflict, match="being made"):
        await page.regenerate({"feedback": "more"})
    assert page.panel == Anew.TREE, "what was typed stays"


async def test_without_a_model_it_is_refused(tab: Tab[Any], grown: Grown) -> None:
    page = await opened(tab, grown)
    await page.ask(Anew.TREE)
    assert page.lacks_model
    with pytest.raises(BadInput, match="No model"):
        await page.regenerate({})


async def test_what_was_made_anew_is_undone_where_it_was_asked_for(
    tab: Tab[Any], generated: Grown, use_database: Database
) -> None:
    with use_database.write() as session:
        card(session, generated, generated.nucleus, "Loose?")
        job = make_job(session, generated.deck)
        cards = plan_cards(session, "local", generated.nucleus.id)
        begin(session, "local", cards, replacement_id=new_id(), job_id=job.id, now=datetime.now(UTC))
    page = await opened(tab, generated, node=generated.nucleus.id)
    assert (page.undoable, len(page.cards)) == ([], 0)
    [made] = page.node_undoable
    assert made.words == "The cards were made anew; 1 card set aside."
    await page.undo(made.id)
    assert (page.node_undoable, len(page.cards)) == ([], 1)
    with use_database.read() as session:
        assert session.exec(select(Job)).one().status is JobStatus.CANCELLED


async def test_where_all_skills_came_again_nothing_is_said_to_be_set_aside(
    tab: Tab[Any], generated: Grown, use_database: Database
) -> None:
    with use_database.write() as session:
        plan = plan_tree(session, "local", generated.goal.id, node_id=generated.cells.id)
        made = begin(session, "local", plan, replacement_id=new_id(), job_id=None, now=datetime.now(UTC))
        for node in plan.set_aside:
            again = make_node(session, generated.goal, parent_id=generated.cells.id, title=node.title)
            adopt(session, "local", made.id, again.id)
    page = await opened(tab, generated, node=generated.cells.id)
    assert [each.words for each in page.node_undoable] == ["The skills below were made anew; nothing set aside."]


async def test_what_is_kept_is_no_longer_offered_for_undoing(
    tab: Tab[Any], generated: Grown, use_database: Database
) -> None:
    with use_database.write() as session:
        plan = plan_tree(session, "local", generated.goal.id)
        begin(session, "local", plan, replacement_id=new_id(), job_id=None, now=datetime.now(UTC))
    page = await opened(tab, generated)
    [made] = page.undoable
    assert made.words == "The tree was made anew; 4 skills and 0 cards set aside."
    await page.keep(made.id)
    assert (page.undoable, shown(page)) == ([], [])
