"""Courses with what is in them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.models import CardState, User
from studyapp.services import accounts
from studyapp.services.courses.lists import course_summary
from tests.factories import NOON, make_card, make_course, make_deck, make_document


@pytest.mark.parametrize(
    ("moment", "zone", "days"),
    [
        ("2027-02-14 10:00", "UTC", 0),
        ("2027-02-13 23:59", "UTC", 1),
        ("2027-02-14 00:00", "UTC", 0),
        ("2027-02-14 01:00", "UTC", 0),  # before the study day begins, and yet the day of the exam
        ("2027-02-14 23:59", "UTC", 0),
        ("2027-02-15 00:00", "UTC", -1),
        ("2027-02-13 16:00", "Asia/Tokyo", 0),
        ("2027-02-14 14:59", "Asia/Tokyo", 0),
        ("2027-02-14 15:00", "Asia/Tokyo", -1),
        ("2027-02-14 07:59", "America/Los_Angeles", 1),
        ("2027-02-14 08:00", "America/Los_Angeles", 0),
        ("2027-02-02 08:00", "America/Los_Angeles", 12),
    ],
)
def test_the_days_to_the_exam_are_those_of_the_learners_calendar(
    database: Database, owner: User, moment: str, zone: str, days: int
):
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    with database.write() as session:
        accounts.save_preferences(session, owner.id, timezone=zone)
        course = make_course(session, owner, exam_date=date(2027, 2, 14))
        assert course_summary(session, course, now=now).days_left == days


def test_a_course_counts_its_documents_and_cards(database: Database, owner: User):
    with database.write() as session:
        deck = make_deck(session, owner)
        course = make_course(session, owner, deck_id=deck.id)
        make_document(session, course)
        make_document(session, course, file_digest="1" * 64, deleted_at=NOON)
        make_card(session, deck)
        make_card(session, deck, state=CardState.REVIEW, due_at=NOON - timedelta(days=1))
        found = course_summary(session, course, now=NOON)
    assert (found.documents, found.cards, found.due, found.new) == (1, 2, 1, 1)
    assert (found.deck_id, found.days_left) == (deck.id, None)
