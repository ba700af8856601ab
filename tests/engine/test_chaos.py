"""Processes that are killed, frozen and woken in the middle of their work."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from studyapp import signals
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.queue import rescue
from tests.engine.executor_process import ASKED, GO
from tests.engine.running import NEVER, Bench, until
from tests.engine.workload import handlers

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP on Windows"),
]

CARDS: Final = 20
PATIENCE: Final = 120.0

Start = Callable[..., "subprocess.Popen[str]"]

HOLDER: Final = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("begin immediate")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def start(tmp_path: Path) -> Generator[Start]:
    """Start an executor in its own process. All are killed after the test."""
    started: list[subprocess.Popen[str]] = []

    def start_one(lock: str = "executor.lock", *, hold: int = -1, lease: float = 0) -> subprocess.Popen[str]:
        command = [
            sys.executable, "-m", "tests.engine.executor_process", str(tmp_path), lock, f"{hold}", f"{lease}"
        ]  # fmt: skip
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True))
        return started[-1]

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


@contextmanager
def held(bench: Bench) -> Generator[None]:
    """Another process holds the database, like a backup that does not end."""
    command = [sys.executable, "-c", HOLDER, str(bench.database.engine.url.database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate()


def asked(bench: Bench) -> Counter[int]:
    """How often each item was requested, by ordinal."""
    lines = (bench.folder / ASKED).read_text().splitlines()
    return Counter(int(line.split()[1]) for line in lines)


async def saved(bench: Bench, job_id: str, items: int) -> None:
    await until(lambda: bench.job(job_id)["items_done"] >= items, patience=PATIENCE)


async def freeze(bench: Bench, process: "subprocess.Popen[str]") -> None:
    """Freeze the process, but not inside a transaction, for which everybody would have to wait."""
    while True:
        process.send_signal(signal.SIGSTOP)
        if _can_write(bench):
            return
        process.send_signal(signal.SIGCONT)
        await asyncio.sleep(0.03)


def wake(bench: Bench, process: "subprocess.Popen[str]") -> None:
    (bench.folder / GO).touch()
    process.send_signal(signal.SIGCONT)


def _all_look_dead(bench: Bench, age: timedelta) -> bool:
    leases = [row["lease_until"] for row in bench.rows().where(status="processing")]
    return all(lease < datetime.now(UTC) - age for lease in leases)


def _can_write(bench: Bench) -> bool:
    with closing(sqlite3.connect(str(bench.database.engine.url.database), timeout=0.2)) as connection:
        try:
            connection.execute("begin immediate")
        except sqlite3.OperationalError:
            return False
        connection.rollback()
        return True


@pytest.mark.parametrize("kill_every", [7, 9, 19])
async def test_killed_at_every_kth_card_twenty_cards_are_there_and_no_saved_one_was_asked_again(
    bench: Bench, start: Start, kill_every: int
) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.02)
    known: set[int] = set()
    kills = 0
    for goal in range(kill_every, CARDS, kill_every):
        process = start(hold=goal)
        await saved(bench, job_id, goal - 1)
        process.kill()
        process.wait()
        kills += 1
        assert known <= bench.rows().cards[job_id], "nothing that was saved is lost"
        known = set(bench.rows().cards[job_id])
    start()
    await bench.until("completed", job_id, patience=PATIENCE)
    assert bench.rows().cards[job_id] == set(range(CARDS))
    assert sum(asked(bench).values()) <= CARDS + kills, "only what was under way is asked for again"
    assert [row["outcome"] for row in bench.rows().attempts.values()] == ["rescued"] * kills + ["completed"]


async def test_many_jobs_survive_being_killed_again_and_again(bench: Bench, start: Start) -> None:
    ids = [bench.enqueue(user, f"{key}", items=4, seconds=0.02) for key in range(6) for user in ("ada", "bob", "eve")]
    for _ in range(2):
        process = start()
        done = len(bench.rows().where(status="completed"))
        enough = min(done + 3, len(ids))
        await until(lambda enough=enough: len(bench.rows().where(status="completed")) >= enough, patience=PATIENCE)
        process.kill()
        process.wait()
    start()
    await bench.until("completed", *ids, patience=PATIENCE)
    assert all(bench.rows().cards[job_id] == set(range(4)) for job_id in ids)
    outcomes = Counter((row["job_id"], row["outcome"]) for row in bench.rows().attempts.values())
    assert all(outcomes[job_id, "completed"] == 1 for job_id in ids)


async def test_what_is_running_goes_on_at_the_next_start_long_before_its_lease_ends(bench: Bench, start: Start) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.05)
    process = start(hold=10)
    await saved(bench, job_id, 3)
    process.kill()
    process.wait()
    async with bench.running(pace=Pace(rescue=NEVER)):
        await until(lambda: bench.job(job_id)["attempts"] == 2, patience=30)  # less than its lease of 45 s


async def test_a_database_held_for_longer_than_every_bound_fails_no_job(bench: Bench, start: Start) -> None:
    lease = 1.0
    ids = [
        bench.enqueue(user, f"{key}", items=CARDS, seconds=0.02) for key in range(2) for user in ("ada", "bob", "eve")
    ]
    start(lease=lease)
    await until(lambda: all(bench.job(job_id)["items_done"] for job_id in ids), patience=PATIENCE)
    with held(bench):
        await until(lambda: _all_look_dead(bench, timedelta(seconds=lease * 6)), patience=PATIENCE)
        assert {row["status"] for row in bench.rows().jobs.values()} <= {"processing", "completed"}
    await bench.until("completed", *ids, patience=PATIENCE)
    assert [row["outcome"] for row in bench.rows().attempts.values()] == ["completed"] * len(ids)
    assert all(bench.rows().cards[job_id] == set(range(CARDS)) for job_id in ids)
    assert set(asked(bench).values()) == {len(ids)}, "nothing was asked twice"


async def test_a_process_told_to_stop_while_the_database_is_held_stops(bench: Bench, start: Start) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.02)
    process = start(hold=10)
    await saved(bench, job_id, 10)
    with held(bench):
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0
        assert bench.job(job_id)["status"] == "processing", "nobody could write anything else"
    (bench.folder / GO).touch()
    start()
    await bench.until("completed", job_id, patience=PATIENCE)
    assert bench.rows().cards[job_id] == set(range(CARDS))
    assert sum(asked(bench).values()) == CARDS + 1, "only what was under way is asked for again"


async def test_a_process_told_to_stop_gives_its_jobs_back_when_the_database_is_let_go(
    bench: Bench, start: Start
) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.02)
    process = start(hold=10)
    await saved(bench, job_id, 10)
    with held(bench):
        process.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
    assert process.wait(timeout=PATIENCE) == 0
    job = bench.job(job_id)
    assert (job["status"], job["attempts"], job["claim"]) == ("pending", 0, None)


async def test_the_tabs_of_a_server_that_stands_by_see_what_another_process_makes(bench: Bench, start: Start) -> None:
    """This happens with `studyapp generate`, if the server is started after it."""
    job_id = bench.enqueue("ada", "a", items=100_000, seconds=0.1)
    start()
    await saved(bench, job_id, 1)
    async with bench.running() as standing_by, signals.subscribe("ada", pause=0) as changes:
        assert not standing_by.is_executor
        for _ in range(5):
            await asyncio.wait_for(anext(changes), PATIENCE)
    assert bench.job(job_id)["attempts"] == 1


async def test_a_terminated_process_leaves_nothing_running_and_no_attempt_used(bench: Bench, start: Start) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.05)
    process = start(hold=10)
    await saved(bench, job_id, 3)
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 0
    job = bench.job(job_id)
    assert (job["status"], job["attempts"], job["claim"]) == ("pending", 0, None)


async def test_a_frozen_executor_that_wakes_after_another_took_over_changes_nothing(bench: Bench, start: Start) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.05)
    frozen = start(hold=10)
    await saved(bench, job_id, 3)
    await freeze(bench, frozen)
    start("another.lock")  # as if the lock had been lost
    await bench.until("completed", job_id, patience=PATIENCE)
    before = bench.rows()
    wake(bench, frozen)
    await asyncio.sleep(1)
    assert frozen.poll() is None, "it lives on"
    assert bench.rows() == before
    assert bench.rows().cards[job_id] == set(range(CARDS))


async def test_a_frozen_executor_that_wakes_while_another_is_at_it_adds_nothing(bench: Bench, start: Start) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.1)
    frozen = start(hold=10)
    await saved(bench, job_id, 3)
    await freeze(bench, frozen)
    start("another.lock")
    await saved(bench, job_id, 11)
    wake(bench, frozen)
    await bench.until("completed", job_id, patience=PATIENCE)
    assert bench.rows().cards[job_id] == set(range(CARDS))
    assert sum(asked(bench).values()) <= CARDS + 1
    assert sorted(row["outcome"] for row in bench.rows().attempts.values()) == ["completed", "rescued"]


async def test_a_frozen_executor_that_was_rescued_starts_the_job_again_when_it_wakes(
    bench: Bench, start: Start
) -> None:
    job_id = bench.enqueue("ada", "a", items=CARDS, seconds=0.05)
    frozen = start(hold=10)
    await saved(bench, job_id, 3)
    await freeze(bench, frozen)
    with bench.database.write() as session:
        assert rescue.rescue_stale(session, now=datetime.now(UTC) + timedelta(seconds=46), handlers=handlers())
    wake(bench, frozen)
    await bench.until("completed", job_id, patience=PATIENCE)
    assert bench.rows().cards[job_id] == set(range(CARDS))
    assert bench.job(job_id)["attempts"] == 2


async def test_an_id_that_was_returned_exists_whenever_its_process_was_killed(bench: Bench) -> None:
    program = (
        "import sys; from datetime import UTC, datetime\n"
        "from studyapp.database import Database; from studyapp.jobs.queue.queue import Queue\n"
        "from tests.engine.workload import *\n"
        "database, queue = Database(sys.argv[1]), Queue(handlers(), per_hour=lambda: 10**6)\n"
        "for key in range(100_000):\n"
        "    with database.write() as session:\n"
        "        job = queue.enqueue(session, 'ada', KIND, {'key': f'{key}'}, now=datetime.now(UTC)).job\n"
        "    print(job.id, flush=True)\n"
    )
    url = str(bench.database.engine.url)
    with subprocess.Popen([sys.executable, "-c", program, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        returned = [process.stdout.readline().strip() for _ in range(200)]
        process.kill()
        returned += [line.strip() for line in process.stdout.readlines() if line.endswith("\n")]
    assert set(returned) <= set(bench.rows().jobs)
