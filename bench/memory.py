"""Measures the memory the server keeps after work is over: ended jobs, and tabs that were opened and closed."""

import asyncio
import time
from typing import Final

import psutil

from bench.live import connect, drain, greeting, until_idle
from bench.report import Row
from bench.scratch import scratch_folder
from bench.site import SITE, built
from tests.browser.server import Server
from tests.provider_server.server import in_thread

JOBS: Final = 2_000
OPENINGS: Final = 300
WARM_UP_JOBS: Final = 1_000
"""The first thousand jobs fill what is cached on purpose: rendered texts, prepared statements, database pages."""
WARM_UP_OPENINGS: Final = 50
TEXT: Final = "Round {number}: the heart is a muscle that pumps blood through the vessels of the body. " * 3


def measure() -> list[Row]:
    built()
    env = {"STUDYAPP_JOBS_PER_HOUR": "100000"}
    with scratch_folder() as folder, in_thread() as provider:
        env["ANTHROPIC_BASE_URL"] = provider.url
        with Server(folder, frontend_dir=SITE, env=env) as server:
            return asyncio.run(_grown(server))


async def _grown(server: Server) -> list[Row]:
    hello = await greeting(server)
    listening = [await connect(server, hello) for _ in range(2)]
    draining = [asyncio.create_task(drain(socket)) for socket in listening]
    deck = (await asyncio.to_thread(server.post, "/api/decks", {"title": "Memory"})).json()["id"]
    await _work(server, deck, hello, jobs=range(WARM_UP_JOBS), openings=WARM_UP_OPENINGS)
    before = _memory(server)
    await _work(server, deck, hello, jobs=range(WARM_UP_JOBS, WARM_UP_JOBS + JOBS), openings=0)
    with_jobs = _memory(server)
    await _work(server, deck, hello, jobs=range(0), openings=OPENINGS)
    after = _memory(server)
    for task in draining:
        task.cancel()
    return [
        Row(f"memory grown by {JOBS} jobs told to two tabs", _mib(with_jobs - before), "after a warm-up"),
        Row(f"memory grown by {OPENINGS} tabs opened and closed", _mib(after - with_jobs), "the latest 100 are kept"),
        Row("both", _mib(after - before), "aim ≤ 20 MB"),
    ]


async def _work(server: Server, deck: str, hello: str, *, jobs: range, openings: int) -> None:
    for number in jobs:
        await asyncio.to_thread(_ask, server, deck, number)
    await asyncio.to_thread(until_idle, server)
    for _ in range(openings):
        await (await connect(server, hello)).close()


def _ask(server: Server, deck: str, number: int) -> None:
    payload = {"content": TEXT.format(number=number), "count": 1, "deck_id": deck}
    made = server.post("/api/jobs", {"type": "flashcard_generation", "payload": payload})
    if made.status_code == 429:
        until_idle(server)
        made = server.post("/api/jobs", {"type": "flashcard_generation", "payload": payload})
    assert made.status_code == 201, made.text


def _memory(server: Server) -> int:
    time.sleep(2)
    return psutil.Process(server.pid).memory_info().rss


def _mib(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"
