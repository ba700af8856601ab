"""The list of courses, and what can be done with those in it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import Course, JobStatus, JobType, User, Verdict
from studyapp.services.courses import courses
from studyapp.ui.pages.courses import CoursesState
from studyapp.ui.pages.courses.rows import being_made, days_to_exam
from studyapp.ui.pages.courses.state import NEW
from tests.factories import make_card, make_course, make_deck, make_document, make_section
from tests.lesson_factories import make_answer, make_check_in, make_concept, make_lesson
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

FORM = {"name": " Cell biology ", "code": "BIO 101", "term": "Winter", "exam_date": "2099-02-14"}


async def open_courses(tab: Tab[Any]) -> CoursesState:
    page = await tab(CoursesState)
    await page._read()
    return page


def names(page: CoursesState) -> list[list[str]]:
    return [[row.name for row in rows] for rows in (page.active, page.archived)]


async def test_without_courses_the_page_is_empty(tab: Tab[Any]) -> None:
    page = await open_courses(tab)
    assert (page.is_empty, page.loaded, names(page)) == (True, True, [[], []])


async def test_the_nearest_exam_stands_first_and_archived_courses_apart(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        for name, exam in (("Late", date(2099, 3, 1)), ("None", None), ("Soon", date(2099, 2, 1))):
            make_course(session, owner, name=name, exam_date=exam)
        make_course(session, owner, name="Old", archived_at=datetime.now(UTC))
    assert names(await open_courses(tab)) == [["Soon", "Late", "None"], ["Old"]]


async def test_a_course_tells_what_is_in_it_and_what_is_being_read(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
        make_card(session, deck)
        course = make_course(session, owner, deck_id=deck.id)
        document = make_document(session, course)
        about = {"type": JobType.DOCUMENT_IMPORT, "target_kind": "document", "target_id": document.id}
        make_job(session, deck, JobStatus.PROCESSING, **about, payload={"document_id": document.id})
    [row] = (await open_courses(tab)).active
    assert (row.documents, row.cards, row.new) == ("1 document", "1 card", 1)
    assert (row.making, row.mastery) == ("Processing 1 document…", "")


async def test_a_course_tells_how_well_it_is_known_and_which_lessons_are_made(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
        known, other = (make_course(session, owner, name=name, deck_id=deck.id) for name in ("Known", "Other"))
        document = make_document(session, known)
        concept = make_concept(session, make_lesson(session, make_section(session, document)))
        make_answer(session, make_check_in(session, concept), verdict=Verdict.RIGHT)
        make_document(session, other)
        sections = [make_section(session, document, position=at) for at in (2, 3)]
        for section, status in zip(sections, (JobStatus.PENDING, JobStatus.COMPLETED), strict=True):
            about = {"type": JobType.LESSON_GENERATION, "target_kind": "section", "target_id": section.id}
            make_job(session, deck, status, **about, payload={"section_id": section.id})
    rows = {row.name: row for row in (await open_courses(tab)).active}
    assert (rows["Known"].percent, rows["Known"].mastery) == (8, "8 % mastered")
    assert rows["Known"].making == "Generating 1 lesson…"
    assert (rows["Known"].study, rows["Other"].mastery, rows["Other"].making) == (f"/study/{deck.id}", "", "")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0, "exam today"),
        (1, "exam tomorrow"),
        (12, "exam in 12 days"),
        (-1, "exam is over"),
    ],
)
def test_the_exam_is_told_in_words(days: int | None, words: str) -> None:
    assert days_to_exam(days) == words


async def test_a_course_whose_exam_is_past_may_be_archived(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        make_course(session, owner, exam_date=datetime.now(UTC).date() - timedelta(days=3))
    page = await open_courses(tab)
    [row] = page.active
    assert row.is_over
    await page.archive(row.id)
    assert names(page) == [[], ["Cell biology"]]
    await page.take_up(row.id)
    assert names(page) == [["Cell biology"], []]


async def test_a_new_course_is_opened_once_however_often_the_button_is_pressed(tab: Tab[Any]) -> None:
    page = await open_courses(tab)
    page.start_editing(NEW)
    assert await page.create_course(FORM)
    assert await page.create_course(FORM) == []
    [row] = (await open_courses(tab)).active
    assert (row.name, row.code, row.term, row.exam_date) == ("Cell biology", "BIO 101", "Winter", "2099-02-14")


@pytest.mark.parametrize(
    ("changed", "words"), [({"name": " "}, "name"), ({"exam_date": "14.2.2099"}, "date of the exam")]
)
async def test_what_is_refused_stays_in_the_form_with_the_reason(
    tab: Tab[Any], changed: dict[str, str], words: str
) -> None:
    page = await open_courses(tab)
    page.start_editing(NEW)
    assert await page.create_course(FORM | changed) == []
    assert words in page.refused
    assert page.editing_id == NEW
    page.stop()
    assert (page.editing_id, page.refused) == ("", "")


async def test_a_course_is_edited_and_its_date_taken_away(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        course = make_course(session, owner, exam_date=date(2099, 2, 1))
    page = await open_courses(tab)
    page.start_editing(course.id)
    await page.edit_course(FORM | {"name": "", "exam_date": ""})
    assert page.refused != ""
    await page.edit_course(FORM | {"name": "Zoology", "exam_date": ""})
    [row] = page.active
    assert (row.name, row.exam, page.editing_id, page.refused) == ("Zoology", "", "", "")


async def test_deleting_a_course_can_be_undone(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        course: Course = make_course(session, owner)
    page = await open_courses(tab)
    await page.delete(course.id)
    assert page.is_empty
    await page.restore(course.id)
    assert names(page) == [["Cell biology"], []]
    with use_database.read() as session:
        assert courses.get_course(session, owner.id, course.id).deleted_at is None


@pytest.mark.parametrize(
    ("documents", "lessons", "has_cards", "words"),
    [
        (0, 0, False, ""),
        (2, 0, False, "Processing 2 documents…"),
        (1, 3, False, "Processing 1 document, generating 3 lessons…"),
        (0, 0, True, "Generating flashcards…"),
        (1, 1, True, "Processing 1 document, generating 1 lesson and flashcards…"),
    ],
)
def test_what_is_being_made_is_told_in_words(documents: int, lessons: int, has_cards: bool, words: str) -> None:
    assert being_made(documents, lessons, has_cards=has_cards) == words
