"""The cards of a skill: listed, and written by the learner."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import CardState, User
from studyapp.services.cards import bulk
from studyapp.services.goals import cards, nodes
from studyapp.services.goals.goals import get_goal
from tests.factories import make_user
from tests.services.goals.conftest import Grown


def test_the_cards_of_a_skill_are_listed_with_how_far_they_have_come(
    database: Database, owner: User, grown: Grown, now: datetime
) -> None:
    with database.write() as session:
        deck_id = get_goal(session, owner.id, grown.goal.id).deck_id
        added = cards.add_card(
            session, owner.id, grown.nucleus.id, question="What does it hold?", answer="DNA", now=now
        )
        assert (added.deck_id, added.node_id) == (deck_id, grown.nucleus.id)
        cards.add_card(session, owner.id, grown.membrane.id, question="What surrounds it?", answer="Lipids", now=now)
        listed = cards.cards_of(session, owner.id, grown.nucleus.id, now=now)
        assert [(each.card.id, each.progress) for each in listed] == [(added.id, 0.0)]
        assert cards.cards_of(session, owner.id, grown.cells.id, now=now) == []


def test_a_list_has_a_limit_and_leaves_out_what_is_deleted(
    database: Database, owner: User, grown: Grown, now: datetime
) -> None:
    with database.write() as session:
        for number in range(3):
            text = f"What is fact {number}?"
            card = cards.add_card(session, owner.id, grown.nucleus.id, question=text, answer="It", now=now)
            card.created_at = now + timedelta(minutes=number)
            card.sqlmodel_update({"state": CardState.LEARNING, "deleted_at": now if number == 0 else None})
        session.flush()
        listed = cards.cards_of(session, owner.id, grown.nucleus.id, now=now, limit=1)
        assert [(each.card.question, each.progress) for each in listed] == [("What is fact 1?", 0.25)]


def test_a_skill_of_somebody_else_is_not_there(database: Database, grown: Grown, now: datetime) -> None:
    with database.write() as session:
        them = make_user(session, id="somebody-else").id
        with pytest.raises(NotFound):
            cards.cards_of(session, them, grown.nucleus.id, now=now)
        with pytest.raises(NotFound):
            cards.add_card(session, them, grown.nucleus.id, question="What is it?", answer="Mine", now=now)


def test_a_card_that_comes_back_without_its_skill_belongs_to_the_one_above(
    database: Database, owner: User, grown: Grown, now: datetime
) -> None:
    with database.write() as session:
        inside, apart = (
            cards.add_card(session, owner.id, node.id, question=f"What is {node.title}?", answer="It", now=now).id
            for node in (grown.nucleus, grown.leaves)
        )
        for node in (grown.nucleus, grown.leaves):
            nodes.delete_node(session, owner.id, node.id, now=now)
        bulk.restore_cards(session, owner.id, [inside, apart], now=now)
        listed = cards.cards_of(session, owner.id, grown.cells.id, now=now)
        assert [each.card.id for each in listed] == [inside]
        nodes.restore_node(session, owner.id, grown.leaves.id, now=now)
        listed = cards.cards_of(session, owner.id, grown.leaves.id, now=now)
        assert [each.card.id for each in listed] == [apart], "a category has none above it"
