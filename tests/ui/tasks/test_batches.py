from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.jobs.store import batches
from studyapp.models import JobStatus, JobType, User
from studyapp.ui.tasks.batches import listed_rows
from studyapp.ui.tasks.rows import TaskRow
from tests.factories import make_deck, make_goal
from tests.ui.jobs import make_job

NO_LINE = {"error": "No line.", "error_code": "NETWORK"}


@pytest.fixture
def row(database: Database, owner: User, now: datetime):
    """`row((status, columns), …)` returns the one row of a batch with these parts, the first of which began it."""

    def made(*parts: tuple[JobStatus, dict[str, object]]) -> TaskRow:
        with database.write() as session:
            deck, first = make_deck(session, owner), None
            for slot, (status, columns) in enumerate(parts, 1):
                seat = {"slot": slot} if status is JobStatus.PROCESSING else {}
                done = {"items_done": 3} if status is JobStatus.COMPLETED else {}
                kind = {"type": JobType.DISTRACTOR_GENERATION, "parent_id": first, "items_expected": None} | done
                job = make_job(session, deck, status, **kind | seat | columns)
                first = first or job.id
        with database.read() as session:
            listed = batches.list_batches(session, owner.id).listed
            (row,) = listed_rows(session, owner.id, listed, now=now)
        return row

    return made


def test_a_batch_under_way_says_how_many_are_done(row) -> None:
    done, waiting, running = (JobStatus.COMPLETED, {}), (JobStatus.PENDING, {}), (JobStatus.PROCESSING, {})
    told = row(done, done, running, waiting, waiting)
    assert (told.title, told.state, told.label) == (
        "Answer choices · 2 of 5", "Generating answer choices…", "Running",
    )  # fmt: skip
    assert (told.percent, told.is_active, told.is_batch, told.shows_bar) == (40, True, True, True)
    assert (told.view, told.href) == ("Show each", f"/tasks?of={told.id}")


def test_a_batch_that_waits_says_so(row) -> None:
    told = row((JobStatus.PENDING, {}), (JobStatus.PENDING, {}))
    assert (told.title, told.state) == ("Answer choices · 0 of 2", "Answer choices wait their turn")


def test_a_failure_is_told_once_with_its_reason(row) -> None:
    failed = (JobStatus.FAILED, NO_LINE)
    told = row((JobStatus.COMPLETED, {}), failed, failed, failed)
    assert told.state == "1 card has its choices. 3 failed: No line."
    assert (told.label, told.advice) == ("Failed", "Check the connection and the base URL, then retry.")
    assert (told.is_retryable, told.can_run_again) == (False, False)


def test_of_different_reasons_the_last_one_is_told(row) -> None:
    other = {"error": "None was good enough.", "error_code": "BAD_OUTPUT"}
    told = row((JobStatus.FAILED, NO_LINE), (JobStatus.FAILED, other))
    assert told.state == "0 cards have their choices. 2 failed, the last one: None was good enough."
    assert told.advice == ""


def test_a_failure_shows_while_others_are_still_made(row) -> None:
    told = row((JobStatus.FAILED, NO_LINE), (JobStatus.PROCESSING, {}))
    assert told.state == "Generating answer choices. 1 failed: No line."


def test_what_was_stopped_is_counted(row) -> None:
    told = row((JobStatus.COMPLETED, {}), (JobStatus.COMPLETED, {}), (JobStatus.CANCELLED, {}))
    assert (told.outcome, told.label) == ("2 cards have their choices. 1 stopped.", "Done")


def test_a_batch_being_stopped_says_so(row) -> None:
    told = row((JobStatus.PROCESSING, {"cancel_requested": True}), (JobStatus.CANCELLED, {}))
    assert (told.state, told.is_stopping) == ("Stopping…", True)


def test_a_job_on_its_own_is_told_as_ever(row) -> None:
    told = row((JobStatus.PENDING, {}))
    assert (told.title, told.is_batch) == ("Answer choices for Biology", False)


def test_a_batch_whose_model_is_away_says_so_and_when_it_is_tried_again(row, now: datetime) -> None:
    away = {"error": "Nobody is there.", "error_code": "NETWORK", "outage_since": now - timedelta(minutes=5)}
    told = row(
        (JobStatus.COMPLETED, {}),
        (JobStatus.PENDING, away | {"run_at": now + timedelta(seconds=60)}),
        (JobStatus.PENDING, away | {"run_at": now + timedelta(seconds=90)}),
    )
    assert told.state == "Nobody is there."
    assert told.next_attempt_at == (now + timedelta(seconds=60)).isoformat()
    assert told.outage_since == (now - timedelta(minutes=5)).isoformat()


def test_cards_that_stay_without_choices_are_no_failure(row) -> None:
    done, empty = (JobStatus.COMPLETED, {}), (JobStatus.COMPLETED, {"items_done": 0})
    told = row(done, done, empty)
    assert told.outcome == "2 cards have their choices. Without choices, because nothing in the deck fitted: 1."
    assert (told.label, told.is_retryable) == ("Done", False)


def test_a_batch_for_a_goal_is_named_after_it(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        goal, deck = make_goal(session, owner.id, title="Understand cells"), make_deck(session, owner)
        about = {"type": JobType.SKILL_TREE_GENERATION, "target_kind": "goal", "target_id": goal.id}
        tree = make_job(session, deck, JobStatus.COMPLETED, items_done=9, **about)
        make_job(session, deck, JobStatus.COMPLETED, items_done=5, parent_id=tree.id)
    with database.read() as session:
        [told] = listed_rows(session, owner.id, batches.list_batches(session, owner.id).listed, now=now)
    assert (told.title, told.state) == ("Skill tree for Understand cells · 2 of 2", "2 parts are done.")
