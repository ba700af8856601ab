import csv
import io
import json
from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import Job, JobAttempt, JobStatus, JobType, User
from studyapp.ui.acting import acting
from studyapp.ui.pages.tasks import TasksState
from studyapp.ui.pages.tasks.export import as_csv, as_json
from studyapp.ui.pages.tasks.rows import dollars, duration, timeline
from studyapp.ui.pages.tasks.state import PAGE_SIZE
from tests.factories import NOON, make_deck
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

SECOND = timedelta(seconds=1)


def fill(database: Database, owner: User, *statuses: JobStatus, **fields: object) -> list[Job]:
    with database.write() as session:
        deck = make_deck(session, owner)
        return [make_job(session, deck, status, **fields) for status in statuses]


def view(database: Database, job: Job) -> JobView:
    with database.read() as session:
        return reading.get_job(session, job.user_id, job.id)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("all", {"pending", "processing", "completed", "failed", "cancelled"}),
        ("active", {"pending", "processing"}),
        ("completed", {"completed"}),
        ("failed", {"failed"}),
    ],
)
async def test_each_tab_lists_its_jobs(
    tab: Tab[TasksState], use_database: Database, owner: User, name: str, listed: set[str]
) -> None:
    fill(use_database, owner, *JobStatus)
    tasks = await tab(TasksState)
    await tasks.show_tab(name)
    assert {row.status for row in tasks.tasks} == listed


async def test_a_list_that_does_not_exist_is_refused(tab: Tab[TasksState]) -> None:
    tasks = await tab(TasksState)
    for call, argument in ((tasks.show_tab, "secret"), (tasks.show_kind, "secret")):
        with pytest.raises(BadInput):
            await call(argument)


async def test_the_list_has_pages_newest_first_and_back_again(
    tab: Tab[TasksState], use_database: Database, owner: User
) -> None:
    jobs = fill(use_database, owner, *[JobStatus.COMPLETED] * (PAGE_SIZE + 5))
    newest_first = [job.id for job in reversed(jobs)]
    tasks = await tab(TasksState)
    await tasks._read()
    assert [row.id for row in tasks.tasks] == newest_first[:PAGE_SIZE]
    await tasks.next_page()
    assert [row.id for row in tasks.tasks] == newest_first[PAGE_SIZE:]
    assert (tasks.page_number, tasks.has_next) == (2, False)
    await tasks.next_page()
    assert tasks.page_number == 2
    await tasks.previous_page()
    assert [row.id for row in tasks.tasks] == newest_first[:PAGE_SIZE]


async def test_the_choices_of_a_study_session_are_one_row_and_each_is_listed_where_that_leads(
    tab: Tab[TasksState], use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
        first = make_job(session, deck, JobStatus.FAILED, type=JobType.DISTRACTOR_GENERATION)
        child = make_job(
            session, deck, JobStatus.COMPLETED, type=JobType.DISTRACTOR_GENERATION, parent_id=first.id
        )  # fmt: skip
    tasks = await tab(TasksState)
    await tasks.show_kind("distractor_generation")
    assert [row.title for row in tasks.tasks] == ["Answer choices · 1 of 2"]
    await tasks.show_tab("completed")
    assert tasks.tasks == []
    assert [job.id for job in (await acting(tasks).read(tasks._everything_listed))[0]] == [child.id]
    tasks.tab, tasks.of = "all", first.id
    await tasks.unfold(child.id)
    assert [row.id for row in tasks.tasks] == [child.id, first.id]
    assert [moment.title for moment in tasks.history] == ["Asked for", "Done"]


async def test_the_address_says_which_batch_is_listed_one_by_one(
    tab: Tab[TasksState], use_database: Database, owner: User
) -> None:
    first, other = fill(use_database, owner, *[JobStatus.COMPLETED] * 2, type=JobType.DISTRACTOR_GENERATION)
    tasks = await tab(TasksState)
    go_to(tasks, f"/tasks?of={first.id}")
    await tasks.open_tasks()
    await tasks._catch_up()
    assert ([row.id for row in tasks.tasks], tasks.loaded) == ([first.id], True)
    go_to(tasks, "/tasks")
    await tasks.open_tasks()
    await tasks._catch_up()
    assert [row.id for row in tasks.tasks] == [other.id, first.id]


async def test_a_filter_starts_at_the_first_page(tab: Tab[TasksState], use_database: Database, owner: User) -> None:
    fill(use_database, owner, *[JobStatus.COMPLETED] * (PAGE_SIZE + 1))
    tasks = await tab(TasksState)
    await tasks._read()
    await tasks.next_page()
    await tasks.show_tab("completed")
    assert (tasks.page_number, len(tasks.tasks)) == (1, PAGE_SIZE)


async def test_another_learners_jobs_are_neither_listed_nor_unfolded(
    tab: Tab[TasksState], use_database: Database, stranger: User
) -> None:
    (job,) = fill(use_database, stranger, JobStatus.FAILED)
    tasks = await tab(TasksState)
    await tasks.unfold(job.id)
    assert (tasks.tasks, tasks.history) == ([], [])


async def test_the_history_folds_up_again(tab: Tab[TasksState], use_database: Database, owner: User) -> None:
    (job,) = fill(use_database, owner, JobStatus.FAILED)
    tasks = await tab(TasksState)
    await tasks.unfold(job.id)
    assert [moment.title for moment in tasks.history] == ["Asked for", "Failed"]
    await tasks.unfold(job.id)
    assert tasks.history == []


def test_the_history_tells_of_every_attempt_with_what_it_cost(use_database: Database, owner: User) -> None:
    (job,) = fill(use_database, owner, JobStatus.COMPLETED, result={"count": 12, "rejected": {"F4": 2, "F9": 1}})
    attempts = [
        JobAttempt(
            job_id=job.id, number=1, worker="w", started_at=NOON, ended_at=NOON + 6 * SECOND, outcome="retry",
            error_code="OVERLOADED", error="The model is overloaded.", provider="anthropic", model="m", cost_usd=0.0101,
        ),
        JobAttempt(
            job_id=job.id, number=2, worker="w", started_at=NOON + 8 * SECOND, ended_at=NOON + 14 * SECOND,
            outcome="completed", provider="anthropic", model="m", tokens_in=4210, tokens_out=1822, cost_usd=0.0399,
        ),
    ]  # fmt: skip
    asked, first, second, done = timeline(view(use_database, job), attempts, now=NOON + timedelta(hours=1))
    assert (asked.title, asked.at) == ("Asked for", NOON.isoformat())
    assert (first.title, first.tone) == ("Attempt 1: failed, tried again", "wait")
    assert first.error == "The model is overloaded. (OVERLOADED)"
    assert second.detail == "6.0 s · anthropic, m · 4,210 tokens in, 1,822 out · $0.0399"
    assert (done.title, done.tone) == ("Done", "good")
    assert done.detail == "14 s and $0.0500 in all · 3 left out (F4 × 2, F9 × 1)"


def test_the_history_of_a_retry_says_how_many_were_missing(use_database: Database, owner: User) -> None:
    (old,) = fill(use_database, owner, JobStatus.FAILED, items_done=12)
    (job,) = fill(use_database, owner, JobStatus.PENDING, retry_of=old.id, items_expected=8)
    (asked,) = timeline(view(use_database, job), [], now=NOON)
    assert asked.detail == "Again, after an earlier try: 8 were missing"


def test_an_attempt_that_runs_counts_until_now(use_database: Database, owner: User) -> None:
    (job,) = fill(use_database, owner, JobStatus.PROCESSING)
    attempt = JobAttempt(job_id=job.id, number=1, worker="w", started_at=NOON)
    _, running = timeline(view(use_database, job), [attempt], now=NOON + 75 * SECOND)
    assert (running.title, running.detail, running.tone) == ("Attempt 1: running", "1 min 15 s", "wait")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.42, "0.4 s"), (12.4, "12 s"), (60, "1 min"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (-3, "0.0 s")],
)
def test_a_duration_has_units(seconds: float, words: str) -> None:
    assert duration(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "$0.0000"), (0.00002, "less than $0.0001"), (0.0399, "$0.0399"), (1.204, "$1.20"), (1234.5, "$1,234.50")],
)
def test_a_price_is_as_exact_as_it_is_small(amount: float, words: str) -> None:
    assert dollars(amount) == words


