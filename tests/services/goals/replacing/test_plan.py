"""What stays, moves and is set aside when skills or cards are made anew."""

from datetime import timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.services.goals.replacing.plan import plan_cards, plan_tree
from tests.factories import NOON, make_goal, make_node
from tests.services.goals.replacing.conftest import Made


def titles(nodes: object) -> list[str]:
    return sorted(node.title for node in nodes)  # type: ignore[attr-defined]


def test_of_a_tree_without_reviews_everything_is_set_aside(database: Database, made: Made) -> None:
    with database.write() as session:
        card = made.card(session, "Membrane", "What is it made of?")
        plan = plan_tree(session, "local", made.goal.id)
    assert titles(plan.set_aside) == ["Cells", "Leaves", "Membrane", "Nucleus", "Stomata"]
    assert (list(plan.kept), dict(plan.moved), list(plan.put_away)) == ([], {}, [card.id])


@pytest.mark.parametrize(
    "fields",
    [
        {"reps": 1},
        {"ordinal": None},
        {"updated_at": NOON + timedelta(minutes=1)},
    ],
    ids=["reviewed", "their own", "changed"],
)
def test_a_held_card_of_a_whole_tree_moves_to_its_category_which_stays(
    database: Database, made: Made, fields: dict[str, object]
) -> None:
    with database.write() as session:
        held = made.card(session, "Membrane", "Held?", **fields)
        loose = made.card(session, "Membrane", "Loose?")
        plan = plan_tree(session, "local", made.goal.id)
    assert titles(plan.kept) == ["Cells"]
    assert dict(plan.moved) == {held.id: made.nodes["Cells"].id}
    assert list(plan.put_away) == [loose.id]
    assert dict(plan.origins) == dict.fromkeys([held.id, loose.id], made.nodes["Membrane"].id)


def test_of_a_branch_the_skill_itself_and_its_own_cards_stay(database: Database, made: Made) -> None:
    with database.write() as session:
        made.card(session, "Cells", "Its own?")
        held = made.reviewed(session, "Nucleus", "Held?")
        plan = plan_tree(session, "local", made.goal.id, node_id=made.nodes["Cells"].id)
    assert titles(plan.set_aside) == ["Membrane", "Nucleus"]
    assert dict(plan.moved) == {held.id: made.nodes["Cells"].id}
    assert list(plan.put_away) == []


def test_a_skill_the_learner_added_stays_with_those_above_it_and_their_cards(database: Database, made: Made) -> None:
    with database.write() as session:
        made.node(session, "Pumps", below="Membrane")
        made.card(session, "Pumps", "A loose card?")
        beside = made.card(session, "Membrane", "Another?")
        held = made.reviewed(session, "Nucleus", "Held?")
        plan = plan_tree(session, "local", made.goal.id)
    assert titles(plan.kept) == ["Cells", "Membrane", "Pumps"]
    assert dict(plan.moved) == {held.id: made.nodes["Cells"].id}
    assert beside.id not in plan.put_away
    assert plan.held == 2


def test_a_held_card_moves_to_the_nearest_skill_that_stays(database: Database, made: Made) -> None:
    with database.write() as session:
        made.node(session, "Lipids", below="Membrane", ordinal=0)
        held = made.reviewed(session, "Lipids", "Held?")
        keep = [made.nodes["Membrane"].id]
        plan = plan_tree(session, "local", made.goal.id, keep=keep)
    assert dict(plan.moved) == {held.id: made.nodes["Membrane"].id}
    assert titles(plan.kept) == ["Cells", "Membrane"]


def test_of_the_cards_of_a_skill_only_the_loose_ones_are_set_aside(database: Database, made: Made) -> None:
    with database.write() as session:
        made.reviewed(session, "Membrane", "Held?")
        loose = made.card(session, "Membrane", "Loose?")
        made.card(session, "Nucleus", "Elsewhere?")
        made.card(session, "Membrane", "Deleted?", deleted_at=NOON)
        plan = plan_cards(session, "local", made.nodes["Membrane"].id)
    assert (list(plan.put_away), plan.held, dict(plan.moved), list(plan.set_aside)) == ([loose.id], 1, {}, [])


def test_a_skill_of_another_goal_is_not_there(database: Database, made: Made) -> None:
    with database.write() as session:
        other = make_node(session, make_goal(session, "local", title="Chemistry"))
        with pytest.raises(NotFound):
            plan_tree(session, "local", made.goal.id, node_id=other.id)
