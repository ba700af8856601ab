"""Studying a goal or a skill: which cards come, and that a study session remembers its place."""

from datetime import datetime

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Deck, GoalStatus, Rating, StudyMode, User
from studyapp.services.cards import bulk
from studyapp.services.decks import count_resting_cards, restore_deck, summarise_deck
from studyapp.services.goals import goals, nodes
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from tests.factories import make_card, make_deck, make_goal
from tests.services.goals.conftest import Grown


@pytest.fixture
def cards(database: Database, grown: Grown, deck: Deck) -> dict[str, str]:
    """The id of one new card in each skill, and of one that belongs to none."""
    with database.write() as session:
        places = {"Membrane": grown.membrane.id, "Nucleus": grown.nucleus.id, "Leaves": grown.leaves.id, "": None}
        return {
            title: make_card(session, deck, node_id=node_id, question=f"What is it about {title or 'nothing'}?").id
            for title, node_id in places.items()
        }


def shown(
    database: Database, owner: User, scope: Scope, now: datetime, mode: StudyMode = StudyMode.FLASHCARD
) -> set[str]:
    with database.write() as session:
        study = sessions.start_session(session, owner.id, mode=mode, scope=scope, now=now)
        return {card.id for card in presentations.coming(session, owner.id, study.id, count=10, now=now)}


@pytest.mark.parametrize("mode", [StudyMode.FLASHCARD, StudyMode.MIXED, StudyMode.CUSTOM])
def test_a_goal_is_studied_as_far_as_its_skills_are_enabled(
    database: Database, owner: User, grown: Grown, cards: dict[str, str], now: datetime, mode: StudyMode
) -> None:
    scope = Scope(goal_id=grown.goal.id)
    assert shown(database, owner, scope, now, mode) == {cards["Membrane"], cards["Nucleus"], cards["Leaves"]}
    with database.write() as session:
        nodes.edit_node(session, owner.id, grown.cells.id, enabled=False, now=now)
    assert shown(database, owner, scope, now, mode) == {cards["Leaves"]}


def test_a_skill_is_studied_with_those_below_it_also_if_it_is_switched_off(
    database: Database, owner: User, grown: Grown, cards: dict[str, str], now: datetime
) -> None:
    below = {cards["Membrane"], cards["Nucleus"]}
    assert shown(database, owner, Scope(node_id=grown.cells.id), now) == below
    with database.write() as session:
        nodes.edit_node(session, owner.id, grown.cells.id, enabled=False, now=now)
        nodes.edit_node(session, owner.id, grown.nucleus.id, enabled=False, now=now)
    assert shown(database, owner, Scope(node_id=grown.cells.id), now) == {cards["Membrane"]}


@pytest.mark.parametrize("mode", [StudyMode.FLASHCARD, StudyMode.CUSTOM])
def test_cards_of_skills_that_are_off_rest_wherever_they_would_be_due(
    database: Database, owner: User, deck: Deck, grown: Grown, cards: dict[str, str], now: datetime, mode: StudyMode
) -> None:
    scopes = (Scope(), Scope(deck.id), Scope(tag="exam"), Scope(deck.id, tag="exam"))
    with database.write() as session:
        bulk.tag_cards(session, owner.id, list(cards.values()), ["exam"], now=now)
    assert all(shown(database, owner, scope, now, mode) == set(cards.values()) for scope in scopes)
    assert new_cards(database, owner, deck, now) == 4
    with database.write() as session:
        nodes.edit_node(session, owner.id, grown.cells.id, enabled=False, now=now)
    rest = {cards["Leaves"], cards[""]}
    assert [shown(database, owner, scope, now, mode) for scope in scopes] == [rest] * 4
    assert new_cards(database, owner, deck, now) == 2
    with database.write() as session:
        goals.delete_goals(session, owner.id, [grown.goal.id], now=now)
        restore_deck(session, owner.id, deck.id, now=now)
    assert new_cards(database, owner, deck, now) == 4, "the deck is studied as it is once the goal is gone"


@pytest.mark.parametrize("status", [GoalStatus.PAUSED, GoalStatus.ARCHIVED])
@pytest.mark.parametrize("mode", [StudyMode.FLASHCARD, StudyMode.CUSTOM])
def test_cards_of_a_goal_that_is_put_aside_rest_unless_the_goal_is_studied_on_purpose(
    database: Database,
    owner: User,
    deck: Deck,
    grown: Grown,
    cards: dict[str, str],
    now: datetime,
    mode: StudyMode,
    status: GoalStatus,
) -> None:
    scopes = (Scope(), Scope(deck.id), Scope(tag="exam"), Scope(deck.id, tag="exam"))
    with database.write() as session:
        bulk.tag_cards(session, owner.id, list(cards.values()), ["exam"], now=now)
        nodes.edit_node(session, owner.id, grown.nucleus.id, enabled=False, now=now)
        goals.set_status(session, owner.id, [grown.goal.id], status, now=now)
    assert [shown(database, owner, scope, now, mode) for scope in scopes] == [{cards[""]}] * 4
    assert new_cards(database, owner, deck, now) == 1
    with database.read() as session:
        assert count_resting_cards(session, owner.id, deck.id, now=now) == 3
    assert shown(database, owner, Scope(goal_id=grown.goal.id), now, mode) == {cards["Membrane"], cards["Leaves"]}
    assert shown(database, owner, Scope(node_id=grown.nucleus.id), now, mode) == {cards["Nucleus"]}
    with database.write() as session:
        goals.set_status(session, owner.id, [grown.goal.id], GoalStatus.ACTIVE, now=now)
    awake = {cards["Membrane"], cards["Leaves"], cards[""]}
    assert [shown(database, owner, scope, now, mode) for scope in scopes] == [awake] * 4


