"""Lessons on the page of a course: how far that of each section is, and how they are made, stopped and retried."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests.flashcards import make_card_of_paragraph, make_cards_of_document, make_cards_of_section
from studyapp.models import Job, JobStatus, JobType, Lesson, Section, StoredDocument, User, Verdict
from studyapp.ui.pages.course import CourseActionsState
from tests.factories import NOON
from tests.jobs.kinds.lesson.classroom import book
from tests.lesson_factories import make_answer, make_check_in, make_concept, make_lesson
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab

CHAPTER, MEMBRANES, ROOTS, LEAVES, INDEX = range(5)
NONE = ("", "")
WAITING = ("making", "Waiting…")


@pytest.fixture
def sections(use_database: Database, owner: User) -> list[Section]:
    """A chapter with two sections, a chapter of its own, and an index."""
    with use_database.write() as session:
        return book(session, owner.id)


@pytest.fixture
async def page(tab: Tab[Any], use_database: Database, sections: list[Section]) -> CourseActionsState:
    with use_database.read() as session:
        course_id = session.get_one(StoredDocument, sections[0].document_id).course_id
    state = await tab(CourseActionsState)
    go_to(state, f"/courses/{course_id}")
    await state.open_course()
    return state


def marks(page: CourseActionsState) -> list[tuple[str, str]]:
    """The marks of membranes, roots and leaves."""
    plants, leaves = page.chapters[page.documents[0].id]
    return [(row.lesson, row.words) for row in (*plants.sections, leaves)]


def jobs(database: Database) -> Sequence[Job]:
    with database.read() as session:
        return session.exec(select(Job).order_by(col(Job.id))).all()


def settle(database: Database, section: Section, **fields: Any) -> None:
    """Give the job for the lesson on a section these values."""
    with database.write() as session:
        job = session.exec(select(Job).where(Job.target_id == section.id).order_by(col(Job.id).desc())).first()
        assert job
        job.sqlmodel_update(fields)


def ended(status: JobStatus, **fields: Any) -> dict[str, Any]:
    return {"status": status, "finished_at": NOON, **fields}


def failed() -> dict[str, Any]:
    return ended(JobStatus.FAILED, attempts=1, error_code="provider_down", error="The model is not there.")


def lesson_on(database: Database, section: Section, **fields: Any) -> Lesson:
    with database.write() as session:
        return make_lesson(session, section, **fields)


async def test_sections_without_a_lesson_have_no_mark(page: CourseActionsState) -> None:
    [row] = page.documents
    assert marks(page) == [NONE, NONE, NONE]
    assert (row.making, row.failed, row.missing) == ("", 0, 3)
    assert [(each.title, each.lesson) for each in page.asides[row.id]] == [("Index", "")]


async def test_a_lesson_is_marked_as_far_as_it_is(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    lesson_on(use_database, sections[MEMBRANES])
    lesson_on(use_database, sections[ROOTS], finished_at=None)
    await page._read()
    ready, begun, none = marks(page)
    assert (ready[0], begun, none) == ("ready", ("begun", "Unfinished"), NONE)
    assert page.documents[0].missing == 2


async def test_a_ready_lesson_says_how_well_it_is_known(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    with use_database.write() as session:
        concept = make_concept(session, make_lesson(session, sections[MEMBRANES]))
        check_in = make_check_in(session, concept)
    await page._read()
    assert (marks(page)[0], page.weak.rows) == (("ready", "Lesson · 0 %"), [])
    with use_database.write() as session:
        make_answer(session, check_in, option=0, verdict=Verdict.WRONG, score=0)
    await page._read()
    assert marks(page)[0] == ("ready", "Lesson · 0 %")
    assert [(each.title, each.href) for each in page.weak.rows] == [
        ("Mitochondria", f"/sections/{sections[MEMBRANES].id}")
    ]


async def test_one_lesson_is_made_and_its_section_waits(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    await page.make_lesson(sections[ROOTS].id)
    await page.make_lesson(sections[ROOTS].id)
    [job] = jobs(use_database)
    assert (job.type, job.target_id) == (JobType.LESSON_GENERATION, sections[ROOTS].id)
    assert marks(page) == [NONE, WAITING, NONE]
    assert (page.documents[0].making, page.documents[0].missing) == ("Generating a lesson…", 2)


@pytest.mark.parametrize(
    ("done", "words"), [(0, "Waiting…"), (1, "Generating… 1 concept"), (3, "Generating… 3 concepts")]
)
async def test_a_lesson_under_way_counts_its_concepts(
    page: CourseActionsState, use_database: Database, sections: list[Section], done: int, words: str
) -> None:
    await page.make_lesson(sections[LEAVES].id)
    settle(use_database, sections[LEAVES], items_done=done)
    await page._read()
    assert marks(page) == [NONE, NONE, ("making", words)]


async def test_only_sections_of_the_text_get_lessons(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    for at in (CHAPTER, INDEX):
        with pytest.raises(BadInput):
            await page.make_lesson(sections[at].id)
    assert jobs(use_database) == []


async def test_all_lessons_of_a_document_are_one_batch(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    lesson_on(use_database, sections[ROOTS])
    await page.make_lessons(sections[0].document_id)
    head, child = jobs(use_database)
    assert [head.target_id, child.target_id] == [sections[MEMBRANES].id, sections[LEAVES].id]
    assert (head.parent_id, child.parent_id) == (None, head.id)
    first, there, last = marks(page)
    assert (first, there[0], last) == (WAITING, "ready", WAITING)
    assert (page.documents[0].making, page.documents[0].missing) == ("Generating lessons… 0 of 2", 0)
    settle(use_database, sections[MEMBRANES], **ended(JobStatus.COMPLETED))
    await page._read()
    assert page.documents[0].making == "Generating lessons… 1 of 2"


async def test_all_lessons_of_a_chapter_are_made(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    await page.make_chapter(sections[CHAPTER].id)
    assert [job.target_id for job in jobs(use_database)] == [sections[MEMBRANES].id, sections[ROOTS].id]
    assert marks(page) == [WAITING, WAITING, NONE]


async def test_lessons_are_stopped_and_can_be_made_again(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    lesson_on(use_database, sections[LEAVES], finished_at=None)
    await page.make_lessons(sections[0].document_id)
    await page.stop_lessons(sections[0].document_id)
    assert [job.status for job in jobs(use_database)] == [JobStatus.CANCELLED] * 3
    assert marks(page) == [NONE, NONE, ("begun", "Unfinished")]
    assert (page.documents[0].making, page.documents[0].missing) == ("", 3)


async def test_stopping_leaves_the_lessons_of_other_documents_alone(
    page: CourseActionsState, use_database: Database, owner: User, sections: list[Section]
) -> None:
    with use_database.write() as session:
        other = book(session, owner.id)[LEAVES]
    await page.make_lesson(other.id)
    await page.make_lesson(sections[LEAVES].id)
    await page.stop_lessons(sections[0].document_id)
    assert [job.status for job in jobs(use_database)] == [JobStatus.PENDING, JobStatus.CANCELLED]


async def test_what_failed_is_told_and_retried_together(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    await page.make_lessons(sections[0].document_id)
    for at in (MEMBRANES, LEAVES):
        settle(use_database, sections[at], **failed())
    await page._read()
    first, second, third = marks(page)
    assert [first[0], second, third[0]] == ["failed", WAITING, "failed"]
    assert (page.documents[0].failed, first[1]) == (2, "The model is not there.")
    assert await page.retry_lessons(sections[0].document_id) is None
    assert marks(page) == [WAITING, WAITING, WAITING]
    assert page.documents[0].failed == 0
    retried = {job.target_id for job in jobs(use_database) if job.retry_of}
    assert retried == {sections[MEMBRANES].id, sections[LEAVES].id}


async def test_lessons_of_somebody_else_are_not_there(
    page: CourseActionsState, use_database: Database, stranger: User
) -> None:
    with use_database.write() as session:
        theirs = book(session, stranger.id)
    for ask, given in (
        (page.make_lesson, theirs[LEAVES].id),
        (page.make_chapter, theirs[CHAPTER].id),
        (page.make_lessons, theirs[0].document_id),
        (page.stop_lessons, theirs[0].document_id),
        (page.retry_lessons, theirs[0].document_id),
    ):
        with pytest.raises(NotFound):
            await ask(given)
    assert jobs(use_database) == []


async def test_a_failed_wish_leaves_the_lesson_ready_and_a_retry_keeps_the_wish(
    page: CourseActionsState, use_database: Database, sections: list[Section], owner: User
) -> None:
    with use_database.write() as session:
        make_lesson(session, sections[ROOTS])
        asked = {"section_id": sections[ROOTS].id, "wish": "simpler"}
        QUEUE.enqueue(session, owner.id, JobType.LESSON_GENERATION, asked, now=NOON)
    settle(use_database, sections[ROOTS], **failed())
    await page._read()
    assert (marks(page)[1][0], page.documents[0].failed) == ("ready", 1)
    await page.retry_lesson(sections[ROOTS].id)
    assert [job.payload["wish"] for job in jobs(use_database)] == ["simpler", "simpler"]


async def test_sections_without_enough_text_are_not_missing(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    with use_database.write() as session:
        leaves = session.get_one(Section, sections[LEAVES].id)
        leaves.text_end = leaves.text_start
    await page._read()
    assert page.documents[0].missing == 2


async def test_the_head_tells_all_that_is_being_made_and_stops_it(
    page: CourseActionsState, use_database: Database, sections: list[Section]
) -> None:
    assert (page.head.making, page.head.made) == ("", 0)
    await page.make_lessons(sections[0].document_id)
    assert (page.head.making, page.head.made) == ("Generating 3 lessons…", 0)
    settle(use_database, sections[ROOTS], **ended(JobStatus.COMPLETED))
    await page._read()
    assert (page.head.making, page.head.made) == ("Generating 2 lessons…", 33)
    await page.stop_all()
    assert {job.status for job in jobs(use_database)} == {JobStatus.COMPLETED, JobStatus.CANCELLED}
    assert page.head.making == ""


async def test_the_head_tells_of_flashcards_and_stops_them(
    page: CourseActionsState, use_database: Database, sections: list[Section], owner: User
) -> None:
    with use_database.write() as session:
        document_id = sections[0].document_id
        make_cards_of_document(session, owner.id, document_id, count=5, now=NOON)
        make_cards_of_section(session, owner.id, sections[LEAVES].id, count=5, now=NOON)
        start = sections[ROOTS].text_start or 0
        make_card_of_paragraph(session, owner.id, sections[ROOTS].id, start, now=NOON)
    await page.make_lesson(sections[MEMBRANES].id)
    assert (page.head.making, page.head.made) == ("Generating 1 lesson and flashcards…", 0)
    with use_database.write() as session:
        for job in session.exec(select(Job).where(Job.type == JobType.FLASHCARD_GENERATION)):
            job.progress = 40
    await page._read()
    assert page.head.made == 30
    await page.stop_all()
    assert page.head.making == ""
