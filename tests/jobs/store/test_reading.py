"""The jobs that pages, API and CLI see: the learner's own, newest first, without payload."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.jobs.kinds.outcome import Completed, Failed
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.store import batches, reading
from studyapp.jobs.store.views import JobView
from studyapp.models import JobStatus
from tests.conftest import CountStatements
from tests.engine.workload import deck_of
from tests.jobs.desk import HANDLERS, NO_LINE, ask, cancelled, completed, end, failed, take

HOUR = timedelta(hours=1)


def test_a_job_is_told_of_as_it_is(people: Database, now: datetime) -> None:
    with people.write() as session:
        job = ask(session, "a", now=now, priority=3).job
    with people.read() as session:
        assert reading.get_job(session, "ada", job.id) == job
    assert (job.status, job.phase, job.progress, job.version) == ("pending", "queued", 0, 1)
    assert job.target == {"kind": "deck", "id": deck_of("ada")}
    assert (job.created_at, job.run_at, job.started_at, job.result) == (now, now, None, None)


def test_anothers_job_is_not_there(people: Database, now: datetime) -> None:
    with people.write() as session:
        job = ask(session, "a", now=now).job
    with people.read() as session:
        for user, job_id in (("bob", job.id), ("ada", "no such job")):
            with pytest.raises(NotFound):
                reading.get_job(session, user, job_id)
        with pytest.raises(NotFound):
            reading.attempts(session, "bob", job.id)
        assert reading.list_jobs(session, "bob").jobs == []
        assert reading.poll_jobs(session, "bob", [job.id]) == ([], [job.id])
        assert reading.jobs_for_target(session, "bob", "deck", deck_of("ada")) == []
        assert batches.count_active(session, "bob") == 0


def test_pages_follow_each_other_newest_first_without_gap_or_repetition(people: Database, now: datetime) -> None:
    with people.write() as session:
        made = [ask(session, f"{n}", now=now, per_hour=100).job.id for n in range(25)]
    seen: list[str] = []
    cursor = None
    with people.read() as session:
        for size in (10, 10, 5):
            page = reading.list_jobs(session, "ada", limit=10, cursor=cursor)
            assert len(page.jobs) == size
            seen += [job.id for job in page.jobs]
            cursor = page.next_cursor
    assert cursor is None
    assert seen == sorted(made, reverse=True)


def test_a_list_can_be_of_certain_statuses(people: Database, now: datetime) -> None:
    with people.write() as session:
        ids = {
            "completed": completed(session, "a", now=now),
            "failed": failed(session, "b", now=now),
            "cancelled": cancelled(session, "c", now=now),
            "pending": ask(session, "d", now=now).job.id,
        }
    with people.read() as session:
        for status, job_id in ids.items():
            assert [job.id for job in reading.list_jobs(session, "ada", statuses=[JobStatus(status)]).jobs] == [job_id]
        active = reading.list_jobs(session, "ada", statuses=(JobStatus.PENDING, JobStatus.PROCESSING))
        assert [job.id for job in active.jobs] == [ids["pending"]]


def test_a_list_costs_one_statement_and_reads_no_payload(
    people: Database, now: datetime, statements: CountStatements
) -> None:
    with people.write() as session:
        for n in range(10):
            ask(session, f"{n}", now=now)
    with people.read() as session, statements() as sent:
        reading.list_jobs(session, "ada")
    assert len(sent) == 1
    assert "payload" not in sent[0]
    assert sent[0].count("checkpoint") == sent[0].count("JSON_EXTRACT(background_jobs.checkpoint, ") == 1


def test_polling_answers_in_the_order_asked_and_names_what_is_missing(people: Database, now: datetime) -> None:
    with people.write() as session:
        one, two = ask(session, "1", now=now).job.id, ask(session, "2", now=now).job.id
    with people.read() as session:
        found, missing = reading.poll_jobs(session, "ada", [two, "gone", one, two])
    assert ([job.id for job in found], missing) == ([two, one], ["gone"])


def test_the_badge_counts_what_waits_and_what_runs(people: Database, now: datetime) -> None:
    with people.write() as session:
        completed(session, "0", now=now)
        for n in range(3):
            ask(session, f"{n}", now=now)
        take(session, now=now)
        assert batches.count_active(session, "ada") == 3


def test_attempts_are_told_in_order(people: Database, now: datetime) -> None:
    with people.write() as session:
        job_id = failed(session, "a", now=now)
        (attempt,) = reading.attempts(session, "ada", job_id)
    assert (attempt.number, attempt.outcome, attempt.error_code, attempt.error) == (1, "failed", "NETWORK", "No line.")


def on_target(database: Database) -> list[JobView]:
    with database.read() as session:
        return reading.jobs_for_target(session, "ada", "deck", deck_of("ada"))


def test_on_a_target_stand_the_active_jobs_oldest_first(people: Database, now: datetime) -> None:
    with people.write() as session:
        completed(session, "0", now=now)
        ids = [ask(session, f"{n}", now=now).job.id for n in range(3)]
        ask(session, "another's", now=now, user="bob")
    assert [job.id for job in on_target(people)] == ids


def test_a_failure_stands_there_until_it_is_retried(people: Database, now: datetime) -> None:
    with people.write() as session:
        old = failed(session, "a", now=now)
    assert [job.id for job in on_target(people)] == [old]
    with people.write() as session:
        new = Queue(HANDLERS).retry(session, "ada", old, now=now).job
    assert [job.id for job in on_target(people)] == [new.id]


def test_a_failure_stands_there_until_something_newer_is_asked_for(people: Database, now: datetime) -> None:
    with people.write() as session:
        failed(session, "a", now=now)
        completed(session, "b", now=now + HOUR)
    assert on_target(people) == []


def test_a_failure_is_not_hidden_by_what_was_already_under_way_beside_it(people: Database, now: datetime) -> None:
    with people.write() as session:
        first = ask(session, "a", now=now).job.id
        second = ask(session, "b", now=now + timedelta(seconds=1)).job.id
        one, two = take(session, now=now + HOUR), take(session, now=now + HOUR)
        end(session, one, Failed(NO_LINE), now=now + HOUR)
        end(session, two, Completed({}), now=now + HOUR)
    assert (one.job.id, two.job.id) == (first, second)
    assert [job.id for job in on_target(people)] == [first]


def test_only_the_last_failure_stands_there(people: Database, now: datetime) -> None:
    with people.write() as session:
        failed(session, "a", now=now)
        last = cancelled(session, "b", now=now + HOUR)
    assert [job.id for job in on_target(people)] == [last]
