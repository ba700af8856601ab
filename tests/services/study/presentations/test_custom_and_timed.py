"""Custom study leaves the schedule alone, and timed study sessions end by themselves."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import Card, CardState, Rating, StudyMode, User
from studyapp.services.study import presentations, sessions
from tests.services.conftest import Make
from tests.services.reading import all_reviews
from tests.services.study.presentations.conftest import Sit
from tests.services.study.presentations.desk import WRONG

AGAIN, HARD, GOOD, EASY = Rating
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_custom_study_goes_once_through_every_card_and_leaves_schedule_and_log_alone(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    for number in range(10):
        state = list(CardState)[number % 4]
        make(question=f"number {number}", state=state, due_at=now + number * 100 * DAY, distractors=WRONG)
    with database.read() as session:
        before = [card.model_dump() for card in session.exec(select(Card))]
    desk = sit(StudyMode.CUSTOM)
    asked: list[str] = []
    while shown := desk.look_for():
        assert shown.intervals == {}
        assert shown.left.total == 10 - len(asked)
        asked.append(shown.card.id)
        chosen = desk.choose_wrongly(shown)
        assert (chosen.scheduled, chosen.next_due_at, chosen.review_id) == (None, None, None)
    assert Counter(asked) == Counter(row["id"] for row in before)
    assert all_reviews(database) == []
    with database.read() as session:
        assert [card.model_dump() for card in session.exec(select(Card))] == before
    progress = desk.progress()
    assert (progress.answered, progress.correct, progress.again, progress.left.total) == (10, 0, 10, 0)


def test_each_custom_study_session_has_an_order_of_its_own(
    make: Make, sit: Sit, database: Database, owner: User
) -> None:
    for number in range(12):
        make(question=f"number {number}")
    orders: set[tuple[str, ...]] = set()
    for _ in range(3):
        desk = sit(StudyMode.CUSTOM)
        with database.read() as session:
            ahead = presentations.coming(session, owner.id, desk.study_session, count=12, now=desk.now)
            assert presentations.coming(session, owner.id, desk.study_session, count=12, now=desk.now) == ahead
        orders.add(tuple(card.id for card in ahead))
        with database.write() as session:
            sessions.end_session(session, owner.id, desk.study_session, now=desk.now)
    assert len(orders) == 3


def test_custom_answers_are_taken_back_and_lowered_without_a_review(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    desk = sit(StudyMode.CUSTOM)
    shown = desk.look()
    desk.choose_rightly(shown)
    assert desk.lower(shown, AGAIN).rating is AGAIN
    assert desk.look_for() is None
    desk.undo()
    assert desk.look().id == shown.id
    assert all_reviews(database) == []


def test_a_timed_study_session_ends_five_minutes_after_its_first_card(make: Make, sit: Sit, now: datetime) -> None:
    for number in range(9):
        make(question=f"number {number}", distractors=WRONG)
    desk = sit(StudyMode.TIMED)
    assert desk.progress().ends_at is None
    desk.now += 2 * MINUTE
    assert desk.look().ends_at == now + 7 * MINUTE
    desk.choose_rightly(desk.look())
    desk.choose_wrongly(desk.look())
    last = desk.look()
    desk.now = now + 7 * MINUTE
    with pytest.raises(Conflict, match="over"):
        desk.choose_rightly(last)
    assert desk.look_for() is None
    done = desk.progress()
    assert (done.is_over, done.answered, done.correct, done.accuracy) == (True, 2, 1, 0.5)
