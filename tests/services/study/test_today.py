"""The start page's data."""

from datetime import date, datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.models import CardState, Rating, User
from studyapp.services import accounts, decks
from studyapp.services.cards import bulk
from studyapp.services.scheduling.due import Counts
from studyapp.services.study import answers
from studyapp.services.study.today import Today, Totals, today
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def read(database: Database, owner: User, now: datetime) -> Today:
    with database.read() as session:
        return today(session, owner.id, now=now)


def test_a_new_learner_has_an_empty_day(database: Database, owner: User, now: datetime) -> None:
    day = read(database, owner, now)
    assert day.due == Counts(0, 0, 0)
    assert day.forecast == [(date(2025, 1, 15) + DAY * n, 0) for n in range(7)]
    assert (day.continue_deck, day.decks) == (None, [])
    assert day.totals == Totals(decks=0, cards=0, answered_today=0, seconds_today=0)


def test_the_forecast_counts_each_study_day_and_today_what_is_overdue(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        for due_at in (
            now - 90 * DAY,
            now,
            now + 15 * HOUR,  # 3 a.m. still belongs to today
            now + 16 * HOUR,  # 4 a.m. is tomorrow
            now + 6 * DAY,
            now + 6 * DAY + 16 * HOUR,  # the eighth day
        ):
            make_card(session, deck, state=CardState.REVIEW, due_at=due_at)
        make_card(session, deck, state=CardState.RELEARNING, due_at=now + HOUR)
        make_card(session, deck)  # new cards come when the learner wants them
        make_card(session, deck, state=CardState.REVIEW, suspended=True)
    day = read(database, owner, now)
    assert [count for _, count in day.forecast] == [4, 1, 0, 0, 0, 0, 1]
    assert day.due == Counts(new=1, learning=0, review=3)


@pytest.mark.parametrize(("zone", "today_counts"), [("UTC", 1), ("America/New_York", 2), ("Asia/Tokyo", 0)])
def test_the_forecast_follows_the_learners_clock(
    database: Database, owner: User, now: datetime, zone: str, today_counts: int
) -> None:
    """Noon in UTC is 7 a.m. in New York and 9 p.m. in Tokyo, where the study day ends at 19:00 UTC."""
    with database.write() as session:
        accounts.save_preferences(session, owner.id, timezone=zone)
        deck = make_deck(session, owner)
        make_card(session, deck, state=CardState.REVIEW, due_at=now + 8 * HOUR)
        make_card(session, deck, state=CardState.REVIEW, due_at=now + 18 * HOUR)
    assert read(database, owner, now).forecast[0][1] == today_counts


def test_decks_in_which_something_waits_come_most_due_first(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        new_only, most, some, done = (make_deck(session, owner, title=title) for title in ("new", "most", "some", "x"))
        make_card(session, new_only)
        for deck, count in ((most, 2), (some, 1)):
            for _ in range(count):
                make_card(session, deck, state=CardState.REVIEW)
        make_card(session, done, state=CardState.REVIEW, due_at=now + 3 * DAY)
        make_card(session, make_deck(session, owner, title="deleted", deleted_at=now), deleted_at=now)
    day = read(database, owner, now)
    assert [(deck.title, deck.due, deck.new) for deck in day.decks] == [("most", 2, 0), ("some", 1, 0), ("new", 0, 1)]
    assert (day.totals.decks, day.totals.cards) == (4, 5)


def test_one_goes_on_where_one_left_off_as_long_as_something_waits_there(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        first, second = make_deck(session, owner, title="first"), make_deck(session, owner, title="second")
        a, b = make_card(session, first), make_card(session, first)
        make_card(session, second)
        earlier = make_card(session, second)
        answers.record_answer(session, owner.id, earlier.id, rating=Rating.EASY, duration_ms=500, now=now)
        answers.record_answer(session, owner.id, a.id, rating=Rating.EASY, duration_ms=1500, now=now)
    day = read(database, owner, now)
    assert day.continue_deck is not None
    assert day.continue_deck.title == "first"
    assert (day.totals.answered_today, day.totals.seconds_today) == (2, 2)
    with database.write() as session:
        bulk.suspend_cards(session, owner.id, [b.id], now=now)
    assert read(database, owner, now).continue_deck is None


def test_yesterdays_answers_are_not_todays(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        card = make_card(session, make_deck(session, owner))
        answers.record_answer(session, owner.id, card.id, rating=3, duration_ms=1500, now=now - 9 * HOUR)
    assert read(database, owner, now).totals.answered_today == 0


def test_the_day_costs_the_same_few_statements_however_much_waits(
    database: Database, owner: User, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        for _ in range(30):
            make_card(session, make_deck(session, owner), state=CardState.REVIEW)
    with database.read() as session, statements() as sent:
        assert len(today(session, owner.id, now=now).decks) == 30
    assert len(sent) == 9


def test_nothing_of_somebody_else_is_counted(database: Database, owner: User, stranger: User, now: datetime) -> None:
    with database.write() as session:
        card = make_card(session, make_deck(session, stranger), state=CardState.REVIEW)
        answers.record_answer(session, stranger.id, card.id, rating=1, duration_ms=1500, now=now)
    assert read(database, owner, now) == read(database, owner, now)
    day = read(database, owner, now)
    assert (day.due.total, sum(count for _, count in day.forecast), day.decks) == (0, 0, [])
    assert day.totals == Totals(0, 0, 0, 0)


def test_today_promises_no_more_than_the_limits_of_the_day_allow(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        accounts.save_preferences(session, owner.id, new_per_day=3, reviews_per_day=2)
        small, large = make_deck(session, owner, title="small", new_per_day=1), make_deck(session, owner, title="large")
        full = make_deck(session, owner, title="full", new_per_day=0)
        for deck in (small, large, full):
            for _ in range(5):
                make_card(session, deck)
        for _ in range(5):
            make_card(session, large, state=CardState.REVIEW)
    day = read(database, owner, now)
    assert day.due == Counts(new=3, learning=0, review=2)
    assert {deck.title: (deck.due, deck.new) for deck in day.decks} == {"small": (0, 1), "large": (2, 3)}


def test_the_deck_itself_still_tells_all_that_is_in_it(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        accounts.save_preferences(session, owner.id, new_per_day=0, reviews_per_day=0)
        deck = make_deck(session, owner, new_per_day=1)
        make_card(session, deck, state=CardState.REVIEW)
        make_card(session, deck)
        summary = decks.summarise_deck(session, owner.id, deck.id, now=now)
    assert (summary.due, summary.new, summary.new_per_day) == (1, 1, 1)
    assert read(database, owner, now).decks == []
