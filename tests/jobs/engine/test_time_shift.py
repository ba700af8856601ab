"""After the clock was set, future moments move along once, and past ones stay."""

from collections.abc import Generator
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.jobs.engine import time_shift
from studyapp.jobs.queue.queue import Queue
from studyapp.models import Job
from tests.engine.workload import KIND, handlers, settle
from tests.factories import NOON

DAY = timedelta(days=1)


def enqueue(session: Session, key: str, *, now: datetime) -> Job:
    job_id = Queue(handlers()).enqueue(session, "ada", KIND, {"key": key}, now=now).job.id
    job = session.get(Job, job_id)
    assert job
    return job


@pytest.fixture
def session(database: Database) -> Generator[Session]:
    with database.write() as session:
        settle(session, "ada")
        yield session


def shifted(session: Session, job: Job, jump: timedelta, *, now: datetime) -> Job:
    session.flush()
    time_shift.shift_times(session, jump, now=now)
    session.refresh(job)
    return job


def test_what_waits_waits_as_long_as_it_had_to(session: Session) -> None:
    job = enqueue(session, "a", now=NOON)
    job.run_at = NOON + timedelta(minutes=5)
    assert shifted(session, job, -DAY, now=NOON - DAY).run_at == NOON - DAY + timedelta(minutes=5)
    assert (job.created_at, job.version) == (NOON - DAY, 2)


def test_what_happened_long_ago_stays(session: Session) -> None:
    job = enqueue(session, "a", now=NOON - 2 * DAY)
    assert shifted(session, job, -DAY, now=NOON - DAY).created_at == NOON - 2 * DAY
    assert job.version == 1


def test_patience_with_a_provider_that_is_away_counts_the_time_awake(session: Session) -> None:
    """While the lid was closed for a day, no attempt was possible, so that day must not count."""
    job = enqueue(session, "a", now=NOON)
    job.outage_since, job.run_at = NOON, NOON + timedelta(minutes=5)
    assert shifted(session, job, DAY, now=NOON + DAY + timedelta(minutes=1)).outage_since == NOON + DAY
    assert job.run_at == NOON + timedelta(minutes=5), "time did pass: it is due"


def test_a_step_nobody_saw_is_told_from_what_happened_last(session: Session) -> None:
    assert time_shift.missed_jump(session, now=NOON) == timedelta()
    enqueue(session, "a", now=NOON)
    session.flush()
    assert time_shift.missed_jump(session, now=NOON + DAY) == timedelta()
    assert time_shift.missed_jump(session, now=NOON - timedelta(seconds=2)) == timedelta(), "clocks differ a little"
    assert time_shift.missed_jump(session, now=NOON - DAY) == -DAY