async def test_what_is_taken_away_says_what_each_job_used_up(
    tab: Tab[TasksState], use_database: Database, owner: User, stranger: User
) -> None:
    (job,) = fill(use_database, owner, JobStatus.COMPLETED)
    with use_database.write() as session:
        for number in (1, 2):
            used = {"tokens_in": 1000, "tokens_out": 200, "cost_usd": 0.006}
            session.add(JobAttempt(job_id=job.id, number=number, worker="w", started_at=NOON, **used))
    tasks = await tab(TasksState)
    listed = await acting(tasks).read(tasks._everything_listed)
    (row,) = json.loads(as_json(*listed))["jobs"]
    assert (row["tokens_in"], row["tokens_out"], row["cost_usd"]) == (2000, 400, 0.012)
    (cells,) = csv.DictReader(io.StringIO(as_csv(*listed).removeprefix("\ufeff")))
    assert (cells["tokens_in"], cells["cost_usd"]) == ("2000", "0.012")
    with use_database.read() as session:
        assert reading.spent(session, stranger.id, [job.id]) == {}


def test_json_has_the_fields_of_the_rest_interface_and_nobodys_id(use_database: Database, owner: User) -> None:
    (job,) = fill(use_database, owner, JobStatus.COMPLETED, result={"count": 3})
    (row,) = json.loads(as_json([view(use_database, job)], {}))["jobs"]
    assert (row["id"], row["status"], row["result"]) == (job.id, "completed", {"count": 3})
    assert datetime.fromisoformat(row["created_at"]) == NOON
    assert "user_id" not in row


def test_csv_is_a_table_a_spreadsheet_reads_as_text(use_database: Database, owner: User) -> None:
    (job,) = fill(use_database, owner, JobStatus.FAILED, error='=HYPERLINK("http://x")', error_code="INTERNAL")
    text = as_csv([view(use_database, job)], {})
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert text.startswith("\ufeff")
    assert (row["tokens_in"], row["cost_usd"]) == ("", "")
    assert row["error"] == '\'=HYPERLINK("http://x")'
    assert row["target"] == f"deck {job.target_id}"


async def test_the_export_follows_the_filter_over_all_pages(
    tab: Tab[TasksState], use_database: Database, owner: User
) -> None:
    fill(use_database, owner, *[JobStatus.COMPLETED] * 130, JobStatus.FAILED)
    tasks = await tab(TasksState)
    await tasks.show_tab("completed")
    assert {job.status for job in (await acting(tasks).read(tasks._everything_listed))[0]} == {JobStatus.COMPLETED}
    assert len((await acting(tasks).read(tasks._everything_listed))[0]) == 130