def test_a_card_on_the_screen_makes_way_when_its_goal_is_paused_unless_its_answer_was_seen(
    database: Database, owner: User, grown: Grown, cards: dict[str, str], now: datetime
) -> None:
    def on_screen(session: Session) -> str:
        study = sessions.start_session(session, owner.id, now=now)
        shown = presentations.present(session, owner.id, study.id, now=now)
        still = presentations.standing(session, owner.id, study.id, now=now)
        assert (shown and shown.card.id) == (still and still.card.id)
        return shown.card.id if shown else ""

    with database.write() as session:
        assert on_screen(session) == cards["Membrane"]
        goals.set_status(session, owner.id, [grown.goal.id], GoalStatus.PAUSED, now=now)
        study = sessions.start_session(session, owner.id, now=now).id
        assert presentations.standing(session, owner.id, study, now=now) is None
        assert on_screen(session) == cards[""]
    with database.write() as session:
        goals.set_status(session, owner.id, [grown.goal.id], GoalStatus.ACTIVE, now=now)
        shown = presentations.present(session, owner.id, study, now=now)
        assert shown
        presentations.grade(session, owner.id, shown.id, rating=Rating.EASY, now=now)
        shown = presentations.present(session, owner.id, study, now=now)
        assert shown
        presentations.reveal(session, owner.id, shown.id, now=now)
        goals.set_status(session, owner.id, [grown.goal.id], GoalStatus.PAUSED, now=now)
        assert on_screen(session) == shown.card.id == cards["Membrane"]


@pytest.mark.parametrize("aside", ["skill", "deck"])
def test_a_card_on_the_screen_makes_way_when_it_leaves_the_scope(
    database: Database, owner: User, grown: Grown, deck: Deck, cards: dict[str, str], now: datetime, aside: str
) -> None:
    scope = Scope(goal_id=grown.goal.id) if aside == "skill" else Scope(deck.id)
    with database.write() as session:
        study = sessions.start_session(session, owner.id, scope=scope, now=now).id
        before = presentations.present(session, owner.id, study, now=now)
        if aside == "skill":
            nodes.edit_node(session, owner.id, grown.membrane.id, enabled=False, now=now)
        else:
            other = make_deck(session, owner)
            bulk.move_cards(session, owner.id, [cards["Membrane"]], deck_id=other.id, now=now)
        after = presentations.present(session, owner.id, study, now=now)
        assert (before and before.card.id, after and after.card.id) == (cards["Membrane"], cards["Nucleus"])


def new_cards(database: Database, owner: User, deck: Deck, now: datetime) -> int:
    with database.read() as session:
        return summarise_deck(session, owner.id, deck.id, now=now).new


def test_each_place_has_a_study_session_of_its_own(
    database: Database, owner: User, grown: Grown, now: datetime
) -> None:
    with database.write() as session:
        scopes = (Scope(), Scope(goal_id=grown.goal.id), Scope(node_id=grown.cells.id), Scope(node_id=grown.leaves.id))
        begun = [sessions.start_session(session, owner.id, scope=scope, now=now).id for scope in scopes]
        again = [sessions.start_session(session, owner.id, scope=scope, now=now).id for scope in scopes]
    assert len(set(begun)) == 4
    assert begun == again


@pytest.mark.parametrize("scope", [Scope(goal_id="nowhere"), Scope(node_id="nowhere")])
def test_what_is_not_there_is_not_studied(database: Database, owner: User, now: datetime, scope: Scope) -> None:
    with database.write() as session, pytest.raises(NotFound):
        sessions.start_session(session, owner.id, scope=scope, now=now)


def test_a_skill_is_studied_in_no_other_goal_than_its_own(
    database: Database, owner: User, stranger: User, grown: Grown, now: datetime
) -> None:
    with database.write() as session:
        others = [make_goal(session, user).id for user in (owner, stranger)]
    for goal_id in (*others, "nothing"):
        scope = Scope(goal_id=goal_id, node_id=grown.nucleus.id)
        with database.write() as session, pytest.raises(NotFound):
            sessions.start_session(session, owner.id, scope=scope, now=now)
