"""Limits for one study day, of the learner and of a deck, and siblings of cards answered today."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studyapp.database import Database
from studyapp.models import Card, CardState, Deck, Rating, StudyMode, User
from studyapp.services import accounts, decks
from studyapp.services.scheduling.due import Counts
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import answers, presentations, sessions
from tests.factories import make_card, make_deck

AGAIN, HARD, GOOD, EASY = Rating
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Make = Callable[..., Card]


@pytest.fixture
def make(database: Database, deck: Deck) -> Make:
    def make(**fields: Any) -> Card:
        with database.write() as session:
            return make_card(session, fields.pop("deck", deck), **fields)

    return make


@pytest.fixture
def prefer(database: Database, owner: User) -> Callable[..., None]:
    def prefer(**preferences: Any) -> None:
        with database.write() as session:
            accounts.save_preferences(session, owner.id, **preferences)

    return prefer


Prefer = Callable[..., None]


def presentation_of(database: Database, owner: User, now: datetime) -> Callable[[], str | None]:
    """A function that returns what is on the screen of one study session."""
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, now=now)

    def show() -> str | None:
        with database.write() as session:
            shown = presentations.present(session, owner.id, study_session.id, now=now)
            return shown.id if shown else None

    return show


def next_id(database: Database, owner: User, now: datetime, deck_id: str | None = None) -> str | None:
    with database.read() as session:
        shown = answers.next_card(session, owner.id, deck_id=deck_id, now=now)
    return shown and shown.card.id


def left(database: Database, owner: User, now: datetime, scope: Scope = Scope()) -> Counts:  # noqa: B008
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, scope=scope, now=now)
        return sessions.session_progress(session, owner.id, study_session.id, now=now).left


def answer(database: Database, card: Card, now: datetime, rating: Rating = EASY) -> None:
    with database.write() as session:
        answers.record_answer(session, card.user_id, card.id, rating=rating, duration_ms=900, now=now)


def study_all(database: Database, owner: User, now: datetime, deck_id: str | None = None) -> list[str]:
    """The cards shown until nothing is left, if each is answered Easy."""
    answered: list[str] = []
    while card_id := next_id(database, owner, now, deck_id):
        with database.write() as session:
            answers.record_answer(session, owner.id, card_id, rating=EASY, duration_ms=900, now=now)
        answered.append(card_id)
    return answered


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


# Decks


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


SMALLER = {"new_per_day": 0, "reviews_per_day": 0}


@pytest.mark.parametrize("state", [CardState.NEW, CardState.REVIEW])
def test_a_limit_that_was_lowered_takes_the_card_off_the_screen(
    database: Database, owner: User, make: Make, prefer: Prefer, now: datetime, state: CardState
) -> None:
    make(state=state)
    show = presentation_of(database, owner, now)
    assert show() is not None
    prefer(**SMALLER)
    assert show() is None
    prefer(new_per_day=5, reviews_per_day=5)
    assert show() is not None


def test_a_deck_that_begins_no_more_today_takes_its_card_off_the_screen(
    database: Database, owner: User, deck: Deck, make: Make, now: datetime
) -> None:
    make()
    show = presentation_of(database, owner, now)
    assert show() is not None
    with database.write() as session:
        decks.edit_deck(session, owner.id, deck.id, new_per_day=0, now=now)
    assert show() is None


def test_a_lowered_limit_leaves_what_is_being_learned(
    database: Database, owner: User, make: Make, prefer: Prefer, now: datetime
) -> None:
    make(state=CardState.LEARNING)
    show = presentation_of(database, owner, now)
    learning = show()
    prefer(**SMALLER)
    assert learning is not None
    assert show() == learning


def test_a_lowered_limit_leaves_a_card_whose_answer_has_been_seen(
    database: Database, owner: User, make: Make, prefer: Prefer, now: datetime
) -> None:
    make()
    show = presentation_of(database, owner, now)
    seen = show()
    assert seen is not None
    with database.write() as session:
        presentations.reveal(session, owner.id, seen, now=now)
    prefer(**SMALLER)
    assert show() == seen


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


# Tags


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("exam", ["exam"]),
        ("EXAM", ["exam"]),
        ("exam 2", ["exam 2", "second"]),
        ("100%", ["100%"]),
        ("a_b", ["a_b"]),
        ("Ähre", ["Ähre"]),
        ('say "hi"', ["quoted"]),
        ('hi"', []),
        ("am", []),
        ("x/y", ["x/y"]),
        ("back\\slash", ["back\\slash"]),
    ],
)
def test_a_tag_finds_the_cards_that_have_exactly_it(
    database: Database, owner: User, now: datetime, make: Make, tag: str, found: list[str]
) -> None:
    for words, tags in {
        "exam": ["exam"],
        "exam 2": ["exam 2"],
        "second": ["first", "exam 2"],
        "100%": ["100%"],
        "1000": ["1000"],
        "a_b": ["a_b"],
        "axb": ["axb"],
        "Ähre": ["Ähre"],
        "quoted": ['say "hi"'],
        "x/y": ["x/y"],
        "back\\slash": ["back\\slash"],
        "none": [],
    }.items():
        make(question=words, tags=tags)
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, scope=Scope(tag=tag), now=now)
        ahead = presentations.coming(session, owner.id, study_session.id, count=20, now=now)
    assert [card.question for card in ahead] == found


# Buried cards and siblings


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
