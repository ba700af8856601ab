"""The skills of a tree: added, moved, switched off, deleted and brought back."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, Deck
from studyapp.services.cards import bulk
from studyapp.services.goals import nodes, tree
from tests.factories import make_card, make_goal, make_node
from tests.services.goals.conftest import Grown


def paths(session: Session, grown: Grown, now: datetime) -> dict[str, str]:
    read = tree.read_tree(session, grown.goal.user_id, grown.goal.id, now=now)
    return {skill.path: skill.title for skill in read.skills}


def test_a_new_skill_stands_behind_its_siblings(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        nodes.add_node(session, "local", grown.goal.id, parent_id=grown.cells.id, title=" Wall ", now=now)
        nodes.add_node(session, "local", grown.goal.id, parent_id=None, title="Roots", now=now)
        assert paths(session, grown, now) == {
            "1": "Cells", "1.1": "Membrane", "1.2": "Nucleus", "1.3": "Wall", "2": "Leaves", "3": "Roots",
        }  # fmt: skip


def test_siblings_have_different_titles(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        for title in ("Membrane", "MEMBRANE ", "membrane!"):
            with pytest.raises(BadInput, match="beside it already"):
                nodes.add_node(session, "local", grown.goal.id, parent_id=grown.cells.id, title=title, now=now)
        with pytest.raises(BadInput, match="beside it already"):
            nodes.edit_node(session, "local", grown.nucleus.id, title="Membrane", now=now)
        nodes.add_node(session, "local", grown.goal.id, parent_id=grown.leaves.id, title="Membrane", now=now)


def test_a_tree_has_three_levels(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        third = nodes.add_node(session, "local", grown.goal.id, parent_id=grown.membrane.id, title="Lipids", now=now)
        with pytest.raises(BadInput, match="3 levels"):
            nodes.add_node(session, "local", grown.goal.id, parent_id=third.id, title="Bilayer", now=now)
        with pytest.raises(BadInput, match="3 levels"):
            nodes.move_node(session, "local", grown.cells.id, parent_id=grown.leaves.id, position=1, now=now)


def test_a_skill_moves_with_all_that_is_below_it(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        nodes.move_node(session, "local", grown.cells.id, parent_id=None, position=9, now=now)
        assert list(paths(session, grown, now).values()) == ["Leaves", "Cells", "Membrane", "Nucleus"]
        nodes.move_node(session, "local", grown.nucleus.id, parent_id=grown.leaves.id, position=1, now=now)
        assert paths(session, grown, now) == {"1": "Leaves", "1.1": "Nucleus", "2": "Cells", "2.1": "Membrane"}
        with pytest.raises(BadInput, match="into itself"):
            nodes.move_node(session, "local", grown.cells.id, parent_id=grown.membrane.id, position=1, now=now)


def test_the_tenth_skill_stands_after_the_ninth(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        for number in range(1, 11):
            nodes.add_node(session, "local", grown.goal.id, parent_id=grown.leaves.id, title=f"Leaf {number}", now=now)
        below = [path for path in paths(session, grown, now) if path.startswith("2.")]
        assert below == [f"2.{number}" for number in range(1, 11)]


def test_a_parent_of_another_tree_is_not_there(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        other = make_goal(session, "local")
        elsewhere = make_node(session, other)
        with pytest.raises(NotFound):
            nodes.add_node(session, "local", grown.goal.id, parent_id=elsewhere.id, title="Roots", now=now)
        with pytest.raises(NotFound):
            nodes.move_node(session, "local", grown.leaves.id, parent_id=elsewhere.id, position=1, now=now)


def test_a_deleted_skill_takes_its_cards_along_and_brings_exactly_these_back(
    database: Database, grown: Grown, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        kept = make_card(session, deck, node_id=grown.membrane.id)
        gone_before = make_card(session, deck, node_id=grown.membrane.id, question="What was deleted before?")
        bulk.delete_cards(session, "local", [gone_before.id], now=now)
        nodes.delete_node(session, "local", grown.cells.id, now=now)
        assert paths(session, grown, now) == {"1": "Leaves"}
        session.expire_all()
        assert session.get_one(Card, kept.id).deleted_at is not None
        nodes.restore_node(session, "local", grown.cells.id, now=now + timedelta(hours=1))
        session.expire_all()
        assert session.get_one(Card, kept.id).deleted_at is None
        assert session.get_one(Card, gone_before.id).deleted_at == now
        assert paths(session, grown, now)["1.1"] == "Membrane"


def test_a_skill_deleted_before_its_parent_stays_deleted(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        nodes.delete_node(session, "local", grown.nucleus.id, now=now)
        nodes.delete_node(session, "local", grown.cells.id, now=now + timedelta(minutes=1))
        with pytest.raises(Conflict, match="above this one"):
            nodes.restore_node(session, "local", grown.nucleus.id, now=now)
        nodes.restore_node(session, "local", grown.cells.id, now=now)
        assert list(paths(session, grown, now).values()) == ["Cells", "Membrane", "Leaves"]
