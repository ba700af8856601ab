"""Goals: their limits, their decks, and deleting without losing anything."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, Deck, Goal, GoalStatus, User
from studyapp.services import decks
from studyapp.services.goals import goals
from tests.factories import make_card, make_deck, make_goal

ARCHIVED, PAUSED, ACTIVE = GoalStatus.ARCHIVED, GoalStatus.PAUSED, GoalStatus.ACTIVE


def create(session: Session, owner: User, now: datetime, title: str = "Botany") -> Goal:
    return goals.create_goal(session, owner.id, title=title, now=now)


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "\x00"])
def test_a_goal_needs_a_title_that_fits(database: Database, owner: User, now: datetime, title: str) -> None:
    with database.write() as session, pytest.raises(BadInput, match="The title"):
        create(session, owner, now, title)


@pytest.mark.parametrize("title", ["x" * 200, "تعلم علم النبات", "🌱 Plants", "Bo\ntany"])
def test_any_other_title_is_taken(database: Database, owner: User, now: datetime, title: str) -> None:
    with database.write() as session:
        assert create(session, owner, now, title).title == " ".join(title.split())


def test_six_goals_are_active_at_most_and_twelve_in_all(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        made = [create(session, owner, now).id for _ in range(6)]
        with pytest.raises(Conflict, match="6 goals are active"):
            create(session, owner, now)
        goals.set_status(session, owner.id, made, ARCHIVED, now=now)
        others = [create(session, owner, now).id for _ in range(6)]
        goals.set_status(session, owner.id, others[:1], PAUSED, now=now)
        with pytest.raises(Conflict, match="12 are the most"):
            create(session, owner, now)
        goals.delete_goals(session, owner.id, made[:1], now=now)
        create(session, owner, now)
        with pytest.raises(Conflict, match="12 are the most"):
            goals.restore_goals(session, owner.id, made[:1], now=now)


def test_taking_up_goals_again_keeps_to_the_limit_and_changes_all_or_none(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        put_away = [create(session, owner, now).id for _ in range(4)]
        goals.set_status(session, owner.id, put_away, ARCHIVED, now=now)
        for _ in range(3):
            create(session, owner, now)
        with pytest.raises(Conflict):
            goals.set_status(session, owner.id, put_away, ACTIVE, now=now)
        assert goals.get_goal(session, owner.id, put_away[0]).status is ARCHIVED
        assert goals.set_status(session, owner.id, put_away[:3], ACTIVE, now=now) == 3
        assert goals.set_status(session, owner.id, put_away[:3], ACTIVE, now=now) == 0


def test_a_similar_title_is_pointed_out(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        known = create(session, owner, now, "Learn Spanish for travel")
        create(session, owner, now, "Botany")
        assert goals.similar_titles(session, owner.id, "learn spanish for Travel!") == [known.title]
        assert goals.similar_titles(session, owner.id, "Spanish for travel") == [known.title]
        assert goals.similar_titles(session, owner.id, "Learn the piano") == []
        assert goals.similar_titles(session, owner.id, known.title, goal_id=known.id) == []


def test_the_deck_of_a_goal_is_made_once_and_named_after_it(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        goal = create(session, owner, now)
        deck = goals.deck_of(session, owner.id, goal.id, now=now)
        assert (deck.title, goals.deck_of(session, owner.id, goal.id, now=now).id) == ("Botany", deck.id)
        goals.edit_goal(session, owner.id, goal.id, title="Plants", now=now)
        assert deck.title == "Plants"
        decks.edit_deck(session, owner.id, deck.id, title="My plants", now=now)
        goals.edit_goal(session, owner.id, goal.id, title="Flowers", now=now)
        assert deck.title == "My plants"


def test_a_deck_that_was_deleted_is_replaced(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        goal = create(session, owner, now)
        deck = goals.deck_of(session, owner.id, goal.id, now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)
        assert goals.deck_of(session, owner.id, goal.id, now=now).id != deck.id


def test_a_goal_takes_its_own_deck_along_and_brings_it_back(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        goal = create(session, owner, now)
        deck = goals.deck_of(session, owner.id, goal.id, now=now)
        card = make_card(session, deck)
        goals.delete_goals(session, owner.id, [goal.id], now=now)
        with pytest.raises(NotFound):
            goals.get_goal(session, owner.id, goal.id)
        with pytest.raises(NotFound):
            decks.get_deck(session, owner.id, deck.id)
        assert goals.restore_goals(session, owner.id, [goal.id], now=now + timedelta(days=1)) == 1
        assert decks.get_deck(session, owner.id, deck.id).id == deck.id
        session.expire_all()
        assert session.get_one(Card, card.id).deleted_at is None


def test_a_deck_that_was_there_before_its_goal_stays(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        goal = goals.create_goal(session, owner.id, title="Botany", deck_id=deck.id, now=now)
        goals.delete_goals(session, owner.id, [goal.id], now=now)
        assert decks.get_deck(session, owner.id, deck.id).id == deck.id


def test_a_deck_deleted_before_its_goal_stays_deleted(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        goal = create(session, owner, now)
        deck = goals.deck_of(session, owner.id, goal.id, now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)
        goals.delete_goals(session, owner.id, [goal.id], now=now + timedelta(hours=1))
        goals.restore_goals(session, owner.id, [goal.id], now=now + timedelta(hours=2))
        assert deck.deleted_at == now


def test_nobody_elses_deck_becomes_a_goal(database: Database, owner: User, stranger: User, now: datetime) -> None:
    with database.write() as session:
        theirs = make_deck(session, stranger)
        with pytest.raises(NotFound):
            goals.create_goal(session, owner.id, title="Botany", deck_id=theirs.id, now=now)


def test_of_several_goals_all_are_deleted_or_none(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        goal = make_goal(session, owner)
        with pytest.raises(NotFound, match="Some of these goals"):
            goals.delete_goals(session, owner.id, [goal.id, "nowhere"], now=now)
        assert goals.get_goal(session, owner.id, goal.id).deleted_at is None
