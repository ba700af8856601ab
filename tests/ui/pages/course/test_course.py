"""The page of a course: its documents while and after they are read, and what can be done with them."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Course, JobStatus, Section, SectionKind, StoredDocument, User
from studyapp.ui.pages.course import CourseActionsState
from tests.factories import NOON, make_course, make_document
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab


@pytest.fixture
def course(use_database: Database, owner: User) -> Course:
    with use_database.write() as session:
        return make_course(session, owner, code="BIO 101")


async def open_course(tab: Tab[Any], course: Course) -> CourseActionsState:
    page = await tab(CourseActionsState)
    go_to(page, f"/courses/{course.id}")
    await page.open_course()
    return page


def make_section(document: StoredDocument, position: int, title: str, **fields: Any) -> Section:
    given = {"user_id": document.user_id, "document_id": document.id, "created_at": NOON, "updated_at": NOON}
    return Section(**given, position=position, title=title, **fields)


async def test_a_course_that_is_not_there_says_so(tab: Tab[Any], use_database: Database, course: Course) -> None:
    page = await tab(CourseActionsState)
    go_to(page, "/courses/nothing")
    await page.open_course()
    assert "not there" in page.problem


async def test_documents_show_their_chapters_and_what_was_left_out(
    tab: Tab[Any], use_database: Database, course: Course
) -> None:
    with use_database.write() as session:
        document = make_document(session, course, read_at=NOON, has_pages=True, problems=[None, "no_text", None])
        cells = make_section(document, 1, "Cells", page_from=1, page_to=1)
        session.add(cells)
        session.flush()
        session.add(make_section(document, 2, "Walls", parent_id=cells.id, page_from=2, page_to=2))
        session.add(make_section(document, 3, "Index", page_from=3, page_to=3, kind=SectionKind.BACK))
    page = await open_course(tab, course)
    [row] = page.documents
    assert (row.title, row.size, row.task) == ("Handbook of cells", "3 pages", [])
    assert row.note.startswith("1 of 3 pages has no text")
    shown = [
        (each.title, each.pages, [(s.title, s.pages) for s in each.sections])
        for each in (*page.chapters[row.id], *page.asides[row.id])
    ]
    assert shown == [("Cells", "p. 1–2", [("Walls", "p. 2")]), ("Index", "p. 3", [])]
    assert [each.title for each in page.asides[row.id]] == ["Index"]
    assert row.asides == "Front and back matter (1)"
    assert (page.name, page.head.code, page.head.documents) == ("Cell biology", "BIO 101", 1)


async def test_a_document_is_read_again_deleted_and_restored(
    tab: Tab[Any], use_database: Database, course: Course
) -> None:
    with use_database.write() as session:
        document = make_document(session, course)
    page = await open_course(tab, course)
    assert page.documents[0].task == []
    await page.read_again(document.id)
    assert [task.status for task in page.documents[0].task] == [JobStatus.PENDING]
    await page.delete_document(document.id)
    assert page.documents == []
    await page.restore_document(document.id)
    assert [task.status for task in page.documents[0].task] == [JobStatus.PENDING]


async def test_a_document_of_another_course_is_not_shown_here(
    tab: Tab[Any], use_database: Database, owner: User, course: Course
) -> None:
    with use_database.write() as session:
        make_document(session, make_course(session, owner, name="Zoology"))
    page = await open_course(tab, course)
    assert page.documents == []
    with pytest.raises(NotFound):
        await page.delete_document("nothing")


async def test_files_the_browser_refuses_are_told(tab: Tab[Any], use_database: Database, course: Course) -> None:
    page = await open_course(tab, course)
    page.refuse_files()
    assert "larger than" in page.refusals[0]
    await page.open_course()
    assert page.refusals == []
