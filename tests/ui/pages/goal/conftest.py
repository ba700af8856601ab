"""A goal with two categories, the first of which has two skills below it."""

from dataclasses import dataclass

import pytest

from studyapp.database import Database
from studyapp.models import Deck, Goal, SkillNode, User
from tests.factories import make_goal, make_node


@dataclass(frozen=True)
class Grown:
    goal: Goal
    deck: Deck
    cells: SkillNode
    membrane: SkillNode
    nucleus: SkillNode
    leaves: SkillNode
    """The second category, which has nothing below it."""


@pytest.fixture
def grown(use_database: Database, owner: User, deck: Deck) -> Grown:
    with use_database.write() as session:
        goal = make_goal(session, owner, deck_id=deck.id)
        cells = make_node(session, goal, title="Cells")
        membrane = make_node(session, goal, parent_id=cells.id, title="Membrane")
        nucleus = make_node(session, goal, parent_id=cells.id, position=2, title="Nucleus")
        leaves = make_node(session, goal, position=2, title="Leaves")
        return Grown(goal, deck, cells, membrane, nucleus, leaves)
