"""Courses and documents in the trash: what goes and comes back with them, and what goes for good."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, func, select

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Card, Course, Deck, DocumentPage, Section, StoredDocument, User
from studyapp.services import decks, trash
from studyapp.services.courses import courses, documents
from tests.factories import NOON, make_card, make_course, make_deck, make_document

DAY = timedelta(days=1)


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    """A course with one card, and one document of one page and one section."""
    with database.write() as session:
        deck = make_deck(session, owner, title="Cell biology")
        make_card(session, deck)
        course = make_course(session, owner, deck_id=deck.id)
        document = make_document(session, course)
        session.add(DocumentPage(document_id=document.id, number=1, text="Cells have walls."))
        session.add(
            Section(
                user_id=owner.id, document_id=document.id, position=1, title="Walls", created_at=NOON, updated_at=NOON
            )
        )
        return course


def listed(database: Database, owner: User) -> list[tuple[str, str, str, int, bool]]:
    with database.read() as session:
        page = trash.list_trash(session, owner.id)
    assert page.total == len(page.items)
    return [(item.kind.value, item.text, item.place, item.cards, item.is_restorable) for item in page.items]


def left(database: Database) -> int:
    """How many rows there are of all that a course consists of."""
    with database.read() as session:
        tables = (Card, Deck, Course, StoredDocument, DocumentPage, Section)
        return sum(session.exec(select(func.count()).select_from(table)).one() for table in tables)


def test_a_course_and_all_that_is_in_it_are_one_thing(database: Database, owner: User, course: Course, now: datetime):
    with database.write() as session:
        courses.delete_course(session, owner.id, course.id, now=now)
    assert listed(database, owner) == [("course", "Cell biology", "", 1, True)]
    with database.write() as session:
        assert trash.restore(session, owner.id, course_ids=[course.id], now=now + DAY) == 1
    assert listed(database, owner) == []
    with database.read() as session:
        assert decks.get_deck(session, owner.id, course.deck_id or "").title == "Cell biology"
        assert len(documents.list_documents(session, owner.id, course.id)) == 1


def test_a_document_waits_for_its_course(database: Database, owner: User, course: Course, now: datetime):
    with database.write() as session:
        [document] = documents.list_documents(session, owner.id, course.id)
        documents.delete_document(session, owner.id, document.id, now=now)
    assert listed(database, owner) == [("document", "Handbook of cells", "Cell biology", 0, True)]
    with database.write() as session:
        courses.delete_course(session, owner.id, course.id, now=now + DAY)
    course_line, document_line = listed(database, owner)
    assert (course_line[0], document_line) == ("course", ("document", "Handbook of cells", "Cell biology", 0, False))
    with database.write() as session, pytest.raises(NotFound):
        trash.restore(session, owner.id, document_ids=[document.id], now=now)
    with database.write() as session:
        assert trash.restore(session, owner.id, course_ids=[course.id], document_ids=[document.id], now=now) == 2
    assert listed(database, owner) == []


def test_nobody_restores_or_deletes_the_documents_of_somebody_else(
    database: Database, owner: User, stranger: User, course: Course, now: datetime
):
    with database.write() as session:
        [document] = documents.list_documents(session, owner.id, course.id)
        documents.delete_document(session, owner.id, document.id, now=now)
    for act in (
        lambda: trash.restore(session, stranger.id, document_ids=[document.id], now=now),
        lambda: trash.delete_for_ever(session, stranger.id, document_ids=[document.id]),
    ):
        with database.write() as session, pytest.raises(NotFound):
            act()
    assert len(listed(database, owner)) == 1


def test_what_is_not_in_the_trash_is_not_deleted_for_ever(database: Database, owner: User, course: Course):
    with database.write() as session, pytest.raises(NotFound):
        trash.delete_for_ever(session, owner.id, course_ids=[course.id])
    assert left(database) == 6


@pytest.mark.parametrize("way", ["at once", "after thirty days"])
def test_a_course_that_goes_for_good_takes_all_that_is_in_it(
    database: Database, owner: User, course: Course, now: datetime, way: str
):
    with database.write() as session:
        courses.delete_course(session, owner.id, course.id, now=now)
    with database.write() as session:
        if way == "at once":
            assert trash.delete_for_ever(session, owner.id, course_ids=[course.id]) == 1
        else:
            assert trash.purge(session, now=now + 29 * DAY) == 0
            assert left(database) == 6
            while trash.purge(session, now=now + 31 * DAY):
                pass
    assert left(database) == 0


@pytest.mark.parametrize("way", ["at once", "after thirty days"])
def test_a_document_that_goes_for_good_leaves_course_and_cards(
    database: Database, owner: User, course: Course, now: datetime, way: str
):
    with database.write() as session:
        [document] = documents.list_documents(session, owner.id, course.id)
        documents.delete_document(session, owner.id, document.id, now=now)
    with database.write() as session:
        if way == "at once":
            assert trash.delete_for_ever(session, owner.id, document_ids=[document.id]) == 1
        else:
            while trash.purge(session, now=now + 31 * DAY):
                pass
    with database.read() as session:
        assert session.exec(select(func.count()).where(col(Section.id) != "")).one() == 0
        assert courses.get_course(session, owner.id, course.id).name == "Cell biology"
    assert left(database) == 3


def test_documents_go_a_few_at_a_time(database: Database, owner: User, now: datetime):
    with database.write() as session:
        course = make_course(session, owner)
        for number in range(5):
            make_document(session, course, file_digest=str(number))
        courses.delete_course(session, owner.id, course.id, now=now)
        taken = [trash.purge(session, now=now + 31 * DAY) for _ in range(4)]
    assert taken == [2, 2, 2, 0]
