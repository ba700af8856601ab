"""Which card comes next, what is left, and what finding it costs."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from studyapp.database import Database
from studyapp.models import CardState, Deck, Rating, User
from studyapp.services import accounts
from studyapp.services.cards import bulk
from studyapp.services.scheduling.due import COUNTED_TO, Counts, count_waiting, first_waiting
from studyapp.services.scheduling.waiting import Scope, Waiting
from studyapp.services.study import answers, sessions
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck
from tests.services.conftest import Make
from tests.services.study.conftest import Answer

AGAIN, HARD, GOOD, EASY = Rating
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def shown(database: Database, owner: User, now: datetime, *, deck_id: str | None = None) -> str | None:
    """The question asked next."""
    with database.read() as session:
        following = answers.next_card(session, owner.id, deck_id=deck_id, now=now)
    return following and following.card.question


def test_learning_cards_come_before_reviews_and_reviews_before_new_ones(
    database: Database, owner: User, now: datetime, make: Make
) -> None:
    waiting = [
        make(question="new, later", created_at=now - MINUTE),
        make(question="new, earlier", created_at=now - DAY),
        make(question="review, later", state=CardState.REVIEW, due_at=now + 15 * timedelta(hours=1)),
        make(question="review, earlier", state=CardState.REVIEW, due_at=now - 9 * DAY),
        make(question="relearning", state=CardState.RELEARNING, due_at=now),
        make(question="learning", state=CardState.LEARNING, due_at=now - MINUTE),
        make(question="learning soon", state=CardState.LEARNING, due_at=now + 20 * MINUTE),
    ]
    asked: list[str | None] = []
    for _ in waiting:
        question = shown(database, owner, now)
        asked.append(question)
        with database.write() as session:
            bulk.suspend_cards(session, owner.id, [card.id for card in waiting if card.question == question], now=now)
    assert asked == [
        "learning",
        "relearning",
        "review, earlier",
        "review, later",
        "new, earlier",
        "new, later",
        "learning soon",
    ]
    assert shown(database, owner, now) is None


def test_new_cards_of_the_same_instant_come_in_the_order_they_were_saved(
    database: Database, owner: User, now: datetime, make: Make
) -> None:
    for number in range(5):
        make(question=f"number {number}")
    assert shown(database, owner, now) == "number 0"


def test_asking_again_shows_the_same_card(database: Database, owner: User, now: datetime, make: Make) -> None:
    for number in range(20):
        make(question=f"{number}", state=CardState.REVIEW)
    assert len({shown(database, owner, now) for _ in range(5)}) == 1


@pytest.mark.parametrize(("hour", "minute", "is_shown"), [(15, 59, True), (16, 0, False), (16, 1, False)])
def test_a_review_is_due_until_the_study_day_turns_over(
    database: Database, owner: User, now: datetime, make: Make, hour: int, minute: int, is_shown: bool
) -> None:
    """It is noon. This learner's study day ends 16 hours later, at 4 a.m."""
    make(question="later today", state=CardState.REVIEW, due_at=now + timedelta(hours=hour, minutes=minute))
    assert (shown(database, owner, now) == "later today") is is_shown


def test_the_learners_own_clock_turns_the_day_over(database: Database, owner: User, now: datetime, make: Make) -> None:
    make(question="due at 18:00 UTC", state=CardState.REVIEW, due_at=now + timedelta(hours=6))
    with database.write() as session:
        accounts.save_preferences(session, owner.id, timezone="Pacific/Auckland")  # 4 a.m. there is 15:00 UTC
    assert shown(database, owner, now) is None
    assert shown(database, owner, now + timedelta(hours=3)) == "due at 18:00 UTC"


def test_suspended_deleted_and_foreign_cards_are_never_shown(
    database: Database, owner: User, stranger: User, now: datetime, make: Make
) -> None:
    make(suspended=True)
    make(deleted_at=now)
    with database.write() as session:
        make_card(session, make_deck(session, stranger))
    assert shown(database, owner, now) is None


def test_one_deck_can_be_studied_alone(database: Database, owner: User, now: datetime, deck: Deck, make: Make) -> None:
    make(question="other", deck=_another_deck(database, owner), created_at=now - DAY)
    make(question="this")
    assert shown(database, owner, now) == "other"
    assert shown(database, owner, now, deck_id=deck.id) == "this"


def _another_deck(database: Database, owner: User) -> Deck:
    with database.write() as session:
        return make_deck(session, owner, title="Another")


def test_the_card_just_answered_waits_when_another_can_be_learned_early(
    database: Database, owner: User, now: datetime, make: Make, answer: Answer
) -> None:
    first, second = make(question="first"), make(question="second")
    answer(first, GOOD)
    answer(second, AGAIN, now=now + MINUTE)
    assert shown(database, owner, now + MINUTE) == "first"


