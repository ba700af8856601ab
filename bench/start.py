"""Measures how long a learner waits for the server to start, for jobs to go on, and for a job to stop."""

import time
from collections.abc import Callable
from typing import Any, Final

import httpx

from bench.report import Row, milliseconds
from bench.scratch import scratch_folder
from bench.site import SITE, built
from studyapp.server import frontend
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer, in_thread

ROUNDS: Final = 5
TEXT: Final = "Round {number}: the kidney is an organ that filters the blood and makes urine of the rest. " * 3


def measure() -> list[Row]:
    return [_cold(), *_warm()]


def _cold() -> Row:
    """Build the pages from nothing, with packages from the machine's cache."""
    with scratch_folder() as folder:
        began = time.perf_counter()
        frontend.prepare(folder / "frontend", lambda _line: None)
        return Row("start, cold: pages built", f"{time.perf_counter() - began:.0f} s", "once for each version")


def _warm() -> list[Row]:
    built()
    starts, recoveries, hang_ups = [], [], []
    for number in range(ROUNDS):
        with scratch_folder() as folder, in_thread(delay=0.5) as provider:
            server = Server(folder, frontend_dir=SITE, env={"ANTHROPIC_BASE_URL": provider.url})
            starts.append(_first_page(server))
            job = _job_under_way(server, number)
            server.kill()
            recoveries.append(_going_on(server, job))
            hang_ups.append(_hang_up(server, provider, job))
            server.stop()
    return [
        Row("start, warm → first page", milliseconds(starts), "aim ≤ 5 s"),
        Row("ready after a power cut → job runs again", milliseconds(recoveries), "aim ≤ 1 s"),
        Row("cancel → provider connection closed", milliseconds(hang_ups), "aim ≤ 2 s"),
    ]


def _first_page(server: Server) -> float:
    began = time.perf_counter()
    server.start()
    assert httpx.get(server.url, timeout=10).status_code == 200
    return time.perf_counter() - began


def _job_under_way(server: Server, number: int) -> str:
    payload = {"content": TEXT.format(number=number), "count": 40}
    job = server.post("/api/jobs", {"type": "flashcard_generation", "payload": payload}).json()["id"]
    _until(lambda: _read(server, job)["items_done"] >= 1)
    return job


def _going_on(server: Server, job: str) -> float:
    server.start()
    ready = time.perf_counter()
    _until(lambda: _read(server, job)["attempts"] == 2)
    return time.perf_counter() - ready


def _hang_up(server: Server, provider: ProviderServer, job: str) -> float:
    _until(lambda: len(provider.calls) == 2)
    began = time.perf_counter()
    server.post(f"/api/jobs/{job}/cancel", {})
    _until(lambda: provider.calls[1].outcome == "disconnected")
    return time.perf_counter() - began


def _read(server: Server, job: str) -> dict[str, Any]:
    return server.get(f"/api/jobs/{job}").json()


def _until(reached: Callable[[], bool], *, within: float = 30) -> None:
    deadline = time.monotonic() + within
    while not reached():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.005)
