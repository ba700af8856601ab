"""What is done with a course on its page: it is edited, archived, deleted, and its documents are renamed."""

from datetime import date
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import Course, User
from studyapp.services.courses import courses
from studyapp.ui.pages.course import CourseActionsState
from studyapp.ui.pages.course.actions import COURSE
from tests.factories import make_course, make_document
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab

FORM = {"name": "Cell biology", "code": "BIO 101", "term": "Summer", "exam_date": "2099-02-14"}


@pytest.fixture
def course(use_database: Database, owner: User) -> Course:
    with use_database.write() as session:
        return make_course(session, owner)


@pytest.fixture
async def page(tab: Tab[Any], course: Course) -> CourseActionsState:
    state = await tab(CourseActionsState)
    go_to(state, f"/courses/{course.id}")
    await state.open_course()
    return state


async def test_a_course_is_edited_and_a_refusal_keeps_the_form(page: CourseActionsState) -> None:
    page.open_panel(COURSE)
    await page.edit_course(FORM | {"exam_date": "soon"})
    assert (page.panel, page.refused.startswith("Give the date"), page.head.code) == (COURSE, True, "")
    await page.edit_course(FORM)
    assert (page.panel, page.refused) == ("", "")
    assert (page.head.code, page.head.term, page.head.exam_date) == ("BIO 101", "Summer", "2099-02-14")


async def test_a_course_whose_exam_is_over_can_be_archived_and_taken_up(
    page: CourseActionsState, use_database: Database, owner: User, course: Course
) -> None:
    with use_database.write() as session:
        courses.edit_course(session, owner.id, course.id, exam_date=date(2001, 1, 1), now=course.created_at)
    await page._read()
    assert (page.head.is_over, page.head.is_archived) == (True, False)
    await page.archive()
    assert page.head.is_archived
    await page.take_up()
    assert not page.head.is_archived


async def test_a_deleted_course_leads_to_the_list_and_comes_back_by_undo(
    page: CourseActionsState, use_database: Database, owner: User, course: Course
) -> None:
    await page.delete_course()
    with use_database.read() as session:
        assert courses.list_courses(session, owner.id) == []
    await page.restore(course.id)
    with use_database.read() as session:
        assert [each.id for each in courses.list_courses(session, owner.id)] == [course.id]


async def test_a_document_is_renamed_and_a_refusal_keeps_the_form(
    page: CourseActionsState, use_database: Database, course: Course
) -> None:
    with use_database.write() as session:
        document = make_document(session, course)
    await page._read()
    page.open_panel(document.id)
    await page.rename_document({"title": " "})
    assert (page.panel, page.refused != "", page.documents[0].title) == (document.id, True, "Handbook of cells")
    await page.rename_document({"title": "Atlas of cells"})
    assert (page.panel, page.documents[0].title) == ("", "Atlas of cells")
