"""Frequent statements use indexes: claiming costs the same with 60,000 waiting jobs as with six."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlmodel import Session

from studyapp.database import Database
from studyapp.jobs.queue import hurry, prefetch, rescue
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import batches, claims, reading
from studyapp.models import JobStatus
from tests.conftest import CountStatements
from tests.engine.workload import KIND, deck_of
from tests.jobs.desk import HANDLERS, ask, take

CONSTANT = "SCAN CONSTANT ROW"
Act = Callable[[Session, datetime], object]


def plan(session: Session, statement: str) -> list[str]:
    """SQLite's description of how it will find the rows."""
    values = {f"v{n}": "x" for n in range(statement.count("?"))}
    for name in values:
        statement = statement.replace("?", f":{name}", 1)
    return [str(row.detail) for row in session.connection().execute(text(f"explain query plan {statement}"), values)]


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
