"""The form for a new goal."""

from collections.abc import Generator
from typing import Any

import pytest
from sqlmodel import select

from studyapp import settings
from studyapp.database import Database
from studyapp.models import Deck, Goal, Job, JobType, User
from studyapp.services import documents
from studyapp.services.goals import goals
from studyapp.ui.pages.goals.beginning import NewGoalState, Way
from tests.factories import make_goal
from tests.ui.conftest import Tab

OUTLINE = "1. Cells\n  1.1 The membrane\n  1.2 The nucleus\n2. Tissues"


@pytest.fixture
def has_model(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Nothing is asked of it, since no job runs here."""
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
    settings.current.cache_clear()
    yield
    settings.current.cache_clear()


async def open_form(tab: Tab[Any], way: Way | None = None) -> NewGoalState:
    form = await tab(NewGoalState)
    await form.show()
    if way is not None:
        form.choose_way(way.value)
    return form


def stored(database: Database) -> tuple[list[Goal], list[Job]]:
    with database.read() as session:
        return list(session.exec(select(Goal))), list(session.exec(select(Job)))


async def test_without_a_model_the_form_asks_for_material_and_refuses_a_bare_title(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    form = await open_form(tab)
    assert (form.way, form.lacks_model) == ("material", True)
    form.choose_way("title")
    assert await form.create_goal({"title": "Botany"}) == []
    assert "paste an outline or a text, or start from a deck" in form.problem
    assert (form.is_open, stored(use_database)) == (True, ([], []))


async def test_with_a_model_a_title_is_enough(
    tab: Tab[Any], use_database: Database, owner: User, has_model: None
) -> None:
    form = await open_form(tab)
    assert (form.way, form.lacks_model) == ("title", False)
    events = await form.create_goal({"title": "Botany", "description": "For the exam"})
    (goal,), (job,) = stored(use_database)
    assert (goal.title, goal.description, goal.document_id, goal.deck_id) == ("Botany", "For the exam", None, None)
    assert (job.type, job.target_kind, job.target_id) == (JobType.SKILL_TREE_GENERATION, "goal", goal.id)
    assert f"/goals/{goal.id}" in str(events[-1])
    assert (form.is_open, form.problem) == (False, "")


async def test_a_pasted_outline_becomes_the_material(tab: Tab[Any], use_database: Database, owner: User) -> None:
    form = await open_form(tab, Way.MATERIAL)
    events = await form.create_goal({"title": " Botany ", "content": OUTLINE})
    (goal,), (job,) = stored(use_database)
    assert (job.target_id, len(events)) == (goal.id, 3)
    with use_database.read() as session:
        document = documents.read_document(session, owner.id, goal.document_id or "")
    assert (document.title, document.text) == ("Botany", OUTLINE)


async def test_a_deck_is_taken_as_it_is(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    form = await open_form(tab, Way.DECK)
    assert [each.id for each in form.decks] == [deck.id]
    await form.create_goal({"title": "Botany", "deck_id": deck.id})
    (goal,), _ = stored(use_database)
    assert (goal.deck_id, goal.owns_deck) == (deck.id, False)


@pytest.mark.parametrize(
    ("way", "form", "words"),
    [
        (Way.MATERIAL, {"title": "Botany", "content": "  "}, "Paste an outline"),
        (Way.MATERIAL, {"title": "Botany", "content": "\x00\x01" * 200}, "does not look like text"),
        (Way.MATERIAL, {"title": "x" * 201, "content": OUTLINE}, "at most 200 characters"),
        (Way.DECK, {"title": "Botany"}, "Choose a deck"),
        (Way.DECK, {"title": "Botany", "deck_id": "gone"}, "This deck is not there"),
    ],
)
async def test_what_is_refused_leaves_nothing_behind(
    tab: Tab[Any], use_database: Database, owner: User, way: Way, form: dict[str, str], words: str
) -> None:
    page = await open_form(tab, way)
    assert await page.create_goal(form) == []
    assert words in page.problem
    assert stored(use_database) == ([], [])


async def test_a_goal_too_many_is_refused_with_its_material(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        for _ in range(goals.MOST_ACTIVE):
            make_goal(session, owner)
    page = await open_form(tab, Way.MATERIAL)
    await page.create_goal({"title": "Botany", "content": OUTLINE})
    assert "6 goals are active" in page.problem
    assert stored(use_database)[1] == []


async def test_a_second_press_creates_nothing(tab: Tab[Any], use_database: Database, owner: User) -> None:
    form = await open_form(tab, Way.MATERIAL)
    for _ in range(2):
        await form.create_goal({"title": "Botany", "content": OUTLINE})
    assert [len(each) for each in stored(use_database)] == [1, 1]


async def test_a_similar_title_is_pointed_out_and_not_refused(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        make_goal(session, owner, title="Explain photosynthesis")
    form = await open_form(tab, Way.MATERIAL)
    await form.compare("Explain history")
    assert form.similar == []
    await form.compare("Photosynthesis, explain")
    assert form.similar == ["Explain photosynthesis"]
    await form.create_goal({"title": "Photosynthesis, explain", "content": OUTLINE})
    assert len(stored(use_database)[0]) == 2
