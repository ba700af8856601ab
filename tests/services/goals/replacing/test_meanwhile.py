"""What a learner does between a regeneration and its undoing, and regenerations within others."""

from datetime import timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import Card
from studyapp.services.decks import delete_deck, restore_deck
from studyapp.services.goals import nodes
from studyapp.services.goals.replacing import undo
from studyapp.services.goals.replacing.plan import plan_cards, plan_tree
from tests.services.goals.replacing.conftest import BEFORE, LATER, SINCE, Made, grow, places, replace, titles

AGAIN = SINCE + timedelta(minutes=30)
"""When something is made anew once more."""


def test_a_skill_that_is_restored_since_stays_when_it_is_undone(database: Database, made: Made) -> None:
    with database.write() as session:
        nodes.delete_node(session, "local", made.nodes["Nucleus"].id, now=SINCE - timedelta(hours=1))
        cells = made.nodes["Cells"].id
        card = made.card(session, "Membrane", "Loose?")
        replaced = replace(session, plan_tree(session, "local", made.goal.id, node_id=cells))
        for title in ("Nucleus", "Membrane"):
            nodes.restore_node(session, "local", made.nodes[title].id, now=LATER)
        undo.undo(session, "local", replaced.id, now=LATER)
        assert titles(session, made.goal) == BEFORE
        assert places(session, [card]) == ["Membrane"]


def test_undoing_a_tree_brings_back_what_was_set_aside_within_it_since(database: Database, made: Made) -> None:
    with database.write() as session:
        cards = [made.card(session, "Membrane", "Loose?"), made.card(session, "Stomata", "Loose, too?")]
        of_tree = replace(session, plan_tree(session, "local", made.goal.id))
        grow(session, made, of_tree, "Cells")
        again = grow(session, made, of_tree, "Membrane", below="Cells")
        of_cards = replace(session, plan_cards(session, "local", again.id), now=AGAIN)
        fresh = made.card(session, "Membrane", "New?", created_at=SINCE)
        assert places(session, [*cards, fresh]) == ["-Membrane", "-Stomata", "Membrane"]
        undo.undo(session, "local", of_tree.id, now=LATER)
        assert titles(session, made.goal) == BEFORE
        assert places(session, [*cards, fresh]) == ["Membrane", "Stomata", "-Membrane"]
        assert undo.undo(session, "local", of_cards.id, now=LATER).undone_at == LATER


def test_a_branch_is_not_undone_below_a_tree_that_was_made_anew_since(database: Database, made: Made) -> None:
    with database.write() as session:
        made.reviewed(session, "Cells", "Held?")
        card = made.card(session, "Membrane", "Loose?")
        of_branch = replace(session, plan_tree(session, "local", made.goal.id, node_id=made.nodes["Cells"].id))
        grow(session, made, of_branch, "Membrane", below="Cells")
        of_tree = replace(session, plan_tree(session, "local", made.goal.id), now=AGAIN)
        with pytest.raises(Conflict, match="whole tree"):
            undo.undo(session, "local", of_branch.id, now=LATER)
        undo.undo(session, "local", of_tree.id, now=LATER)
        undo.undo(session, "local", of_branch.id, now=LATER + timedelta(hours=1))
        assert titles(session, made.goal) == BEFORE
        assert places(session, [card]) == ["Membrane"]


def test_cards_of_a_deck_in_the_trash_stay_there_until_it_comes_back(database: Database, made: Made) -> None:
    with database.write() as session:
        card = made.card(session, "Membrane", "Loose?")
        replaced = replace(session, plan_tree(session, "local", made.goal.id))
        delete_deck(session, "local", made.deck.id, now=LATER)
        grow(session, made, replaced, "Cells")
        grow(session, made, replaced, "Membrane", below="Cells")
        session.expire_all()
        assert session.get_one(Card, card.id).deleted_at == LATER
        restore_deck(session, "local", made.deck.id, now=LATER)
        assert places(session, [card]) == ["Membrane"]
