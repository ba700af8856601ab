"""A tree of sixty skills and three thousand cards is made anew and comes back, on both databases."""

from sqlmodel import Session, col, func, select

from studyapp.database import Database
from studyapp.models import Card, CardState, Goal, SkillNode
from studyapp.models.columns import new_id
from studyapp.services.goals.replacing import undo
from studyapp.services.goals.replacing.plan import plan_tree
from studyapp.services.goals.replacing.replace import adopt, begin
from tests.factories import make_card, make_deck, make_goal, make_node, make_user
from tests.services.goals.replacing.conftest import SINCE

CATEGORIES, TOPICS, CARDS = 6, 9, 54


def grown(session: Session) -> Goal:
    """Every tenth card was reviewed."""
    owner = make_user(session, id="local")
    deck = make_deck(session, owner)
    goal = make_goal(session, owner, deck_id=deck.id)
    for at in range(CATEGORIES):
        category = make_node(session, goal, title=f"Field {at}", position=at, ordinal=0)
        for number in range(TOPICS):
            topic = make_node(session, goal, parent_id=category.id, title=f"Topic {number}", position=number, ordinal=0)
            for card in range(CARDS):
                state = CardState.REVIEW if card % 10 == 0 else CardState.NEW
                make_card(session, deck, node_id=topic.id, question=f"Question {card}?", ordinal=0, state=state)
    return goal


def in_tree(session: Session) -> tuple[int, int]:
    """How many skills and cards are not deleted."""
    nodes = select(func.count()).select_from(SkillNode).where(col(SkillNode.deleted_at).is_(None))
    cards = select(func.count()).select_from(Card).where(col(Card.deleted_at).is_(None))
    return session.exec(nodes).one(), session.exec(cards).one()


def test_a_large_tree_is_made_anew_and_comes_back(either: Database) -> None:
    all_nodes, all_cards = CATEGORIES * (TOPICS + 1), CATEGORIES * TOPICS * CARDS
    with either.write() as session:
        goal = grown(session)
        before = dict(session.exec(select(Card.id, Card.node_id)).all())
    with either.write() as session:
        plan = plan_tree(session, "local", goal.id)
        replaced = begin(session, "local", plan, replacement_id=new_id(), job_id=None, now=SINCE).id
        assert in_tree(session) == (CATEGORIES, len(plan.moved))
        category = session.exec(select(SkillNode).where(SkillNode.title == "Field 0")).one()
        again = make_node(session, goal, parent_id=category.id, title="topic 3", ordinal=0, created_at=SINCE)
        adopt(session, "local", replaced, again.id)
        assert session.exec(select(func.count()).where(Card.node_id == again.id)).one() == CARDS
    with either.write() as session:
        undo.undo(session, "local", replaced, now=SINCE)
    with either.read() as session:
        assert in_tree(session) == (all_nodes, all_cards)
        assert dict(session.exec(select(Card.id, Card.node_id)).all()) == before
