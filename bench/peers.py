"""The peers of the job engine: Huey on SQLite, and a naive table queue."""

import sqlite3
import threading
import time
from pathlib import Path

from huey import SqliteHuey
from huey.consumer import Consumer


def naive_queue(folder: Path, *, jobs: int) -> tuple[float, float]:
    """Enqueued and finished jobs per second with one table, one worker and `synchronous=FULL`, without fence and
    limits.
    """
    connection = sqlite3.connect(folder / "naive.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE jobs (id INTEGER PRIMARY KEY, status TEXT, payload TEXT)")
    started = time.perf_counter()
    for number in range(jobs):
        connection.execute("INSERT INTO jobs (status, payload) VALUES ('pending', ?)", (str(number),))
    enqueued = time.perf_counter()
    while row := connection.execute("SELECT id FROM jobs WHERE status = 'pending' ORDER BY id LIMIT 1").fetchone():
        connection.execute("UPDATE jobs SET status = 'processing' WHERE id = ?", row)
        connection.execute("UPDATE jobs SET status = 'completed' WHERE id = ?", row)
    finished = time.perf_counter()
    connection.close()
    return jobs / (enqueued - started), jobs / (finished - enqueued)


def huey_queue(folder: Path, *, jobs: int, workers: int) -> tuple[float, float]:
    """Enqueued and finished jobs per second of Huey's SQLite storage with its own thread pool, synced like ours.

    Huey removes a task from its table before running it, so a killed worker loses it, which makes it faster.
    """
    huey = SqliteHuey(filename=str(folder / "huey.db"), fsync=True, results=False)
    done = threading.Semaphore(0)

    @huey.task()
    def nothing() -> None:
        done.release()

    started = time.perf_counter()
    for _ in range(jobs):
        nothing()
    enqueued = time.perf_counter()
    consumer = Consumer(
        huey, workers=workers, initial_delay=0.01, max_delay=0.05, periodic=False, check_worker_health=False
    )
    consumer.start()
    for _ in range(jobs):
        done.acquire()
    finished = time.perf_counter()
    consumer.stop(graceful=True)
    return jobs / (enqueued - started), jobs / (finished - enqueued)
