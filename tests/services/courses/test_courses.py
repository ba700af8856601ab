"""Courses: created, listed, edited, archived, deleted and restored."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Deck, User
from studyapp.services import decks
from studyapp.services.courses import courses
from tests.factories import make_card, make_course, make_user


def test_courses_are_listed_with_the_nearest_exam_first(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        for name, day in (("Undated", None), ("Late", date(2025, 7, 1)), ("Soon", date(2025, 2, 1)), ("Newer", None)):
            courses.create_course(session, owner.id, name=name, exam_date=day, now=now)
        make_course(session, make_user(session, id="somebody-else"), name="Theirs")
        assert [course.name for course in courses.list_courses(session, owner.id)] == [
            "Soon",
            "Late",
            "Newer",
            "Undated",
        ]


def test_what_is_not_given_stays(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        made = courses.create_course(
            session,
            owner.id,
            name=" Cell\nbiology ",
            code="BIO 101",
            term="Winter 2025",
            exam_date=date(2025, 2, 1),
            now=now,
        )
        edited = courses.edit_course(session, owner.id, made.id, term="Summer", exam_date=None, now=now)
        assert (edited.name, edited.code, edited.term, edited.exam_date) == ("Cell biology", "BIO 101", "Summer", None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " \u200b "}, "The name must not be empty."),
        ({"name": "n" * 201}, "The name can have at most 200 characters; this one has 201."),
        ({"name": "Biology", "code": "c" * 41}, "The code can have at most 40 characters; this one has 41."),
        ({"name": "Biology", "term": "t" * 41}, "The term can have at most 40 characters; this one has 41."),
    ],
)
def test_fields_have_limits(
    database: Database, owner: User, now: datetime, fields: dict[str, Any], sentence: str
) -> None:
    with database.write() as session, pytest.raises(BadInput, match=sentence.replace(".", r"\.")):
        courses.create_course(session, owner.id, **fields, now=now)


def test_the_deck_is_made_once_and_follows_the_name(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        course = make_course(session, owner)
        deck = courses.deck_of(session, owner.id, course.id, now=now)
        assert courses.deck_of(session, owner.id, course.id, now=now).id == deck.id
        courses.edit_course(session, owner.id, course.id, name="Genetics", now=now)
        assert deck.title == "Genetics"
        decks.edit_deck(session, owner.id, deck.id, title="My own words", now=now)
        courses.edit_course(session, owner.id, course.id, name="Botany", now=now)
        assert deck.title == "My own words"


def test_a_deck_that_was_deleted_is_replaced(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        course = make_course(session, owner)
        deck = courses.deck_of(session, owner.id, course.id, now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)
        assert courses.deck_of(session, owner.id, course.id, now=now).id != deck.id


def test_a_course_goes_and_comes_back_with_its_deck(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        course = make_course(session, owner)
        deck = courses.deck_of(session, owner.id, course.id, now=now)
        card = make_card(session, deck)
        courses.delete_course(session, owner.id, course.id, now=now)
        assert (deck.deleted_at, courses.list_courses(session, owner.id)) == (course.deleted_at, [])
        with pytest.raises(NotFound):
            courses.get_course(session, owner.id, course.id)
        assert courses.restore_courses(session, owner.id, [course.id], now=now) == 1
        session.refresh(card)
        assert (courses.get_course(session, owner.id, course.id).id, card.deleted_at) == (course.id, None)
        assert session.get(Deck, deck.id).deleted_at is None  # pyright: ignore[reportOptionalMemberAccess]


def test_a_deck_deleted_before_its_course_stays_in_the_trash(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        course = make_course(session, owner)
        deck = courses.deck_of(session, owner.id, course.id, now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)
        courses.delete_course(session, owner.id, course.id, now=now + timedelta(hours=1))
        courses.restore_courses(session, owner.id, [course.id], now=now + timedelta(hours=2))
        assert deck.deleted_at == now


def test_an_archived_course_is_taken_up_again(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        course = make_course(session, owner)
        assert courses.archive_course(session, owner.id, course.id, now=now).archived_at == now
        assert courses.archive_course(session, owner.id, course.id, now=now + timedelta(days=1)).archived_at == now
        assert courses.archive_course(session, owner.id, course.id, archived=False, now=now).archived_at is None


def test_there_is_a_limit_for_new_and_for_restored_ones(
    database: Database, owner: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courses, "MOST", 2)
    with database.write() as session:
        gone = make_course(session, owner, deleted_at=now)
        for _ in range(2):
            courses.create_course(session, owner.id, name="Biology", now=now)
        with pytest.raises(Conflict, match="You have 2 courses; 2 are the most"):
            courses.create_course(session, owner.id, name="Biology", now=now)
        with pytest.raises(Conflict):
            courses.restore_courses(session, owner.id, [gone.id], now=now)
