from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.jobs import queue
from studyapp.models import JobStatus, User
from studyapp.services import decks
from studyapp.ui.task_rows import TaskRow, task_rows
from tests.conftest import CountStatements
from tests.factories import make_deck
from tests.ui.jobs import make_job


@pytest.fixture
def row(database: Database, owner: User, now: datetime):
    """`row(status, **columns)`: the row of one job for the deck Biology."""

    def made(status: JobStatus, **fields: object) -> TaskRow:
        with database.write() as session:
            job = make_job(session, make_deck(session, owner), status, **fields)
        with database.read() as session:
            return task_rows(session, owner.id, [queue.get_job(session, owner.id, job.id)], now=now)[0]

    return made


def test_a_running_job_says_what_it_makes_and_how_far_it_is(row) -> None:
    running = row(JobStatus.PROCESSING, items_done=7, progress=35)
    assert running.title == "Flashcards for Biology"
    assert running.state == "Generating flashcards… 7 of 20"
    assert (running.percent, running.shows_bar, running.is_active, running.label) == (35, True, True, "Running")


def test_a_job_that_waits_for_a_place_shows_no_empty_bar(row) -> None:
    waiting = row(JobStatus.PENDING)
    assert waiting.state == "Flashcards wait their turn"
    assert not waiting.shows_bar
    assert waiting.next_attempt_at == ""


def test_a_scheduled_retry_says_why_what_is_safe_and_when(row, now: datetime) -> None:
    run_at = now + timedelta(seconds=14)
    waiting = row(
        JobStatus.PENDING, attempts=1, run_at=run_at, items_done=12, error="The model is overloaded.",
        error_code="OVERLOADED",
    )  # fmt: skip
    assert waiting.state == "The model is overloaded. 12 cards saved."
    assert waiting.next_attempt_at == run_at.isoformat()
    assert (waiting.label, waiting.is_limited) == ("Retrying", True)


def test_a_job_being_stopped_says_so(row) -> None:
    stopping = row(JobStatus.PROCESSING, cancel_requested=True, items_done=3)
    assert (stopping.state, stopping.label, stopping.is_stopping) == ("Stopping…", "Stopping", True)


@pytest.mark.parametrize(
    ("kept", "words"),
    [(5, "Stopped. 5 cards kept."), (1, "Stopped. 1 card kept."), (0, "Stopped before anything was made.")],
)
def test_a_cancelled_job_says_what_was_kept(row, kept: int, words: str) -> None:
    stopped = row(JobStatus.CANCELLED, items_done=kept)
    assert (stopped.outcome, stopped.is_retryable, stopped.has_items) == (words, True, kept > 0)


def test_a_failed_job_says_what_happened_and_what_is_safe(row) -> None:
    failed = row(JobStatus.FAILED, items_done=5, attempts=3, error="The model is overloaded.", error_code="OVERLOADED")
    assert failed.outcome == "The model is overloaded. 5 cards saved."
    assert failed.details == "Generating flashcards · OVERLOADED · Attempt 3 of 3"
    assert failed.is_retryable


@pytest.mark.parametrize(("count", "words"), [(12, "12 cards made."), (1, "1 card made."), (0, "0 cards made.")])
def test_a_completed_job_says_how_many_it_made(row, count: int, words: str) -> None:
    done = row(JobStatus.COMPLETED, items_done=count, result={"count": count})
    assert (done.outcome, done.is_active, done.is_retryable) == (words, False, False)


def test_a_generators_own_note_comes_before_the_count(row) -> None:
    done = row(JobStatus.COMPLETED, items_done=1, result={"count": 1, "note": "The text held one fact worth a card."})
    assert done.outcome == "The text held one fact worth a card."


def test_a_job_leads_to_its_deck(database: Database, owner: User, row) -> None:
    assert row(JobStatus.COMPLETED, items_done=1).href.startswith("/decks/")


def test_a_job_of_a_deleted_deck_leads_to_the_tasks(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        job = make_job(session, deck, JobStatus.COMPLETED)
        decks.delete_deck(session, owner.id, deck.id, now=now)
    with database.read() as session:
        gone = task_rows(session, owner.id, [queue.get_job(session, owner.id, job.id)], now=now)[0]
    assert (gone.title, gone.href) == ("Flashcards", "/tasks")


def test_the_names_of_twenty_jobs_are_one_statement(
    database: Database, owner: User, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        for number in range(20):
            make_job(session, make_deck(session, owner, title=f"Deck {number}"), JobStatus.COMPLETED)
    with database.read() as session:
        jobs = queue.list_jobs(session, owner.id, limit=20).jobs
        with statements() as sent:
            rows = task_rows(session, owner.id, jobs, now=now)
    assert len(sent) == 1
    assert {row.title for row in rows} == {f"Flashcards for Deck {number}" for number in range(20)}


def test_a_running_job_keeps_a_place_for_each_item_to_come(row) -> None:
    assert row(JobStatus.PROCESSING, items_done=17).awaited == [17, 18, 19]
    assert row(JobStatus.PENDING).awaited == list(range(8))
    assert row(JobStatus.PENDING, items_expected=None).awaited == []


@pytest.mark.parametrize("status", [JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED])
def test_a_job_that_has_ended_keeps_no_places(row, status: JobStatus) -> None:
    assert row(status, items_done=7).awaited == []
