"""A deleted skill is brought back although what it stood in has changed."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import Card, Deck
from studyapp.services.decks import delete_deck, restore_deck
from studyapp.services.goals import nodes
from tests.factories import make_card
from tests.services.goals.conftest import Grown


def test_cards_whose_deck_was_deleted_since_come_back_with_the_deck(
    database: Database, grown: Grown, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck, node_id=grown.nucleus.id)
        nodes.delete_node(session, "local", grown.nucleus.id, now=now)
        delete_deck(session, "local", deck.id, now=now + timedelta(minutes=1))
        nodes.restore_node(session, "local", grown.nucleus.id, now=now + timedelta(minutes=2))
        session.expire_all()
        assert session.get_one(Card, card.id).deleted_at is not None
        restore_deck(session, "local", deck.id, now=now + timedelta(minutes=3))
        session.expire_all()
        assert session.get_one(Card, card.id).deleted_at is None


def test_cards_whose_skill_was_deleted_since_come_back_with_their_deck_in_the_one_above(
    database: Database, grown: Grown, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck, node_id=grown.nucleus.id)
        deleted = make_card(session, deck, node_id=grown.nucleus.id, deleted_at=now)
        delete_deck(session, "local", deck.id, now=now)
        nodes.delete_node(session, "local", grown.nucleus.id, now=now + timedelta(minutes=1))
        restore_deck(session, "local", deck.id, now=now + timedelta(minutes=2))
        session.expire_all()
        assert (session.get_one(Card, card.id).node_id, card.deleted_at) == (grown.cells.id, None)
        assert session.get_one(Card, deleted.id).node_id == grown.nucleus.id, "it is in the trash still"


def test_a_skill_does_not_come_back_on_a_fourth_level(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        lipids = nodes.add_node(session, "local", grown.goal.id, parent_id=grown.membrane.id, title="Lipids", now=now)
        nodes.delete_node(session, "local", lipids.id, now=now)
        nodes.move_node(session, "local", grown.membrane.id, parent_id=grown.nucleus.id, position=1, now=now)
        with pytest.raises(Conflict, match="3 levels"):
            nodes.restore_node(session, "local", lipids.id, now=now)


def test_a_skill_does_not_come_back_beside_one_of_its_title(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        nodes.delete_node(session, "local", grown.nucleus.id, now=now)
        nodes.add_node(session, "local", grown.goal.id, parent_id=grown.cells.id, title="nucleus", now=now)
        with pytest.raises(Conflict, match="Rename that one first"):
            nodes.restore_node(session, "local", grown.nucleus.id, now=now)


def test_a_skill_does_not_come_back_into_a_tree_that_is_full(
    database: Database, grown: Grown, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "MOST_NODES", 4)
    with database.write() as session:
        nodes.delete_node(session, "local", grown.nucleus.id, now=now)
        nodes.add_node(session, "local", grown.goal.id, parent_id=None, title="Roots", now=now)
        with pytest.raises(Conflict, match="at most 4 skills"):
            nodes.restore_node(session, "local", grown.nucleus.id, now=now)
