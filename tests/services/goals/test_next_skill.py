"""Which skill comes next."""

from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.models import Deck, User
from studyapp.services.goals import nodes
from studyapp.services.goals.tree import next_after, read_tree
from tests.factories import make_card
from tests.services.goals.conftest import Grown


@pytest.mark.parametrize(
    ("place", "expected"), [("membrane", "1.2"), ("nucleus", "2"), ("cells", "2"), ("leaves", "1.1")]
)
def test_behind_a_skill_comes_the_next_with_cards_and_behind_the_last_the_first(
    database: Database, owner: User, deck: Deck, grown: Grown, now: datetime, place: str, expected: str
) -> None:
    with database.write() as session:
        for node in (grown.membrane, grown.nucleus, grown.leaves):
            make_card(session, deck, node_id=node.id)
        tree = read_tree(session, owner.id, grown.goal.id, now=now)
        found = next_after(tree, getattr(grown, place).id)
        assert found
        assert found.path == expected


def test_no_skill_follows_that_is_off_or_has_nothing_to_study(
    database: Database, owner: User, deck: Deck, grown: Grown, now: datetime
) -> None:
    with database.write() as session:
        make_card(session, deck, node_id=grown.leaves.id)
        nodes.edit_node(session, owner.id, grown.leaves.id, enabled=False, now=now)
        tree = read_tree(session, owner.id, grown.goal.id, now=now)
        assert next_after(tree, grown.membrane.id) is None
        assert next_after(tree, "gone") is None
