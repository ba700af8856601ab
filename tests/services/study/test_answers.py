"""Answering cards: what comes next, what an answer changes, and exact undo."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, CardState, Deck, Rating, Review, User
from studyapp.services import accounts
from studyapp.services.cards import bulk, editing, lists
from studyapp.services.scheduling.due import COUNTED_TO, Counts, count_waiting, first_waiting
from studyapp.services.scheduling.waiting import Scope, Waiting
from studyapp.services.study import answers, sessions
from studyapp.services.study.answers import Answered
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck
from tests.services.reading import all_reviews, card_now

AGAIN, HARD, GOOD, EASY = Rating
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


Make = Callable[..., Card]
Answer = Callable[..., Answered]


@pytest.fixture
def make(database: Database, deck: Deck) -> Make:
    def make(**fields: Any) -> Card:
        with database.write() as session:
            return make_card(session, fields.pop("deck", deck), **fields)

    return make


@pytest.fixture
def answer(database: Database, owner: User, now: datetime) -> Answer:
    def answer(card: Card, rating: int = GOOD, **more: Any) -> Answered:
        arguments: dict[str, Any] = {"duration_ms": 4000, "now": now} | more
        with database.write() as session:
            return answers.record_answer(session, owner.id, card.id, rating=rating, **arguments)

    return answer


def undo(database: Database, owner: User, now: datetime, *, session_id: str | None = None) -> Card:
    with database.write() as session:
        return answers.undo_answer(session, owner.id, session_id=session_id, now=now)


def shown(database: Database, owner: User, now: datetime, *, deck_id: str | None = None) -> str | None:
    """The question asked next."""
    with database.read() as session:
        following = answers.next_card(session, owner.id, deck_id=deck_id, now=now)
    return following and following.card.question


# What comes next


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
    assert len(sent) == 6


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
            waiting = Waiting.at(now, owner, deck_id=deck_id)
            first_waiting(session, waiting)
            count_waiting(session, waiting, at_most=COUNTED_TO)
        of_cards = [(sql, values) for sql, values in sent if "FROM cards" in sql]
        connection = session.connection()
        steps = [connection.exec_driver_sql(f"explain query plan {sql}", values).all() for sql, values in of_cards]
    return [step[3] for plan in steps for step in plan]


# Answers


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


# Leeches


def lapsing(make: Make, now: datetime, lapses: int, **fields: Any) -> Card:
    """A review card that has been forgotten this many times."""
    return make(
        state=CardState.REVIEW,
        stability=5.0,
        difficulty=8.0,
        due_at=now,
        last_review_at=now - 5 * DAY,
        reps=30,
        lapses=lapses,
        **fields,
    )


@pytest.mark.parametrize(("lapses", "is_leech"), [(6, False), (7, True), (8, False), (10, False), (11, True)])
def test_a_card_is_a_leech_at_the_eighth_lapse_and_every_fourth_after(
    make: Make, answer: Answer, now: datetime, lapses: int, is_leech: bool
) -> None:
    answered = answer(lapsing(make, now, lapses), AGAIN)
    assert answered.is_leech is is_leech
    assert ("leech" in answered.card.tags) is is_leech


def test_a_leech_can_be_searched_for(
    database: Database, owner: User, deck: Deck, make: Make, answer: Answer, now: datetime
) -> None:
    answer(lapsing(make, now, 7, tags=["cell"]), AGAIN)
    with database.read() as session:
        (found,) = lists.list_cards(session, owner.id, deck.id, search="leech", now=now).cards
    assert found.tags == ["cell", "leech"]


def test_undoing_takes_off_the_tag_only_if_that_answer_put_it_on(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime
) -> None:
    answer(lapsing(make, now, 7, tags=["cell"]), AGAIN)
    assert undo(database, owner, now).tags == ["cell"]
    answer(lapsing(make, now, 11, tags=["leech"]), AGAIN)
    assert undo(database, owner, now).tags == ["leech"]


def test_recalling_a_card_makes_no_leech(make: Make, answer: Answer, now: datetime) -> None:
    assert not answer(lapsing(make, now, 8), GOOD).is_leech


# Undo


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


def test_reviews_are_kept_as_integers_of_the_rating(database: Database, make: Make, answer: Answer) -> None:
    answer(make(), EASY)
    assert Rating(all_reviews(database)[0].rating) is EASY
    assert isinstance(all_reviews(database)[0], Review)
