"""Measures the page of a large course: the time to read it on the server."""

import statistics
import time
from datetime import UTC, datetime
from typing import Any, Final

from sqlmodel import Session

from bench.report import Row, milliseconds
from bench.scratch import scratch_folder
from studyapp import migrate
from studyapp.database import Database
from studyapp.models import CardState, Course, Section, User, Verdict
from studyapp.settings import Settings
from studyapp.ui.pages.course.state import CourseState
from tests.factories import make_card, make_course, make_deck, make_document, make_section, make_user
from tests.lesson_factories import make_answer, make_check_in, make_concept, make_lesson

CHAPTERS: Final = 60
SECTIONS: Final = 400
CONCEPTS: Final = 8
"""For each lesson, with two check-ins, each answered once."""
READS: Final = 20


def measure() -> list[Row]:
    with scratch_folder() as folder:
        migrate.upgrade(Settings(data_dir=folder, database_url=None))
        database = Database(f"sqlite:///{folder / 'studyapp.db'}")
        with database.write() as session:
            owner = make_user(session, id="local")
            courses = {lessons: _course(session, owner, lessons=lessons).id for lessons in (0, 40, 360)}
        rows = [_reading(database, course, lessons) for lessons, course in courses.items()]
        database.dispose()
    return rows


def _reading(database: Database, course: str, lessons: int) -> Row:
    page: Any = CourseState(_reflex_internal_init=True)  # pyright: ignore[reportCallIssue]
    page.opened_id = course
    took: list[float] = []
    worked: list[float] = []
    for _ in range(READS):
        with database.read() as session:
            began, began_work = time.perf_counter(), time.thread_time()
            page._load(session, "local", now=datetime.now(UTC))
            took.append(time.perf_counter() - began)
            worked.append(time.thread_time() - began_work)
    size = f"{CHAPTERS} chapters, {SECTIONS} sections, {lessons} lessons of {CONCEPTS} concepts"
    beside = f"aim ≤ 50 ms; {statistics.median(worked) * 1000:.0f} ms of processor time; {size}"
    return Row("course page, read on the server", milliseconds(took), beside)


def _course(session: Session, owner: User, *, lessons: int) -> Course:
    course = make_course(session, owner, name=f"Course with {lessons} lessons")
    deck = make_deck(session, owner)
    document = make_document(session, course, file_digest=f"{lessons:064}", read_at=datetime.now(UTC))
    for number in range(CHAPTERS):
        chapter = make_section(session, document, position=100 * number + 1)
        for at in range(SECTIONS // CHAPTERS):
            place = 100 * number + 2 + at
            section = make_section(
                session, document, position=place, parent_id=chapter.id, text_start=0, text_end=9_000
            )
            if lessons > number * (SECTIONS // CHAPTERS) + at:
                _lesson(session, section, deck)
    return course


def _lesson(session: Session, section: Section, deck: Any) -> None:
    lesson = make_lesson(session, section)
    for ordinal in range(1, CONCEPTS + 1):
        concept = make_concept(session, lesson, ordinal=ordinal)
        for place in (1, 2):
            card = make_card(session, deck, state=CardState.REVIEW)
            check_in = make_check_in(session, concept, ordinal=place, card_id=card.id)
            make_answer(session, check_in, verdict=Verdict.RIGHT)
