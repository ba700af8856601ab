"""What is shown: one card at a time, the same on every device."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Card, CardState, Rating, StudyMode, User
from studyapp.services.study import presentations
from tests.services.conftest import Make
from tests.services.study.presentations.conftest import Sit
from tests.services.study.presentations.desk import WRONG, stored

AGAIN, HARD, GOOD, EASY = Rating
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


def test_a_reload_and_another_device_get_the_same_presentation(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    again, elsewhere = desk.look(), sit().look()
    assert shown.id == again.id == elsewhere.id
    assert shown.options == again.options == elsewhere.options
    assert len(stored(database)) == 1


def test_what_stands_on_the_screen_can_be_read_without_writing(make: Make, sit: Sit) -> None:
    make(distractors=WRONG)
    make()
    desk = sit(StudyMode.MIXED)
    assert desk.glance() is None
    shown = desk.look()
    assert desk.glance() == shown == desk.look()
    desk.choose_rightly(shown)
    assert desk.glance() is None


@pytest.mark.parametrize("change", [{"suspended": True}, {"reps": 1}, {"distractors": WRONG}])
def test_a_card_that_is_not_to_stand_as_it_does_is_left_to_the_next_presentation(
    make: Make, sit: Sit, database: Database, change: dict[str, Any]
) -> None:
    card = make()
    desk = sit(StudyMode.MIXED)
    desk.look()
    with database.write() as session:
        session.add(card)
        card.sqlmodel_update(change)
    assert desk.glance() is None


def test_a_learner_who_was_away_or_whose_time_is_up_is_not_shown_the_card_as_it_was(make: Make, sit: Sit) -> None:
    make()
    for mode, later in ((StudyMode.MIXED, 11 * MINUTE), (StudyMode.TIMED, 6 * MINUTE)):
        desk = sit(mode)
        desk.look()
        desk.now += later
        assert desk.glance() is None


def test_nothing_is_shown_when_nothing_is_due(make: Make, sit: Sit, now: datetime) -> None:
    make(state=CardState.REVIEW, due_at=now + 5 * DAY)
    make(suspended=True)
    make(deleted_at=now)
    make(is_candidate=True)
    make(buried_until=now + MINUTE)
    for mode in StudyMode:
        desk = sit(mode)
        if mode is StudyMode.CUSTOM:
            assert desk.look().card.state == CardState.REVIEW
        else:
            assert desk.look_for() is None


@pytest.mark.parametrize("change", ["suspended", "is_candidate", "buried_until", "deleted_at"])
@pytest.mark.parametrize("mode", [StudyMode.MULTIPLE_CHOICE, StudyMode.CUSTOM])
def test_a_card_that_is_put_aside_leaves_the_screen(
    make: Make, sit: Sit, database: Database, now: datetime, change: str, mode: StudyMode
) -> None:
    card, other = make(), make(created_at=now + SECOND)
    desk = sit(mode)
    shown = desk.look()
    with database.write() as session:
        put_aside = session.exec(select(Card).where(col(Card.id) == shown.card.id)).one()
        value = now + DAY if change == "buried_until" else now if change == "deleted_at" else True
        setattr(put_aside, change, value)
    assert desk.look().card.id in {card.id, other.id} - {shown.card.id}


def test_a_card_being_learned_can_be_left_to_wait(make: Make, sit: Sit, now: datetime) -> None:
    make(state=CardState.LEARNING, due_at=now + 5 * MINUTE)
    desk = sit(StudyMode.FLASHCARD)
    assert desk.look_for(early=False) is None
    assert desk.progress().resumes_at == now + 5 * MINUTE
    assert desk.look().card.state == CardState.LEARNING
    assert desk.look_for(early=False) is not None, "what is on the screen stays there"


def test_the_cards_that_come_next_are_known_ahead(make: Make, sit: Sit, database: Database, owner: User) -> None:
    made = [make(question=f"number {number}") for number in range(8)]
    desk = sit()
    desk.look()
    with database.read() as session:
        ahead = presentations.coming(session, owner.id, desk.study_session, now=desk.now)
    assert [card.id for card in ahead] == [card.id for card in made[1:6]]


def test_nobody_else_sees_or_answers_a_presentation(
    make: Make, sit: Sit, database: Database, stranger: User, now: datetime
) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    me, here = stranger.id, desk.study_session
    with database.write() as session:
        for attempt in (
            lambda: presentations.present(session, me, here, now=now),
            lambda: presentations.standing(session, me, here, now=now),
            lambda: presentations.coming(session, me, here, now=now),
            lambda: presentations.reveal(session, me, shown.id, now=now),
            lambda: presentations.choose(session, me, shown.id, choice=0, now=now),
            lambda: presentations.grade(session, me, shown.id, rating=GOOD, now=now),
            lambda: presentations.lower(session, me, shown.id, rating=AGAIN, now=now),
            lambda: presentations.undo(session, me, here, now=now),
        ):
            with pytest.raises(NotFound):
                attempt()
