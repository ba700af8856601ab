"""Buried cards, and siblings of cards answered today, are held back."""

from datetime import datetime, timedelta
from typing import Any

from studyapp.database import Database
from studyapp.models import Card, CardState, Rating, User
from studyapp.services.scheduling.due import Counts
from studyapp.services.study import answers
from tests.factories import make_card, make_deck
from tests.services.conftest import Make
from tests.services.scheduling.studying import answer, left, next_id, study_all

AGAIN, HARD, GOOD, EASY = Rating
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_buried_card_comes_back_at_its_moment(database: Database, owner: User, now: datetime, make: Make) -> None:
    buried = make(buried_until=now + HOUR)
    assert next_id(database, owner, now) is None
    assert left(database, owner, now).total == 0
    assert next_id(database, owner, now + HOUR) == buried.id


def note(make: Make, *states: CardState, **fields: Any) -> list[Card]:
    ids = enumerate(states, start=1)
    return [make(note_id="note", cloze_ordinal=ordinal, state=state, **fields) for ordinal, state in ids]


def test_the_other_cards_of_a_note_wait_for_tomorrow(
    database: Database, owner: User, now: datetime, make: Make
) -> None:
    first, second, third = note(make, CardState.NEW, CardState.NEW, CardState.REVIEW)
    stranger_to_it = make()
    assert left(database, owner, now) == Counts(new=3, learning=0, review=1)
    answer(database, first, now)
    assert left(database, owner, now) == Counts(new=1, learning=0, review=0)
    assert study_all(database, owner, now) == [stranger_to_it.id]
    assert study_all(database, owner, now + DAY) == [third.id]
    assert study_all(database, owner, now + 2 * DAY)[-1] == second.id


def test_a_card_that_is_being_learned_never_waits_for_its_sibling(
    database: Database, owner: User, now: datetime, make: Make
) -> None:
    first, learning, relearning = note(make, CardState.NEW, CardState.LEARNING, CardState.RELEARNING)
    soon = make(note_id="note", cloze_ordinal=4, state=CardState.LEARNING, due_at=now + HOUR / 6)
    answer(database, first, now)
    assert left(database, owner, now) == Counts(new=0, learning=3, review=0)
    assert study_all(database, owner, now) == [learning.id, relearning.id, soon.id]


def test_siblings_come_back_when_the_answer_is_taken_back(
    database: Database, owner: User, now: datetime, make: Make
) -> None:
    first, _ = note(make, CardState.NEW, CardState.NEW)
    answer(database, first, now)
    assert left(database, owner, now).new == 0
    with database.write() as session:
        answers.undo_answer(session, owner.id, now=now)
    assert left(database, owner, now).new == 2


def test_the_card_itself_is_not_held_back_by_its_own_answer(
    database: Database, owner: User, now: datetime, make: Make
) -> None:
    first, _ = note(make, CardState.NEW, CardState.NEW)
    answer(database, first, now, AGAIN)
    assert next_id(database, owner, now) == first.id


def test_a_note_id_of_another_learner_holds_back_nothing(
    database: Database, owner: User, stranger: User, now: datetime, make: Make
) -> None:
    (mine,) = note(make, CardState.NEW)
    with database.write() as session:
        theirs = make_card(session, make_deck(session, stranger), note_id="note", cloze_ordinal=2)
    answer(database, theirs, now)
    assert next_id(database, owner, now) == mine.id
