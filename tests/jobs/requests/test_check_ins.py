"""Answers to check-ins with the jobs that judge them."""

import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.errors import LimitReached
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests import check_ins
from studyapp.models import CheckIn, CheckInAnswer, CheckInKind, Job, JobType, User
from tests.factories import NOON, make_course, make_document, make_section
from tests.lesson_factories import KEY, make_check_in, make_concept, make_lesson


@pytest.fixture
def asked(database: Database, owner: User) -> list[CheckIn]:
    """One that asks for a choice, and one that is answered in writing."""
    with database.write() as session:
        section = make_section(session, make_document(session, make_course(session, owner)))
        concept = make_concept(session, make_lesson(session, section))
        return [make_check_in(session, concept), make_check_in(session, concept, ordinal=2, kind=CheckInKind.SHORT)]


def test_a_choice_needs_no_job(database: Database, owner: User, asked: list[CheckIn]):
    with database.write() as session:
        answered, job = check_ins.answer(session, owner.id, asked[0].id, option=KEY, now=NOON)
    assert (answered.answer.job_id, job) == (None, None)


def test_a_written_answer_goes_before_what_nobody_waits_for(database: Database, owner: User, asked: list[CheckIn]):
    with database.write() as session:
        answered, job = check_ins.answer(session, owner.id, asked[1].id, text="It makes ATP.", now=NOON)
        assert job
        assert (answered.answer.job_id, job.type) == (job.id, JobType.ANSWER_CHECK)
        assert session.get_one(Job, job.id).priority > 0


def test_the_same_answer_has_one_job(database: Database, owner: User, asked: list[CheckIn]):
    for _ in range(2):
        with database.write() as session:
            check_ins.answer(session, owner.id, asked[1].id, text="It makes ATP.", now=NOON)
    with database.read() as session:
        assert len(session.exec(select(Job)).all()) == len(session.exec(select(CheckInAnswer)).all()) == 1


def test_an_answer_whose_job_is_refused_is_not_there(database: Database, owner: User, asked: list[CheckIn]):
    most = QUEUE.per_hour() * HANDLERS[JobType.ANSWER_CHECK].allowance
    with database.write() as session:
        for number in range(most):
            check_ins.answer(session, owner.id, asked[1].id, text=f"Answer {number}", now=NOON)
    with pytest.raises(LimitReached), database.write() as session:
        check_ins.answer(session, owner.id, asked[1].id, text="One more", now=NOON)
    with database.read() as session:
        assert len(session.exec(select(CheckInAnswer)).all()) == most
