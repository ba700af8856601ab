"""The list of goals."""

from datetime import datetime, timedelta

from studyapp.database import Database
from studyapp.models import CardState, Deck, GoalStatus, User
from studyapp.services.goals.lists import list_summaries
from tests.conftest import CountStatements
from tests.factories import make_card, make_goal, make_node
from tests.services.goals.conftest import Grown


def test_active_goals_stand_first_and_newer_ones_before_older_ones(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        make_goal(session, owner, title="Archived", status=GoalStatus.ARCHIVED)
        make_goal(session, owner, title="Older")
        make_goal(session, owner, title="Paused", status=GoalStatus.PAUSED)
        make_goal(session, owner, title="Newer")
        make_goal(session, owner, title="Deleted", deleted_at=now)
        listed = list_summaries(session, owner.id, now=now)
    assert [goal.title for goal in listed] == ["Newer", "Older", "Paused", "Archived"]


def test_a_goal_tells_how_far_it_has_come_and_where_to_go_on(
    database: Database, owner: User, deck: Deck, grown: Grown, now: datetime
) -> None:
    answered_at = now - timedelta(days=12)
    with database.write() as session:
        due_at = now - timedelta(days=2)
        make_card(session, deck, node_id=grown.membrane.id, state=CardState.REVIEW, due_at=due_at)
        make_card(session, deck, node_id=grown.nucleus.id)
        (goal,) = list_summaries(session, owner.id, now=now)
    assert (goal.tally.cards, goal.tally.due, goal.tally.new, len(goal.tree.skills)) == (2, 1, 1, 4)
    assert 0 < goal.tally.mastery < 1
    assert (goal.next_skill and goal.next_skill.title, goal.studied_at) == ("Nucleus", answered_at)


def test_a_goal_without_skills_has_nothing_to_study(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        make_goal(session, owner)
        (goal,) = list_summaries(session, owner.id, now=now)
    assert (goal.tally.mastery, goal.next_skill, goal.studied_at) == (0.0, None, None)


def test_a_deck_that_was_there_before_is_not_its_own(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        make_goal(session, owner, deck_id=deck.id, owns_deck=False)
        own = make_goal(session, owner, deck_id=deck.id)
        listed = list_summaries(session, owner.id, now=now)
    assert [(goal.id == own.id, goal.deck_id) for goal in listed] == [(True, deck.id), (False, None)]


def test_more_goals_take_no_more_statements(
    database: Database, owner: User, now: datetime, statements: CountStatements
) -> None:
    sent: list[int] = []
    for number in range(3):
        with database.write() as session:
            make_node(session, make_goal(session, owner, title=f"Goal {number}"))
        with database.read() as session, statements() as these:
            list_summaries(session, owner.id, now=now)
        sent.append(len(these))
    assert len(set(sent)) == 1
