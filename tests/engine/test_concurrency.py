"""Threads and processes that do the same at the same moment."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import LimitReached, StudyError
from studyapp.jobs.kinds.outcome import Completed
from studyapp.jobs.queue import endings
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim
from studyapp.jobs.store.views import Admission
from studyapp.models.columns import new_id
from tests.engine.rows import read_rows
from tests.engine.running import Bench
from tests.engine.workload import KIND, handlers

T = TypeVar("T")

THREADS: Final = 8
HANDLERS: Final = handlers()


def at_once(act: Callable[[int], T], times: int = THREADS) -> list[T | StudyError]:
    """The result or error of each call; all start together."""
    start = threading.Barrier(times)

    def wait_and_act(number: int) -> T | StudyError:
        start.wait()
        try:
            return act(number)
        except StudyError as refusal:
            return refusal

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(wait_and_act, range(times)))


def enqueue(session: Session, user: str, key: str) -> Admission:
    return Queue(HANDLERS).enqueue(session, user, KIND, {"key": key}, now=datetime.now(UTC))


def test_parallel_requests_get_exactly_the_twenty_places_of_the_hour(bench: Bench) -> None:
    def ask(number: int) -> list[bool]:
        got: list[bool] = []
        for key in range(5):
            try:
                with bench.database.write() as session:
                    got.append(enqueue(session, "ada", f"{number}-{key}").created)
            except LimitReached:
                got.append(False)
        return got

    answers = [each for got in at_once(ask) if isinstance(got, list) for each in got]
    assert Counter(answers) == {True: 20, False: THREADS * 5 - 20}
    assert len(bench.rows().of("ada")) == 20


def test_parallel_requests_of_a_kind_that_has_a_bound_do_not_pass_it(bench: Bench) -> None:
    bounded = {KIND: replace(HANDLERS[KIND], most_active=3)}

    def ask(number: int) -> Admission:
        with bench.database.write() as session:
            return Queue(bounded).enqueue(session, "ada", KIND, {"key": f"{number % 6}"}, now=datetime.now(UTC))

    answers = at_once(ask)
    accepted = {int(row["dedup_key"]) for row in bench.rows().of("ada")}
    refused = {number % 6 for number, answer in enumerate(answers) if isinstance(answer, LimitReached)}
    assert (len(accepted), len(bench.rows().of("ada"))) == (3, 3)
    assert refused == set(range(6)) - accepted, "the twin of what is under way is returned, not refused"


def test_the_same_request_pressed_many_times_at_once_is_one_job(bench: Bench) -> None:
    def ask(_: int) -> Admission:
        with bench.database.write() as session:
            return enqueue(session, "ada", "the same")

    answers = [got for got in at_once(ask) if isinstance(got, Admission)]
    assert len(answers) == THREADS
    assert [answer.created for answer in answers].count(True) == 1
    assert len({answer.job.id for answer in answers}) == 1


def test_any_number_of_claimers_hold_three_seats_of_a_learner_at_most_and_no_job_twice(bench: Bench) -> None:
    for user in ("ada", "bob", "eve"):
        for key in range(15):
            bench.enqueue(user, f"{key}")
    most: Counter[str] = Counter()
    done: list[str] = []

    def work(number: int) -> None:
        while claim := _claim(bench.database, f"w{number}"):
            busy = Counter(row["user_id"] for row in read_rows(bench.database).where(status="processing"))
            most.update({user: max(0, count - most[user]) for user, count in busy.items()})
            with bench.database.write() as session:
                endings.end(session, claim, Completed({}), now=datetime.now(UTC), handlers=HANDLERS)
            done.append(claim.job.id)

    at_once(work)
    while claim := _claim(bench.database, "last"):
        with bench.database.write() as session:
            endings.end(session, claim, Completed({}), now=datetime.now(UTC), handlers=HANDLERS)
        done.append(claim.job.id)
    assert len(done) == len(set(done)) == 45
    assert max(most.values()) <= 3


def test_cancel_and_complete_at_the_same_moment_have_one_winner(bench: Bench) -> None:
    for round_ in range(20):
        job_id = bench.enqueue("ada" if round_ < 10 else "bob", f"{round_}")
        claim = _claim(bench.database, "w")
        assert claim

        def act(number: int, claim: Claim = claim) -> str:
            with bench.database.write() as session:
                if number == 0:
                    endings.end(session, claim, Completed({}), now=datetime.now(UTC), handlers=HANDLERS)
                    return "completed"
                Queue(HANDLERS).cancel(session, claim.job.user_id, claim.job.id, now=datetime.now(UTC))
                return "requested"

        completed, cancelled = at_once(act, 2)
        assert completed == "completed"
        job = bench.job(job_id)
        assert job["status"] == "completed"
        assert bool(job["cancel_requested"]) == (cancelled == "requested")


def test_two_processes_share_the_twenty_places(bench: Bench, tmp_path: Path) -> None:
    program = (
        "import sys; from datetime import UTC, datetime\n"
        "from studyapp.database import Database; from studyapp.errors import LimitReached\n"
        "from studyapp.jobs.queue.queue import Queue; from tests.engine.workload import *\n"
        "database, made = Database(sys.argv[1]), 0\n"
        "for key in range(20):\n"
        "    try:\n"
        "        with database.write() as session:\n"
        "            made += Queue(handlers()).enqueue(session, 'ada', KIND, {'key': f'{sys.argv[2]}-{key}'},\n"
        "                now=datetime.now(UTC)).created\n"
        "    except LimitReached: pass\n"
        "print(made)"
    )
    url = bench.database.engine.url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen([sys.executable, "-c", program, url, name], stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    made = [int(process.communicate(timeout=60)[0]) for process in started]
    assert sum(made) == 20
    assert len(bench.rows().of("ada")) == 20


def _claim(database: Database, worker: str) -> Claim | None:
    with database.write() as session:
        return claims.claim(session, worker=worker, token=new_id(), now=datetime.now(UTC))
