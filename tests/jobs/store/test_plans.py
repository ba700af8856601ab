"""Frequent statements use indexes: claiming costs the same with 60,000 waiting jobs as with six."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.jobs.queue import hurry, rescue
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests import prefetch
from studyapp.jobs.store import batches, claims, reading
from studyapp.models import JobStatus
from tests.conftest import CountStatements
from tests.engine.workload import KIND, deck_of
from tests.jobs.desk import HANDLERS, ask, take
from tests.plans import plan

CONSTANT = "SCAN CONSTANT ROW"
Act = Callable[[Session, datetime], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda session, now: ask(session, "b", now=now),
        lambda session, now: claims.claim(session, worker="w", token="t", now=now),
        lambda session, now: rescue.rescue_stale(session, now=now, handlers=HANDLERS),
        lambda session, now: ask(session, "c", now=now, handlers={KIND: replace(HANDLERS[KIND], most_active=9)}),
        lambda session, now: hurry.hurry(session, "ada", "j", 100),
        lambda session, now: prefetch._given_up(session, "ada", ["c", "d"], since=now),
        lambda session, now: batches.count_active(session, "ada"),
        lambda session, now: batches.list_batches(session, "ada", statuses=(JobStatus.FAILED,)),
        lambda session, now: QUEUE.quota(session, "ada", KIND, now=now),
        lambda session, now: reading.jobs_for_target(session, "ada", "deck", deck_of("ada")),
        lambda session, now: reading.next_due(session, now=now),
        lambda session, now: reading.cancelled_claims(session, worker="w"),
    ],
    ids=[
        "enqueue",
        "claim",
        "rescue",
        "most active",
        "hurry",
        "given up",
        "badge",
        "batches",
        "quota",
        "target",
        "due",
        "cancels",
    ],
)
def test_no_hot_statement_walks_the_whole_table(
    people: Database, now: datetime, statements: CountStatements, act: Act
) -> None:
    with people.write() as session:
        ask(session, "a", now=now)
        held = take(session, now=now)
        with statements() as sent:
            act(session, now)
            claims.beat(session, [held], now=now)
        for statement in [each for each in sent if each.startswith(("SELECT", "UPDATE"))]:
            steps = plan(session, statement)
            walks = [step for step in steps if step.startswith("SCAN ") and "INDEX" not in step and step != CONSTANT]
            assert walks == [], statement


WRONG = (JobStatus.FAILED, JobStatus.CANCELLED)
LISTS: dict[str, Callable[[Session], object]] = {
    "tasks": lambda session: batches.list_batches(session, "ada"),
    "older tasks": lambda session: batches.list_batches(session, "ada", cursor="x"),
    "tasks of a status": lambda session: batches.list_batches(session, "ada", statuses=WRONG),
    "tasks of a type": lambda session: batches.list_batches(session, "ada", job_type=KIND),
    "tasks of both": lambda session: batches.list_batches(session, "ada", statuses=WRONG, job_type=KIND),
    "jobs": lambda session: reading.list_jobs(session, "ada"),
    "older jobs": lambda session: reading.list_jobs(session, "ada", cursor="x"),
    "jobs of a status": lambda session: reading.list_jobs(session, "ada", statuses=WRONG),
    "jobs of a type": lambda session: reading.list_jobs(session, "ada", job_type=KIND, cursor="x"),
    "jobs of both": lambda session: reading.list_jobs(session, "ada", statuses=WRONG, job_type=KIND),
    "jobs of a batch": lambda session: reading.list_jobs(session, "ada", statuses=WRONG, batch="x"),
    "jobs asked for by id": lambda session: reading.poll_jobs(session, "ada", ["x", "y"]),
    "jobs on cards": lambda session: reading.latest_for_targets(session, "ada", "card", ["x", "y"]),
    "jobs under way": lambda session: batches.count_active(session, "ada"),
    "what was spent": lambda session: reading.spent(session, "ada", ["x", "y"]),
}
NARROW = ("id=?", "retry_of=?", "parent_id=?", "job_id=?", "user_id=? AND ")
"""The beginnings of index conditions that do not read all jobs of a learner."""


IN_ORDER = "INDEX ix_jobs_own (user_id=?)"
"""The index of all of a learner's jobs, newest first. Only one page of it is read."""


@pytest.mark.parametrize("name", LISTS)
def test_lists_read_ranges_of_indexes_in_their_order(
    people: Database, now: datetime, statements: CountStatements, name: str
) -> None:
    """A list neither reads all of a learner's jobs nor sorts them, because there may be 60,000 ended ones."""
    with people.write() as session:
        ask(session, "a", now=now)
        with statements() as sent:
            LISTS[name](session)
        steps = [step for statement in sent for step in plan(session, statement)]
    read = [step for step in steps if " USING " in step and "INDEX" in step]
    assert read
    if name in {"tasks", "jobs"}:
        assert IN_ORDER in read.pop(0)
    assert [step for step in read if not step.partition("(")[2].startswith(NARROW)] == []
    assert [step for step in steps if step.startswith("SCAN ") and " anon_" not in step and step != CONSTANT] == []
    assert [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step] == []
