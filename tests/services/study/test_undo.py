"""Answers are taken back exactly, one by one."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import Card, CardState, Deck, Rating, User
from studyapp.services.cards import bulk, editing
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import sessions
from tests.services.conftest import Make
from tests.services.reading import all_reviews, card_now
from tests.services.study.answering import lapsing, undo
from tests.services.study.conftest import Answer

AGAIN, HARD, GOOD, EASY = Rating
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def scheduling_of(card: Card) -> dict[str, Any]:
    return card.model_dump(exclude={"updated_at"})


@pytest.mark.parametrize("rating", list(Rating))
def test_undo_restores_the_card_exactly_and_the_same_answer_gives_the_same_interval(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime, rating: Rating
) -> None:
    card = lapsing(make, now, 7)
    before = scheduling_of(card_now(database, card.id))
    first = answer(card, rating)
    undo(database, owner, now + MINUTE)
    assert scheduling_of(card_now(database, card.id)) == before
    assert all_reviews(database) == []
    again = answer(card, rating)
    assert (again.scheduled, again.card.due_at) == (first.scheduled, first.card.due_at)


def test_undo_goes_back_answer_by_answer(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime
) -> None:
    first, second = make(), make()
    answer(first, GOOD)
    answer(second, EASY)
    answer(first, GOOD)
    assert [undo(database, owner, now).id for _ in range(3)] == [first.id, second.id, first.id]
    assert {card_now(database, card.id).state for card in (first, second)} == {CardState.NEW}
    with pytest.raises(Conflict, match="no answer to take back"):
        undo(database, owner, now)


def test_undo_goes_back_in_the_order_of_answering_even_if_the_clock_was_set_back(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime
) -> None:
    first, second = make(), make()
    answer(first, now=now)
    answer(second, now=now - DAY)
    assert undo(database, owner, now).id == second.id


def test_undo_keeps_what_was_edited_and_suspended_meanwhile(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime
) -> None:
    card = make()
    answer(card)
    with database.write() as session:
        editing.edit_card(session, owner.id, card.id, answer="edited", now=now)
        bulk.suspend_cards(session, owner.id, [card.id], now=now)
    undone = undo(database, owner, now)
    assert (undone.answer, undone.suspended, undone.state) == ("edited", True, CardState.NEW)


def test_the_answer_of_a_deleted_card_can_be_taken_back_once_it_is_restored(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime
) -> None:
    card = make()
    answer(card)
    with database.write() as session:
        bulk.delete_cards(session, owner.id, [card.id], now=now)
    with pytest.raises(Conflict, match="deleted"):
        undo(database, owner, now)
    with database.write() as session:
        bulk.restore_cards(session, owner.id, [card.id], now=now)
    assert undo(database, owner, now).reps == 0


def test_nobody_takes_back_the_answer_of_somebody_else(
    database: Database, stranger: User, make: Make, answer: Answer, now: datetime
) -> None:
    answer(make())
    with pytest.raises(Conflict):
        undo(database, stranger, now)
    assert len(all_reviews(database)) == 1


def test_undo_in_a_session_leaves_other_sessions_alone(
    database: Database, owner: User, deck: Deck, make: Make, answer: Answer, now: datetime
) -> None:
    with database.write() as session:
        here = sessions.start_session(session, owner.id, now=now).id
        there = sessions.start_session(session, owner.id, scope=Scope(deck.id), now=now).id
    first, second = make(), make()
    answer(first, session_id=here)
    answer(second, session_id=there)
    assert undo(database, owner, now, session_id=here).id == first.id
    with pytest.raises(Conflict):
        undo(database, owner, now, session_id=here)


def test_an_answer_that_another_session_built_upon_stands(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime
) -> None:
    with database.write() as session:
        here = sessions.start_session(session, owner.id, now=now).id
    card = make()
    answer(card, session_id=here)
    answer(card)
    with pytest.raises(Conflict, match="answered again"):
        undo(database, owner, now, session_id=here)
