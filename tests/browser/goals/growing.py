"""Goals with trees, written into the database of a running server, which reads them when a page opens."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from studyapp.database import Database
from studyapp.models import CardState, Deck, Goal, JobStatus, JobType, SkillNode
from studyapp.services.accounts import LOCAL_OWNER_ID
from tests.browser.server import Server
from tests.factories import make_card, make_deck, make_goal, make_node
from tests.ui.jobs import make_job

TOPICS = ("Membranes", "Organelles and what they are for", "Cell division", "Signals", "Transport", "Energy")
TITLES = ("The cell", "Heredity", "Evolution", "Ecology", "The human body", "Plants")


def grow(server: Server, *, categories: int = 2, topics: int = 2, parts: int = 0, cards: int = 0) -> str:
    """A goal with that many categories, topics in each, and parts in each topic. Returns its id."""
    database = Database(f"sqlite:///{server.data_dir / 'studyapp.db'}")
    with database.write() as session:
        deck = make_deck(session, LOCAL_OWNER_ID, title="Biology from the ground up")
        described = "Explain how living things work, from the cell to the biosphere."
        goal = make_goal(session, LOCAL_OWNER_ID, title=deck.title, description=described, deck_id=deck.id)
        for at in range(categories):
            _branch(session, goal, deck, at, topics=topics, parts=parts, cards=cards)
        goal_id = goal.id
    database.dispose()
    return goal_id


def _branch(session: Session, goal: Goal, deck: Deck, at: int, *, topics: int, parts: int, cards: int) -> None:
    category = make_node(session, goal, title=TITLES[at % 6], position=at + 1)
    for number in range(topics):
        topic = _below(session, category, number, TOPICS[number % 6])
        leaves = [_below(session, topic, each, f"{topic.title}, part {each + 1}") for each in range(parts)] or [topic]
        for leaf in leaves:
            _learn(session, leaf, deck, at + number, cards)


def _below(session: Session, above: SkillNode, number: int, title: str) -> SkillNode:
    goal = session.get(Goal, above.goal_id)
    assert goal is not None
    described = f"Say what {title.lower()} have to do with {above.title.lower()}."
    return make_node(session, goal, parent_id=above.id, title=title, position=number + 1, description=described)


def _learn(session: Session, leaf: SkillNode, deck: Deck, turn: int, cards: int) -> None:
    """Skills in turn: complete, due, learning, new and without cards."""
    now = datetime.now(UTC)
    states: list[dict[str, Any]] = [
        {"state": CardState.REVIEW, "due_at": now + timedelta(days=20), "stability": 40.0},
        {"state": CardState.REVIEW, "due_at": now - timedelta(days=1)},
        {"state": CardState.LEARNING, "due_at": now + timedelta(hours=1)},
        {},
    ]
    if turn % 5 == 4:
        return
    for number in range(cards):
        question = f"What is fact {number + 1} about {leaf.title.lower()}?"
        make_card(session, deck, node_id=leaf.id, question=question, answer=f"Fact {number + 1}", **states[turn % 5])


def fail(session: Session, deck: Deck, node_id: str) -> None:
    about = {"target_kind": "node", "target_id": node_id, "type": JobType.FLASHCARD_GENERATION}
    make_job(session, deck, JobStatus.FAILED, **about, error="The model gave no cards.", error_code="BAD_OUTPUT")
