"""Lessons with their jobs: however many tabs ask, one is made, and none for what is deleted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from sqlmodel import Session, col, select

from studyapp import migrate
from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.jobs.requests.courses import delete_course, delete_document
from studyapp.jobs.requests.lessons import lesson_jobs, make_concept_anew, make_lesson, make_lessons_of_document
from studyapp.jobs.store.views import JobView
from studyapp.models import Course, Job, JobStatus, Lesson, MadeBy, Section, StoredDocument
from studyapp.settings import Settings
from tests.factories import NOON, make_user
from tests.jobs.kinds.lesson.classroom import book

TABS = 6


def settled(database: Database) -> list[Section]:
    """The sections of a book of the learner `ada`."""
    with database.write() as session:
        make_user(session, id="ada")
        return book(session, "ada")


def lesson(session: Session, section: Section, *, finished_at: datetime | None = NOON) -> Lesson:
    moments = {"created_at": NOON, "updated_at": NOON, "finished_at": finished_at}
    made = Lesson(user_id="ada", section_id=section.id, language="en", made_by=MadeBy.MODEL, **moments)
    session.add(made)
    session.flush()
    return made


def in_tabs(ask: Callable[[], Lesson | JobView | None]) -> list[Lesson | JobView | None]:
    """What each tab gets when all ask at the same moment."""
    start = Barrier(TABS)

    def wait_and_ask(_: int) -> Lesson | JobView | None:
        start.wait()
        return ask()

    with ThreadPoolExecutor(TABS) as pool:
        return list(pool.map(wait_and_ask, range(TABS)))


def test_tabs_that_ask_together_get_one_job(either: Database):
    section = settled(either)[1]

    def ask() -> Lesson | JobView:
        with either.write() as session:
            return make_lesson(session, "ada", section.id, now=NOON)

    assert len({got.id for got in in_tabs(ask) if isinstance(got, JobView)}) == 1
    with either.read() as session:
        assert len(session.exec(select(Job)).all()) == 1


def test_tabs_that_ask_for_all_lessons_together_get_one_batch(either: Database):
    document_id = settled(either)[0].document_id

    def ask() -> JobView | None:
        with either.write() as session:
            return make_lessons_of_document(session, "ada", document_id, now=NOON)

    in_tabs(ask)
    with either.read() as session:
        jobs = session.exec(select(Job).order_by(col(Job.id))).all()
    assert len(jobs) == len({job.target_id for job in jobs}) == 3


def test_a_lesson_that_is_there_is_given_back(either: Database):
    section = settled(either)[1]
    with either.write() as session:
        made = lesson(session, section)
    with either.write() as session:
        there = make_lesson(session, "ada", section.id, now=NOON)
        assert (isinstance(there, Lesson), there.id) == (True, made.id)
        assert session.exec(select(Job)).all() == []


def test_a_lesson_that_another_tab_finishes_meanwhile_is_not_made_again(postgres_url: str):
    migrate.upgrade(Settings(database_url=postgres_url))
    here, elsewhere = Database(postgres_url), Database(postgres_url)
    section = settled(here)[1]
    with here.write() as session:
        made = lesson(session, section, finished_at=None)
    with here.write() as mine:
        known = mine.get_one(Lesson, made.id)
        assert known.finished_at is None
        with elsewhere.write() as theirs:
            theirs.get_one(Lesson, made.id).finished_at = NOON
        there = make_lesson(mine, "ada", section.id, now=NOON)
        assert (isinstance(there, Lesson), there.id) == (True, made.id)
        assert mine.exec(select(Job)).all() == []
    here.dispose()
    elsewhere.dispose()


def test_a_wish_makes_a_lesson_anew_that_is_there(database: Database):
    section = settled(database)[1]
    with database.write() as session:
        lesson(session, section)
        job = make_lesson(session, "ada", section.id, wish="simpler", now=NOON)
        assert isinstance(job, JobView)
        assert lesson_jobs(session, "ada", [section.id]) == {section.id: job}


@pytest.mark.parametrize("what", ["document", "course"])
def test_the_lessons_of_what_is_deleted_are_no_longer_made(database: Database, what: str):
    section = settled(database)[1]
    with database.write() as session:
        other = book(session, "ada")[1]
        for each in (section, other):
            make_lesson(session, "ada", each.id, now=NOON)
        document = session.get_one(StoredDocument, section.document_id)
        if what == "document":
            delete_document(session, "ada", document.id, now=NOON)
        else:
            delete_course(session, "ada", session.exec(select(Course.id)).first() or "", now=NOON)
        session.expire_all()
        jobs = session.exec(select(Job).order_by(col(Job.id))).all()
        assert [job.status for job in jobs] == [JobStatus.CANCELLED, JobStatus.PENDING]
        with pytest.raises(NotFound):
            make_lesson(session, "ada", section.id, now=NOON)


def test_no_lesson_is_made_of_what_is_not_read_yet(database: Database):
    sections = settled(database)
    with database.write() as session:
        leaf = session.get_one(Section, sections[1].id)
        leaf.text_start = leaf.text_end = None
        session.get_one(StoredDocument, leaf.document_id).read_at = None
        with pytest.raises(Conflict, match="still being read"):
            make_lesson(session, "ada", leaf.id, now=NOON)
        with pytest.raises(Conflict, match="still being read"):
            make_lessons_of_document(session, "ada", leaf.document_id, now=NOON)


def test_a_lesson_of_somebody_else_is_not_there(database: Database):
    section = settled(database)[1]
    with database.write() as session:
        theirs = lesson(session, section)
        for ask in (make_lesson, make_concept_anew, make_lessons_of_document):
            more = (1,) if ask is make_concept_anew else ()
            ids = {make_lesson: section.id, make_concept_anew: theirs.id}
            with pytest.raises(NotFound):
                ask(session, "eve", ids.get(ask, section.document_id), *more, now=NOON)
