"""Limits for one study day, of the learner and of a deck."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studyapp.database import Database
from studyapp.models import CardState, Deck, Rating, StudyMode, User
from studyapp.services import decks
from studyapp.services.scheduling.due import Counts
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import answers, presentations, sessions
from tests.factories import make_card, make_deck
from tests.services.conftest import Make
from tests.services.scheduling.conftest import Prefer
from tests.services.scheduling.studying import answer, left, next_id, study_all

AGAIN, HARD, GOOD, EASY = Rating
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_no_more_new_cards_begin_than_the_learner_wants_a_day(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    made = [make().id for _ in range(5)]
    prefer(new_per_day=2)
    assert left(database, owner, now) == Counts(new=2, learning=0, review=0)
    assert study_all(database, owner, now) == made[:2]
    assert left(database, owner, now) == Counts(0, 0, 0)
    assert study_all(database, owner, now + DAY) == made[2:4]


def test_no_more_reviews_come_than_the_learner_wants_a_day(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    made = [make(state=CardState.REVIEW, due_at=now - n * HOUR).id for n in range(5)]
    prefer(reviews_per_day=3)
    assert left(database, owner, now).review == 3
    assert study_all(database, owner, now) == made[:1:-1]
    assert left(database, owner, now).review == 0
    assert study_all(database, owner, now + DAY) == [made[1], made[0]]


def test_what_is_being_learned_has_no_limit(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    make()
    make(state=CardState.REVIEW)
    waiting = [make(state=state, due_at=now) for state in (CardState.LEARNING, CardState.RELEARNING)]
    prefer(new_per_day=0, reviews_per_day=0)
    assert left(database, owner, now) == Counts(new=0, learning=2, review=0)
    assert study_all(database, owner, now) == [card.id for card in waiting]


def test_repeating_a_card_begun_today_begins_no_other(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    first, second = make(), make()
    prefer(new_per_day=2)
    for _ in range(3):
        answer(database, first, now, AGAIN)
    assert left(database, owner, now) == Counts(new=1, learning=1, review=0)
    answer(database, second, now)
    assert left(database, owner, now).new == 0


def test_an_answer_that_is_taken_back_gives_its_place_back(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    card = make()
    prefer(new_per_day=1)
    answer(database, card, now)
    make()
    assert next_id(database, owner, now) is None
    with database.write() as session:
        answers.undo_answer(session, owner.id, now=now)
    assert next_id(database, owner, now) == card.id


def test_the_answers_of_another_learner_use_up_nothing(
    database: Database, owner: User, stranger: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    make()
    prefer(new_per_day=1)
    with database.write() as session:
        other = make_card(session, make_deck(session, stranger))
    answer(database, other, now)
    assert left(database, owner, now).new == 1


@pytest.mark.parametrize(
    ("zone", "hour", "answered_at", "asked_at", "is_same_day"),
    [
        ("UTC", 4, (2025, 1, 15, 12), (2025, 1, 16, 3), True),
        ("UTC", 4, (2025, 1, 15, 12), (2025, 1, 16, 4), False),
        ("UTC", 4, (2025, 1, 15, 3), (2025, 1, 15, 5), False),
        ("Asia/Tokyo", 4, (2025, 1, 15, 5), (2025, 1, 16, 3), True),  # two dates in UTC
        ("America/New_York", 0, (2025, 1, 15, 18), (2025, 1, 15, 23), True),
        ("Europe/Berlin", 4, (2025, 3, 29, 4), (2025, 3, 30, 3), True),  # the day with 23 hours
        ("Europe/Berlin", 4, (2025, 3, 29, 4), (2025, 3, 30, 4), False),
        ("Europe/Berlin", 4, (2025, 10, 25, 4), (2025, 10, 26, 3), True),  # the one with 25
        ("Europe/Berlin", 4, (2025, 10, 25, 4), (2025, 10, 26, 4), False),
    ],
)
def test_the_limit_is_that_of_the_learners_own_study_day(
    *,
    database: Database,
    owner: User,
    deck: Deck,
    prefer: Prefer,
    zone: str,
    hour: int,
    answered_at: tuple[int, ...],
    asked_at: tuple[int, ...],
    is_same_day: bool,
) -> None:
    prefer(timezone=zone, day_starts_at_hour=hour, new_per_day=1)
    then, now = (_local(zone, *when) for when in (answered_at, asked_at))
    with database.write() as session:
        first, _ = (make_card(session, deck, created_at=then - DAY) for _ in range(2))
    answer(database, first, then)
    assert (next_id(database, owner, now) is None) is is_same_day


def _local(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc,arg-type]


def limited(database: Database, owner: User, now: datetime, limit: int, **fields: Any) -> Deck:
    with database.write() as session:
        deck = make_deck(session, owner, **fields)
        return decks.edit_deck(session, owner.id, deck.id, new_per_day=limit, now=now)


def test_a_deck_may_begin_fewer_cards_than_the_learner_allows(
    database: Database, owner: User, deck: Deck, now: datetime, make: Make, prefer: Prefer
) -> None:
    small = limited(database, owner, now, 2)
    first = [make(deck=small, created_at=now - HOUR).id for _ in range(4)]
    others = [make().id for _ in range(4)]
    prefer(new_per_day=5)
    assert left(database, owner, now).new == 5
    assert left(database, owner, now, Scope(small.id)).new == 2
    assert left(database, owner, now, Scope(deck.id)).new == 4
    assert study_all(database, owner, now, small.id) == first[:2]
    assert left(database, owner, now).new == 3
    assert study_all(database, owner, now) == others[:3]
    assert left(database, owner, now, Scope(deck.id)).new == 0


def test_a_deck_with_no_place_left_holds_back_no_other(
    database: Database, owner: User, now: datetime, make: Make
) -> None:
    closed = limited(database, owner, now, 0)
    for _ in range(30):
        make(deck=closed, created_at=now - DAY)
    open_ones = [make().id, make(deck=limited(database, owner, now, 1)).id]
    assert left(database, owner, now).new == 2
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, now=now)
        ahead = presentations.coming(session, owner.id, study_session.id, now=now)
    assert [card.id for card in ahead] == open_ones
    assert study_all(database, owner, now) == open_ones


def test_a_deck_with_a_generous_limit_still_stands_under_the_learners(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    roomy = limited(database, owner, now, 50)
    for _ in range(4):
        make(deck=roomy)
    prefer(new_per_day=3)
    assert left(database, owner, now, Scope(roomy.id)).new == left(database, owner, now).new == 3
    assert len(study_all(database, owner, now, roomy.id)) == 3


def test_limits_hold_for_a_tag_as_well(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer
) -> None:
    for number in range(4):
        make(tags=["exam"] if number % 2 else ["other"])
    prefer(new_per_day=1)
    assert left(database, owner, now, Scope(tag="exam")).new == 1


@pytest.mark.parametrize("mode", [StudyMode.FLASHCARD, StudyMode.MULTIPLE_CHOICE, StudyMode.MIXED, StudyMode.TIMED])
def test_limits_hold_in_every_mode_that_schedules(
    database: Database, owner: User, now: datetime, make: Make, prefer: Prefer, mode: StudyMode
) -> None:
    make()
    prefer(new_per_day=0)
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, mode=mode, now=now)
        assert presentations.present(session, owner.id, study_session.id, now=now) is None
        custom = sessions.start_session(session, owner.id, mode=StudyMode.CUSTOM, now=now)
        assert presentations.present(session, owner.id, custom.id, now=now)
