"""Whatever a learner does, a card's schedule follows from its reviews, and nothing else changes it."""

from collections.abc import Generator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import fsrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import Card, Rating, Review, User
from studyapp.services import decks, trash
from studyapp.services.cards import bulk, editing
from studyapp.services.study import answers
from tests.factories import NOON, make_card, make_deck
from tests.services.history import LearnerHistory

CARDS = 3
ANSWERS = 2_500
which = st.integers(0, CARDS - 1)


class History(LearnerHistory):
    """Everything that can happen to a learner's cards, in any order."""

    size = CARDS

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str] = []

    def add_card(self, session: Session, number: int) -> str:
        question = f"What is number {number}?"
        return editing.add_card(session, self.owner, self.deck, question=question, answer=f"{number}", now=NOON).id

    @rule(card=which, rating=st.sampled_from(Rating))
    def answer(self, card: int, rating: Rating) -> None:
        with self.database.write() as session:
            before = self._card(session, self.cards[card])
            try:
                answers.record_answer(
                    session, self.owner, self.cards[card], rating=rating, duration_ms=900, now=self.now
                )
            except Conflict:
                assert before.suspended or before.deleted_at is not None
            else:
                self.answers.append(self.cards[card])

    @rule()
    def answer_what_is_shown(self) -> None:
        with self.database.write() as session:
            shown = answers.next_card(session, self.owner, now=self.now)
            if shown is None:
                return
            assert not shown.card.suspended
            assert shown.card.deleted_at is None
            answered = answers.record_answer(
                session, self.owner, shown.card.id, rating=3, duration_ms=900, now=self.now
            )
            assert answered.scheduled == shown.intervals[Rating.GOOD]
            self.answers.append(shown.card.id)

    @rule()
    def undo(self) -> None:
        with self.database.write() as session:
            try:
                undone = answers.undo_answer(session, self.owner, now=self.now)
            except Conflict:
                last = session.get(Card, self.answers[-1]) if self.answers else None
                assert last is None or last.deleted_at is not None
            else:
                assert undone.id == self.answers.pop()

    @rule(forward=st.sampled_from([1, 10, 600, 86_400, 3 * 86_400, 90 * 86_400, 5_000_000]))
    def time_passes(self, forward: int) -> None:
        self.now += timedelta(seconds=forward)

    @rule(back=st.sampled_from([1, 3600, 2 * 86_400]))
    def the_clock_is_set_back(self, back: int) -> None:
        self.now -= timedelta(seconds=back)

    @rule(card=which)
    def suspend(self, card: int) -> None:
        self._change(bulk.suspend_cards, card)

    @rule(card=which)
    def resume(self, card: int) -> None:
        self._change(bulk.resume_cards, card)

    @rule(card=which)
    def delete(self, card: int) -> None:
        self._change(bulk.delete_cards, card)

    @rule(card=which)
    def restore(self, card: int) -> None:
        with self.database.write() as session:
            bulk.restore_cards(session, self.owner, [self.cards[card]], now=self.now)

    @rule(card=which)
    def delete_for_ever(self, card: int) -> None:
        """Delete a card for good. Its answers stay; another card takes its place."""
        self._change(bulk.delete_cards, card)
        with self.database.write() as session:
            trash.delete_for_ever(session, self.owner, card_ids=[self.cards[card]])
            self.cards[card] = self.add_card(session, card)

    @rule(card=which)
    def edit(self, card: int) -> None:
        with self.database.write() as session:
            if self._card(session, self.cards[card]).deleted_at is None:
                editing.edit_card(session, self.owner, self.cards[card], answer=f"{self.now}", now=self.now)

    @precondition(lambda self: self.deck)
    @rule()
    def delete_the_deck_and_bring_it_back(self) -> None:
        with self.database.write() as session:
            decks.delete_deck(session, self.owner, self.deck, now=self.now)
            assert answers.next_card(session, self.owner, now=self.now) is None
            decks.restore_deck(session, self.owner, self.deck, now=self.now)

    @invariant()
    def the_log_holds_exactly_the_answers_that_stand(self) -> None:
        with self.database.read() as session:
            log = session.exec(select(col(Review.card_id)).order_by(col(Review.number))).all()
        assert list(log) == self.answers

    def _change(self, change: Any, card: int) -> None:
        with self.database.write() as session:
            if self._card(session, self.cards[card]).deleted_at is None:
                change(session, self.owner, [self.cards[card]], now=self.now)

    def _card(self, session: Session, card_id: str) -> Card:
        return session.exec(select(Card).where(col(Card.id) == card_id)).one()


History.TestCase.settings = settings(
    max_examples=20, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestHistory = History.TestCase


def days() -> Generator[datetime]:
    """Every noon of the two months around the night when Berlin's clocks go back."""
    yield from (datetime(2025, 10, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(60))


def test_studying_every_day_never_leaves_a_due_card_behind() -> None:
    history = History()
    try:
        for history.now in days():
            count = -1
            while count < len(history.answers):
                count = len(history.answers)
                history.answer_what_is_shown()
            with history.database.read() as session:
                assert answers.next_card(session, history.owner, now=history.now) is None
        assert len(history.answers) > 3 * CARDS
        history.every_card_is_the_fold_of_its_reviews()
    finally:
        history.teardown()


def test_thousands_of_answers_leave_what_the_library_alone_would_leave(
    database: Database, owner: User, now: datetime
) -> None:
    """State, step, stability and difficulty are compared after each answer; our own code decides on the day.

    The library counts blocks of 24 hours, so it is told study days as such; the learner lives in UTC.
    """
    draw, library = Random(6), fsrs.Scheduler(enable_fuzzing=False)
    with database.write() as session:
        deck = make_deck(session, owner)
        ours = [make_card(session, deck, question=f"What is number {number}?") for number in range(50)]
        theirs = [fsrs.Card(card_id=number, due=now) for number in range(50)]
        for _ in range(ANSWERS):
            number, rating = draw.randrange(50), draw.choices(list(Rating), [2, 1, 6, 1])[0]
            now += draw.choice([timedelta(seconds=7), timedelta(minutes=20), timedelta(days=draw.random())])
            answers.record_answer(session, owner.id, ours[number].id, rating=rating, duration_ms=900, now=now)
            if last := theirs[number].last_review:
                theirs[number].last_review = now - (study_day(now) - study_day(last))
            theirs[number], _ = library.review_card(theirs[number], fsrs.Rating(rating), now)
            assert remembered(ours[number]) == remembered(theirs[number])
        log = session.exec(select(func.count(), func.max(col(Review.number))).select_from(Review)).one()
    assert log == (ANSWERS, ANSWERS)


def study_day(moment: datetime) -> date:
    return (moment - timedelta(hours=4)).date()


def remembered(card: Card | fsrs.Card) -> tuple[object, ...]:
    state = card.state.name.lower() if isinstance(card, fsrs.Card) else card.state.value
    return state, card.step, card.stability, card.difficulty
