"""Studying a skill or a goal: the screen says where in the tree one is, and leads on to the next skill."""

from datetime import UTC, datetime
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import Deck, Goal, GoalStatus, SkillNode, User
from studyapp.services.goals.goals import set_status
from studyapp.services.goals.nodes import edit_node
from tests.factories import make_goal, make_node
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import add, answer, sit_down

Grown = tuple[Goal, dict[str, SkillNode]]


@pytest.fixture
def grown(use_database: Database, owner: User, deck: Deck) -> Grown:
    """A goal with a category of two skills, and a card in each."""
    with use_database.write() as session:
        goal = make_goal(session, owner, deck_id=deck.id)
        cells = make_node(session, goal, title="Cells")
        below = [
            make_node(session, goal, parent_id=cells.id, title=title, position=number)
            for number, title in enumerate(("Membrane", "Nucleus"), start=1)
        ]
    for node in below:
        add(use_database, deck, f"What is a {node.title.lower()}?", node_id=node.id)
    return goal, {node.title: node for node in (cells, *below)}


async def test_a_skill_is_studied_and_the_next_one_follows(tab: Tab[Any], grown: Grown) -> None:
    goal, nodes = grown
    study = await sit_down(tab, f"/study?node={nodes['Membrane'].id}")
    assert study.face.front == "<p>What is a membrane?</p>"
    assert (study.name, study.subject.way_out) == (
        "Study: Cells › Membrane",
        f"/goals/{goal.id}?node={nodes['Membrane'].id}",
    )
    await answer(study, 4)
    assert (study.rest, study.following.name, study.following.node_id) == ("done", "1.2 Nucleus", nodes["Nucleus"].id)
    study = await sit_down(tab, f"/study?node={study.following.node_id}")
    await answer(study, 4)
    assert (study.rest, study.following.name) == ("done", "")


async def test_a_goal_is_studied_as_a_whole(tab: Tab[Any], grown: Grown) -> None:
    goal, _ = grown
    study = await sit_down(tab, f"/study?goal={goal.id}")
    assert (study.subject.title, study.subject.way_out, study.progress.new) == ("Botany", f"/goals/{goal.id}", 2)
    assert study.custom_address == f"/study?mode=custom&goal={goal.id}"


async def test_a_skill_that_is_gone_says_so(tab: Tab[Any], grown: Grown) -> None:
    study = await sit_down(tab, "/study?node=gone")
    assert (study.problem, study.face.id) == ("This skill is not there.", "")


@pytest.mark.parametrize("scope", ["", "/{deck}"])
async def test_the_end_says_how_many_cards_rest(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck, grown: Grown, scope: str
) -> None:
    goal, nodes = grown
    with use_database.write() as session:
        edit_node(session, owner.id, nodes["Nucleus"].id, enabled=False, now=datetime.now(UTC))
    study = await sit_down(tab, f"/study{scope.format(deck=deck.id)}")
    assert (study.rest, study.resting) == ("", "")
    with use_database.write() as session:
        set_status(session, owner.id, [goal.id], GoalStatus.PAUSED, now=datetime.now(UTC))
    await answer(study, 4)
    said = "1 card rests, because its goal is paused or archived or its skill is off."
    assert (study.rest, study.resting) == ("done", said)


async def test_a_goal_that_is_paused_is_studied_without_a_word_about_rest(
    tab: Tab[Any], use_database: Database, owner: User, grown: Grown
) -> None:
    goal, nodes = grown
    with use_database.write() as session:
        set_status(session, owner.id, [goal.id], GoalStatus.PAUSED, now=datetime.now(UTC))
    study = await sit_down(tab, f"/study?node={nodes['Membrane'].id}")
    await answer(study, 4)
    assert (study.rest, study.resting) == ("done", "")
