import json
from datetime import UTC, datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.models import JobAttempt, JobStatus, User
from tests.api.rows import make_job
from tests.cli.conftest import Run


@pytest.fixture
def failed_id(database: Database, owner: User, now: datetime) -> str:
    with database.write() as session:
        return make_job(
            session, owner, now, status=JobStatus.FAILED, error="The model did not answer.", error_code="TIMEOUT"
        ).id


def test_without_a_command_the_latest_jobs_are_listed(run: Run, failed_id: str) -> None:
    listed = run("jobs")
    assert listed.exit_code == 0
    assert listed.stdout == run("jobs", "list").stdout
    assert failed_id in listed.stdout
    assert "The model did not answer." in listed.stdout


def test_the_list_can_be_filtered_and_read_by_programs(
    run: Run, database: Database, owner: User, now: datetime, failed_id: str
) -> None:
    with database.write() as session:
        make_job(session, owner, now)
    listed = json.loads(run("jobs", "list", "--status", "failed", "--json").stdout)
    assert [job["id"] for job in listed["jobs"]] == [failed_id]


def test_an_empty_list_says_so_on_stderr(run: Run) -> None:
    listed = run("jobs")
    assert (listed.exit_code, listed.stdout, listed.stderr) == (0, "", "There are no such jobs.\n")


def test_an_unknown_status_is_bad_usage(run: Run) -> None:
    listed = run("jobs", "list", "--status", "sleeping")
    assert listed.exit_code == 2
    assert "pending, processing" in listed.stderr


def test_a_job_is_shown_with_its_attempts(run: Run, database: Database, failed_id: str, now: datetime) -> None:
    with database.write() as session:
        session.add(
            JobAttempt(
                job_id=failed_id,
                number=1,
                worker="w",
                started_at=now,
                ended_at=now + timedelta(seconds=2.5),
                outcome="failed",
                provider="anthropic",
                model="claude",
                tokens_in=120,
                tokens_out=45,
            )
        )
    shown = run("jobs", "show", failed_id).stdout
    assert "The model did not answer." in shown
    assert "attempt 1  2.5 s  failed  anthropic  claude  120 + 45 tokens" in shown
    assert json.loads(run("jobs", "show", failed_id, "--json").stdout)["id"] == failed_id


def test_a_waiting_job_is_cancelled_once(run: Run, database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        job = make_job(session, owner, now)
    assert run("jobs", "cancel", job.id).stderr == "Cancelled.\n"
    again = run("jobs", "cancel", job.id)
    assert (again.exit_code, again.stderr) == (1, "This task has ended already.\n")


def test_a_running_job_is_asked_to_stop(run: Run, database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        busy = {"slot": 1, "claim": "c", "worker": "w", "lease_until": now}
        job = make_job(session, owner, now, status=JobStatus.PROCESSING, **busy)
    assert run("jobs", "cancel", job.id).stderr == "Asked to stop; what it has saved stays.\n"


def test_a_retry_prints_the_id_of_the_new_job(run: Run, failed_id: str) -> None:
    retried = run("jobs", "retry", failed_id)
    assert retried.exit_code == 0
    new = json.loads(run("jobs", "show", retried.stdout.strip(), "--json").stdout)
    assert (new["retry_of"], new["status"]) == (failed_id, "pending")


def test_what_waits_for_its_next_attempt_is_tried_now(run: Run, database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        waiting = make_job(session, owner, now, run_at=datetime.now(UTC) + timedelta(hours=1))
    assert run("jobs", "try-now", waiting.id).stderr == "It is tried now.\n"
    again = run("jobs", "try-now", waiting.id)
    assert (again.exit_code, again.stderr) == (1, "This task does not wait for another attempt.\n")


@pytest.mark.parametrize("command", ["show", "cancel", "retry", "try-now"])
def test_a_job_that_is_not_there_is_a_failure_with_a_sentence(run: Run, command: str) -> None:
    asked = run("jobs", command, "nowhere")
    assert (asked.exit_code, asked.stdout, asked.stderr) == (1, "", "This task does not exist.\n")
