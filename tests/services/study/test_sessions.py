"""Study sessions survive a reload, and have a summary."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Card, CardState, Deck, Rating, StudyMode, User
from studyapp.services import accounts, decks
from studyapp.services.scheduling.due import Counts
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import answers, presentations, sessions
from studyapp.services.study.sessions import SessionProgress, get_session
from tests.factories import make_card, make_deck

AGAIN, HARD, GOOD, EASY = Rating
HOUR = timedelta(hours=1)


def start(database: Database, owner: User, now: datetime, deck: Deck | None = None) -> str:
    with database.write() as session:
        return sessions.start_session(session, owner.id, scope=Scope(deck and deck.id), now=now).id


def progress(database: Database, owner: User, session_id: str, now: datetime) -> SessionProgress:
    with database.read() as session:
        return sessions.session_progress(session, owner.id, session_id, now=now)


def answer(database: Database, card: Card, rating: Rating, session_id: str, now: datetime) -> None:
    with database.write() as session:
        answers.record_answer(
            session, card.user_id, card.id, rating=rating, duration_ms=2500, session_id=session_id, now=now
        )


def test_a_reload_within_a_day_goes_on_with_the_same_study_session(
    database: Database, owner: User, now: datetime
) -> None:
    first = start(database, owner, now)
    assert start(database, owner, now + 23 * HOUR) == first
    assert start(database, owner, now + 24 * HOUR) != first


def sit(database: Database, owner: User, now: datetime, mode: StudyMode, scope: Scope = Scope()) -> str:  # noqa: B008
    with database.write() as session:
        return sessions.start_session(session, owner.id, mode=mode, scope=scope, now=now).id


def test_each_mode_and_each_scope_has_a_study_session_of_its_own(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    scopes = [Scope(), Scope(deck.id), Scope(tag="exam"), Scope(deck.id, "exam"), Scope(tag="other")]
    begun = [sit(database, owner, now, mode, scope) for mode in StudyMode for scope in scopes]
    assert len(set(begun)) == len(StudyMode) * len(scopes)
    assert [sit(database, owner, now + HOUR / 3, mode, scope) for mode in StudyMode for scope in scopes] == begun


@pytest.mark.parametrize(("minutes", "goes_on"), [(29, True), (30, False), (31, False)])
def test_a_timed_study_session_begun_half_an_hour_ago_is_too_old(
    database: Database, owner: User, now: datetime, minutes: int, goes_on: bool
) -> None:
    first = sit(database, owner, now, StudyMode.TIMED)
    assert (sit(database, owner, now + minutes * HOUR / 60, StudyMode.TIMED) == first) is goes_on


def test_a_timed_study_session_whose_time_is_up_is_not_gone_on_with(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        make_card(session, deck)
    first = sit(database, owner, now, StudyMode.TIMED)
    with database.write() as session:
        assert presentations.present(session, owner.id, first, now=now)
    assert sit(database, owner, now + HOUR / 13, StudyMode.TIMED) == first
    assert sit(database, owner, now + HOUR / 12, StudyMode.TIMED) != first


def test_a_tag_of_spaces_is_no_tag(database: Database, owner: User, now: datetime) -> None:
    everything = sit(database, owner, now, StudyMode.FLASHCARD)
    assert sit(database, owner, now, StudyMode.FLASHCARD, Scope(tag="  ")) == everything


def test_each_deck_has_a_study_session_of_its_own(database: Database, owner: User, deck: Deck, now: datetime) -> None:
    everything, one_deck = start(database, owner, now), start(database, owner, now, deck)
    assert everything != one_deck
    assert start(database, owner, now, deck) == one_deck
    assert start(database, owner, now) == everything


def test_an_ended_study_session_is_not_gone_on_with(database: Database, owner: User, now: datetime) -> None:
    first = start(database, owner, now)
    with database.write() as session:
        sessions.end_session(session, owner.id, first, now=now)
        sessions.end_session(session, owner.id, first, now=now + HOUR)
        assert get_session(session, owner.id, first).ended_at == now
    assert start(database, owner, now) != first


def test_a_study_session_left_behind_ends_when_it_was_last_used(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck)
    forgotten = start(database, owner, now)
    answer(database, card, GOOD, forgotten, now + HOUR)
    start(database, owner, now + 30 * HOUR)
    with database.read() as session:
        assert get_session(session, owner.id, forgotten).ended_at == now + HOUR


def test_a_deleted_or_foreign_deck_cannot_be_studied(
    database: Database, owner: User, stranger: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        with pytest.raises(NotFound):
            sessions.start_session(session, stranger.id, scope=Scope(deck.id), now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)
        with pytest.raises(NotFound):
            sessions.start_session(session, owner.id, scope=Scope(deck.id), now=now)


def test_a_study_session_belongs_to_one_learner(
    database: Database, owner: User, stranger: User, deck: Deck, now: datetime
) -> None:
    mine = start(database, owner, now)
    with database.write() as session:
        card = make_card(session, make_deck(session, stranger))
        for look in (
            lambda: sessions.session_progress(session, stranger.id, mine, now=now),
            lambda: sessions.end_session(session, stranger.id, mine, now=now),
            lambda: answers.record_answer(
                session, stranger.id, card.id, rating=GOOD, duration_ms=1, session_id=mine, now=now
            ),
        ):
            with pytest.raises(NotFound):
                look()


def test_progress_sums_up_the_answers_of_this_study_session(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        some = [make_card(session, deck) for _ in range(4)]
    other, here = start(database, owner, now, deck), start(database, owner, now)
    for card, rating in zip(some, (AGAIN, HARD, GOOD), strict=False):
        answer(database, card, rating, here, now)
    answer(database, some[0], EASY, other, now)
    done = progress(database, owner, here, now)
    assert (done.answered, done.correct, done.again, done.seconds) == (3, 2, 1, 8)
    assert done.left == Counts(new=1, learning=2, review=0)


def test_an_undone_answer_no_longer_counts(database: Database, owner: User, deck: Deck, now: datetime) -> None:
    with database.write() as session:
        card = make_card(session, deck)
    here = start(database, owner, now)
    answer(database, card, GOOD, here, now)
    with database.write() as session:
        answers.undo_answer(session, owner.id, session_id=here, now=now)
    done = progress(database, owner, here, now)
    assert (done.answered, done.seconds, done.left.new) == (0, 0, 1)


def test_a_study_session_with_nothing_in_it_has_no_next_card(database: Database, owner: User, now: datetime) -> None:
    done = progress(database, owner, start(database, owner, now), now)
    assert (done.answered, done.left, done.correct, done.again, done.seconds) == (0, Counts(0, 0, 0), 0, 0, 0)
    assert (done.next_due_at, done.resumes_at, done.accuracy) == (None, None, None)


def test_the_next_review_comes_up_when_its_study_day_starts(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        accounts.save_preferences(session, owner.id, timezone="Europe/Berlin")
        make_card(session, deck, state=CardState.REVIEW, due_at=now + 48 * HOUR)
        make_card(session, deck, state=CardState.REVIEW, due_at=now - HOUR)
        make_card(session, deck, state=CardState.REVIEW, due_at=now + 20 * HOUR, suspended=True)
    at_four_in_berlin = now.replace(hour=3) + 48 * HOUR
    assert progress(database, owner, start(database, owner, now), now).next_due_at == at_four_in_berlin


def test_the_next_learning_card_comes_up_at_its_moment(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        make_card(session, deck, state=CardState.LEARNING, due_at=now + HOUR)
        make_card(session, deck, state=CardState.REVIEW, due_at=now + 48 * HOUR)
    assert progress(database, owner, start(database, owner, now), now).next_due_at == now + HOUR
