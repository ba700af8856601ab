"""A regeneration is carried out and undone in one step; no review is ever lost."""

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.models import SkillNode
from studyapp.services.goals import nodes
from studyapp.services.goals.replacing import undo
from studyapp.services.goals.replacing.plan import plan_cards, plan_tree
from studyapp.services.goals.replacing.replace import under_way
from tests.services.goals.replacing.conftest import BEFORE, LATER, SINCE, Made, grow, places, replace, titles


def test_a_tree_is_replaced_and_comes_back_as_it_was(database: Database, made: Made) -> None:
    with database.write() as session:
        cards = [made.reviewed(session, "Membrane", "Held?"), made.card(session, "Stomata", "Loose?")]
        replaced = replace(session, plan_tree(session, "local", made.goal.id))
        assert titles(session, made.goal) == {"Cells": ""}
        assert places(session, cards) == ["Cells", "-Stomata"]
        assert (replaced.nodes_set_aside, replaced.cards_set_aside, replaced.cards_moved) == (4, 1, 1)
        grow(session, made, replaced, "Organelles", below="Cells")
        fresh = made.card(session, "Organelles", "New?", created_at=SINCE)
        undo.undo(session, "local", replaced.id, now=LATER)
        assert titles(session, made.goal) == BEFORE
        assert places(session, [*cards, fresh]) == ["Membrane", "Stomata", "-Organelles"]


def test_a_new_skill_of_the_same_place_and_title_gets_the_old_cards(database: Database, made: Made) -> None:
    with database.write() as session:
        nodes.edit_node(session, "local", made.nodes["Membrane"].id, enabled=False, now=SINCE)
        cards = [made.reviewed(session, "Membrane", "Held?"), made.card(session, "Membrane", "Loose?")]
        other = made.card(session, "Nucleus", "Another?")
        old = made.nodes["Membrane"]
        replaced = replace(session, plan_tree(session, "local", made.goal.id))
        elsewhere = grow(session, made, replaced, "Nucleus")
        again = grow(session, made, replaced, "membrane", below="Cells")
        session.expire_all()
        assert places(session, [*cards, other]) == ["membrane", "membrane", "-Nucleus"]
        assert (replaced.nodes_set_aside, replaced.cards_set_aside, replaced.cards_moved) == (3, 1, 0)
        assert [session.get_one(SkillNode, node.id).enabled for node in (again, elsewhere)] == [False, True]
        undo.undo(session, "local", replaced.id, now=LATER)
        assert titles(session, made.goal) == BEFORE
        assert {session.get_one(type(card), card.id).node_id for card in cards} == {old.id}


def test_what_the_learner_made_since_stays_when_it_is_undone(database: Database, made: Made) -> None:
    with database.write() as session:
        branch = plan_tree(session, "local", made.goal.id, node_id=made.nodes["Cells"].id)
        replaced = replace(session, branch)
        grow(session, made, replaced, "Organelles", below="Cells")
        grow(session, made, replaced, "Energy", below="Cells")
        made.node(session, "My own", below="Organelles", created_at=LATER)
        studied = made.reviewed(session, "Energy", "Studied?", created_at=SINCE)
        mine = made.card(session, "Organelles", "Mine?", ordinal=None, created_at=SINCE)
        undo.undo(session, "local", replaced.id, now=LATER)
        assert titles(session, made.goal) == BEFORE | {"Organelles": "Cells", "My own": "Organelles"}
        assert places(session, [studied, mine]) == ["Cells", "Organelles"]


def test_the_cards_of_a_skill_are_replaced_and_come_back(database: Database, made: Made) -> None:
    with database.write() as session:
        old = [made.reviewed(session, "Membrane", "Held?"), made.card(session, "Membrane", "Loose?")]
        replaced = replace(session, plan_cards(session, "local", made.nodes["Membrane"].id))
        assert places(session, old) == ["Membrane", "-Membrane"]
        new = [made.card(session, "Membrane", "New?"), made.reviewed(session, "Membrane", "New and studied?")]
        undo.undo(session, "local", replaced.id, now=LATER)
        assert places(session, [*old, *new]) == ["Membrane", "Membrane", "-Membrane", "Membrane"]