def test_the_only_card_left_comes_back_at_once(
    database: Database, owner: User, now: datetime, make: Make, answer: Answer
) -> None:
    answer(make(question="only"), AGAIN)
    assert shown(database, owner, now) == "only"


def test_it_is_known_when_what_is_being_learned_comes_back(
    database: Database, owner: User, deck: Deck, now: datetime, make: Make
) -> None:
    make(state=CardState.REVIEW, due_at=now + MINUTE)
    make(state=CardState.LEARNING, due_at=now - MINUTE)
    assert resumes_at(database, owner, now) is None
    make(state=CardState.RELEARNING, due_at=now + 9 * MINUTE)
    make(state=CardState.LEARNING, due_at=now + 5 * MINUTE, deck=_another_deck(database, owner))
    assert resumes_at(database, owner, now) == now + 5 * MINUTE
    assert resumes_at(database, owner, now, Scope(deck.id)) == now + 9 * MINUTE


def resumes_at(database: Database, owner: User, now: datetime, scope: Scope = Scope()) -> datetime | None:  # noqa: B008
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, scope=scope, now=now)
        return sessions.session_progress(session, owner.id, study_session.id, now=now).resumes_at


def test_what_is_left_is_counted_by_kind(database: Database, owner: User, now: datetime, make: Make) -> None:
    make()
    make()
    make(state=CardState.REVIEW)
    make(state=CardState.REVIEW, due_at=now + 2 * DAY)
    make(state=CardState.RELEARNING, due_at=now + 20 * MINUTE)
    make(state=CardState.LEARNING, due_at=now + 21 * MINUTE)
    with database.read() as session:
        following = answers.next_card(session, owner.id, now=now)
    assert following is not None
    assert following.left == Counts(new=2, learning=1, review=1)
    assert following.left.total == 4


@pytest.mark.parametrize("rating", list(Rating))
def test_the_intervals_on_the_buttons_are_what_happens(
    database: Database, owner: User, now: datetime, make: Make, answer: Answer, rating: Rating
) -> None:
    last = now - 20 * DAY
    make(state=CardState.REVIEW, stability=20.0, difficulty=5.0, due_at=now, last_review_at=last, reps=5)
    with database.read() as session:
        following = answers.next_card(session, owner.id, now=now)
    assert following is not None
    assert answer(following.card, rating).scheduled == following.intervals[rating]


def test_the_next_card_costs_the_same_few_statements_however_many_wait(
    database: Database, owner: User, now: datetime, deck: Deck, make: Make, statements: CountStatements
) -> None:
    with database.write() as session:
        for number in range(40):
            make_card(session, deck, state=list(CardState)[number % 4], stability=3.0, difficulty=5.0, step=0)
    with database.read() as session, statements() as sent:
        assert answers.next_card(session, owner.id, deck_id=deck.id, now=now)
    assert len(sent) == 7


def test_the_next_card_is_found_and_counted_in_an_index_alone(
    database: Database, owner: User, deck: Deck, now: datetime, make: Make
) -> None:
    plans = {deck_id: _plan(database, owner, now, deck_id) for deck_id in (None, deck.id)}
    for index, plan in zip(("ix_cards_due", "ix_cards_deck_due"), plans.values(), strict=True):
        searches = [step for step in plan if "cards USING" in step and "sqlite_autoindex" not in step]
        assert len(searches) == 7  # four kinds to choose from, three to count
        assert all(f"USING COVERING INDEX {index} (user_id=?" in step and "state=?" in step for step in searches)
        assert not [step for step in plan if step.startswith("SCAN cards")]


def _plan(database: Database, owner: User, now: datetime, deck_id: str | None) -> list[str]:
    sent: list[tuple[str, Any]] = []
    event.listen(database.engine, "before_cursor_execute", lambda _c, _u, sql, values, *_: sent.append((sql, values)))
    with database.write() as session:
        make_card(session, make_deck(session, owner))
    with database.read() as session:
        sent.clear()
        assert answers.next_card(session, owner.id, now=now) is not None
        if deck_id is not None:
            sent.clear()
            waiting = Waiting.at(session, owner, Scope(deck_id), now=now)
            first_waiting(session, waiting)
            count_waiting(session, waiting, at_most=COUNTED_TO)
        of_cards = [(sql, values) for sql, values in sent if "FROM cards" in sql]
        connection = session.connection()
        steps = [connection.exec_driver_sql(f"explain query plan {sql}", values).all() for sql, values in of_cards]
    return [step[3] for plan in steps for step in plan]
