"""What an answer changes, and which answers are refused."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import CardState, Rating, Review, User
from studyapp.services.study import answers
from tests.conftest import CountStatements
from tests.services.conftest import Make
from tests.services.reading import all_reviews, card_now
from tests.services.study.conftest import Answer

AGAIN, HARD, GOOD, EASY = Rating
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_an_answer_leaves_a_row_with_everything_it_changed(
    database: Database, owner: User, now: datetime, make: Make, answer: Answer
) -> None:
    last = now - 20 * DAY
    card = make(
        state=CardState.REVIEW, stability=20.0, difficulty=5.0, due_at=now - DAY, last_review_at=last, reps=5, lapses=1
    )
    answered = answer(card, AGAIN, duration_ms=7300)
    (review,) = all_reviews(database)
    assert (review.id, review.card_id, review.rating, review.mode) == (answered.review_id, card.id, AGAIN, "flashcard")
    assert (review.state_before, review.stability_before, review.difficulty_before) == (CardState.REVIEW, 20.0, 5.0)
    assert (review.due_before, review.last_review_before) == (now - DAY, last)
    assert (review.reps_before, review.lapses_before, review.step_before) == (5, 1, None)
    assert (review.elapsed_days, review.scheduled_days) == (20.0, pytest.approx(10 / 1440))
    assert (review.reviewed_at, review.duration_ms, review.number) == (now, 7300, 1)
    after = card_now(database, card.id)
    assert (after.state, after.step, after.reps, after.lapses) == (CardState.RELEARNING, 0, 6, 2)
    assert after.due_at == now + 10 * MINUTE


def test_the_first_answer_has_no_time_before_it(database: Database, make: Make, answer: Answer) -> None:
    answer(make())
    assert all_reviews(database)[0].elapsed_days is None


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_a_rating_is_one_of_four(make: Make, answer: Answer, rating: int) -> None:
    with pytest.raises(BadInput, match="Rate the answer"):
        answer(make(), rating)


@pytest.mark.parametrize(("given", "kept"), [(-5, 0), (600_000, 600_000), (90_000_000, 600_000)])
def test_time_away_from_the_desk_is_not_time_spent(
    database: Database, make: Make, answer: Answer, given: int, kept: int
) -> None:
    answer(make(), duration_ms=given)
    assert all_reviews(database)[0].duration_ms == kept


def test_suspended_and_deleted_cards_cannot_be_answered(make: Make, answer: Answer, now: datetime) -> None:
    with pytest.raises(Conflict, match="suspended"):
        answer(make(suspended=True))
    with pytest.raises(Conflict, match="deleted"):
        answer(make(deleted_at=now))


def test_foreign_and_missing_cards_are_not_there(database: Database, stranger: User, make: Make, now: datetime) -> None:
    card = make()
    with database.write() as session:
        for card_id in (card.id, "missing"):
            with pytest.raises(NotFound):
                answers.record_answer(session, stranger.id, card_id, rating=GOOD, duration_ms=1, now=now)
    assert all_reviews(database) == []


def test_a_card_that_another_tab_answered_first_is_not_answered_twice(
    database: Database, make: Make, answer: Answer
) -> None:
    card = make()
    answer(card, seen_reps=0)
    with pytest.raises(Conflict, match="already"):
        answer(card, seen_reps=0)
    assert len(all_reviews(database)) == 1


def test_an_answer_costs_the_same_few_statements(make: Make, answer: Answer, statements: CountStatements) -> None:
    counts: set[int] = set()
    for _ in range(3):
        card = make()
        with statements() as sent:
            answer(card)
        counts.add(len(sent))
    assert counts == {6}


def test_reviews_are_kept_as_integers_of_the_rating(database: Database, make: Make, answer: Answer) -> None:
    answer(make(), EASY)
    assert Rating(all_reviews(database)[0].rating) is EASY
    assert isinstance(all_reviews(database)[0], Review)