def test_it_is_undone_once_and_stays_so(database: Database, made: Made) -> None:
    with database.write() as session:
        card = made.card(session, "Membrane", "Loose?")
        replaced = replace(session, plan_cards(session, "local", made.nodes["Membrane"].id))
        undo.undo(session, "local", replaced.id, now=LATER)
        nodes.delete_node(session, "local", made.nodes["Membrane"].id, now=LATER)
        undo.undo(session, "local", replaced.id, now=LATER)
        assert places(session, [card]) == ["-Membrane"]
        with pytest.raises(NotFound, match="undone"):
            under_way(session, "local", replaced.id)


def test_only_the_latest_regeneration_of_the_same_can_be_undone(database: Database, made: Made) -> None:
    with database.write() as session:
        node_id, goal_id = made.nodes["Membrane"].id, made.goal.id
        made.card(session, "Membrane", "Loose?")
        first = replace(session, plan_cards(session, "local", node_id))
        made.card(session, "Membrane", "New?", created_at=SINCE)
        second = replace(session, plan_cards(session, "local", node_id))
        tree = replace(session, plan_tree(session, "local", goal_id, node_id=made.nodes["Leaves"].id))
        found = undo.latest(session, "local", goal_id, node_id=node_id, of_cards=True, now=LATER)
        assert found is not None
        assert found.id == second.id
        of_leaves = undo.latest(session, "local", goal_id, node_id=made.nodes["Leaves"].id, now=LATER)
        assert of_leaves is not None
        assert of_leaves.id == tree.id
        with pytest.raises(Conflict, match="once more"):
            undo.undo(session, "local", first.id, now=LATER)


def test_what_is_kept_or_a_month_old_is_not_offered_for_undoing(database: Database, made: Made) -> None:
    with database.write() as session:
        replaced = replace(session, plan_tree(session, "local", made.goal.id))
        month_later = SINCE + undo.UNDOABLE
        assert undo.latest(session, "local", made.goal.id, node_id=None, now=LATER) is not None
        assert undo.latest(session, "local", made.goal.id, node_id=None, now=month_later) is None
        undo.keep(session, "local", replaced.id, now=LATER)
        assert undo.latest(session, "local", made.goal.id, node_id=None, now=LATER) is None


def test_a_card_deleted_by_hand_before_or_since_stays_deleted(database: Database, made: Made) -> None:
    with database.write() as session:
        before = made.card(session, "Membrane", "Before?", deleted_at=SINCE)
        since = made.card(session, "Membrane", "Since?")
        replaced = replace(session, plan_tree(session, "local", made.goal.id))
        since = session.get_one(type(since), since.id)
        since.deleted_at = LATER
        session.flush()
        undo.undo(session, "local", replaced.id, now=LATER)
        assert places(session, [before, since]) == ["-Membrane", "-Membrane"]


@pytest.mark.parametrize("hindrance", ["title", "parent", "depth", "room"])
def test_undoing_is_refused_where_the_tree_has_no_place(
    database: Database, made: Made, hindrance: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        cells, leaves = made.nodes["Cells"].id, made.nodes["Leaves"].id
        made.node(session, "Lipids", below="Membrane", ordinal=0)
        replaced = replace(session, plan_tree(session, "local", made.goal.id, node_id=cells))
        match hindrance:
            case "title":
                nodes.add_node(session, "local", made.goal.id, parent_id=cells, title="nucleus", now=LATER)
            case "parent":
                nodes.delete_node(session, "local", cells, now=LATER)
            case "depth":
                nodes.move_node(session, "local", cells, parent_id=leaves, position=1, now=LATER)
            case _:
                monkeypatch.setattr(undo, "MOST_NODES", 5)
        with pytest.raises(
            (Conflict, NotFound), match={"title": "Rename", "depth": "levels", "room": "at most 5"}.get(hindrance)
        ):
            undo.undo(session, "local", replaced.id, now=LATER)


def test_nobody_else_can_undo_or_keep_it(database: Database, made: Made) -> None:
    with database.write() as session:
        replaced = replace(session, plan_tree(session, "local", made.goal.id))
        for change in (undo.undo, undo.keep):
            with pytest.raises(NotFound):
                change(session, "eve", replaced.id, now=LATER)
