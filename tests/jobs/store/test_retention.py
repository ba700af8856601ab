"""Old jobs are deleted, but not what they made, nor what still counts against a limit."""

from datetime import datetime, timedelta

from sqlmodel import col, func, select, update

from studyapp.database import Database
from studyapp.jobs.kinds.outcome import Completed
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.store import reading, retention
from studyapp.models import Card, Job
from tests.engine.rows import read_rows
from tests.jobs.desk import HANDLERS, ask, cancelled, completed, end, failed, save, take

DAY = timedelta(days=1)


def prune(database: Database, *, now: datetime) -> int:
    with database.write() as session:
        return retention.prune(session, now=now)


def test_completed_and_cancelled_jobs_stay_seven_days_and_failed_ones_thirty(people: Database, now: datetime) -> None:
    with people.write() as session:
        completed(session, "a", now=now)
        cancelled(session, "b", now=now)
        failed(session, "c", now=now)
    assert prune(people, now=now + 7 * DAY) == 0
    assert prune(people, now=now + 7.01 * DAY) == 2
    assert prune(people, now=now + 30 * DAY) == 0
    assert prune(people, now=now + 30.01 * DAY) == 1
    assert read_rows(people).attempts == {}, "the history goes with its job"


def test_what_has_not_ended_is_never_forgotten(people: Database, now: datetime) -> None:
    with people.write() as session:
        ask(session, "runs", now=now)
        take(session, now=now)
        ask(session, "waits", now=now)
    assert prune(people, now=now + 400 * DAY) == 0


def test_the_cards_stay(people: Database, now: datetime) -> None:
    with people.write() as session:
        ask(session, "a", now=now)
        claim = take(session, now=now)
        save(session, claim, 3, now=now)
        end(session, claim, Completed({}), now=now)
    assert prune(people, now=now + 8 * DAY) == 1
    with people.read() as session:
        assert session.exec(select(func.count()).select_from(Card).where(col(Card.job_id).is_(None))).one() == 3


def test_a_job_inside_the_hour_is_kept_even_when_the_clock_makes_it_look_old(people: Database, now: datetime) -> None:
    with people.write() as session:
        job_id = completed(session, "a", now=now)
        session.exec(update(Job).where(col(Job.id) == job_id).values(finished_at=now - 8 * DAY))
    assert prune(people, now=now + timedelta(minutes=59)) == 0
    assert prune(people, now=now + timedelta(minutes=60)) == 1


def test_a_job_that_another_names_waits_for_it_so_that_nothing_that_ended_changes(
    people: Database, now: datetime
) -> None:
    with people.write() as session:
        old = failed(session, "a", now=now)
        new = Queue(HANDLERS).retry(session, "ada", old, now=now + 29 * DAY).job.id
        Queue(HANDLERS).cancel(session, "ada", new, now=now + 29 * DAY)
    assert prune(people, now=now + 31 * DAY) == 0
    assert prune(people, now=now + 60 * DAY) == 1
    assert prune(people, now=now + 60 * DAY) == 1


def test_a_retry_stays_as_long_as_what_it_made_good_so_that_nothing_is_offered_to_be_made_twice(
    people: Database, now: datetime
) -> None:
    with people.write() as session:
        old = failed(session, "a", now=now)
        Queue(HANDLERS).retry(session, "ada", old, now=now)
        end(session, take(session, now=now), Completed({}), now=now)
    assert prune(people, now=now + 8 * DAY) == 0
    with people.read() as session:
        assert reading.get_job(session, "ada", old).is_retried
    assert [prune(people, now=now + 31 * DAY) for _ in range(3)] == [1, 1, 0]


def test_a_great_many_go_in_several_transactions(people: Database, now: datetime) -> None:
    with people.write() as session:
        for n in range(retention.BATCH + 10):
            job = ask(session, f"{n}", now=now, per_hour=10_000).job
            Queue(HANDLERS).cancel(session, "ada", job.id, now=now)
    assert prune(people, now=now + 8 * DAY) == retention.BATCH
    assert prune(people, now=now + 8 * DAY) == 10
    assert prune(people, now=now + 8 * DAY) == 0
