"""Measures how fast the app answers a learner while twenty jobs stream: grading card after card in a real tab."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from playwright.async_api import Page, async_playwright

from bench.report import Row, milliseconds
from bench.scratch import scratch_folder
from bench.site import SITE, built
from studyapp.database import Database
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.models import JobStatus, JobType, User
from studyapp.services import accounts
from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.server import Server
from tests.provider_server.server import in_thread

STREAMS: Final = 20
CARDS: Final = 500
SECONDS_PER_CARD: Final = 0.25
TEXT: Final = "Stream {number}: the liver is an organ that stores sugar and cleans the blood of the body. " * 3

_CLICK_UNTIL: Final = """([button, appears, there]) => new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`${appears} did not come`)), 10000);
    const reached = () => Boolean(document.querySelector(appears)) === there;
    const began = performance.now();
    const watch = new MutationObserver(() => reached() && (watch.disconnect(), done(performance.now() - began)));
    watch.observe(document.body, {childList: true, subtree: true});
    document.querySelector(button).click();
})"""


def measure() -> list[Row]:
    built()
    env = {"STUDYAPP_CONCURRENCY": str(STREAMS)}
    with scratch_folder() as folder, in_thread(delay=SECONDS_PER_CARD) as provider:
        env["ANTHROPIC_BASE_URL"] = provider.url
        with Server(folder, frontend_dir=SITE, env=env) as server:
            return asyncio.run(_measure(server, folder))


async def _measure(server: Server, folder: Path) -> list[Row]:
    async with studying(server, folder) as page:
        alone = await answer_cards(page, seconds=5)
        await asyncio.to_thread(_start_streams, folder)
        beside = await answer_cards(page, seconds=8)
    return [
        Row("event → shown, nothing else running", milliseconds(alone), "an answer revealed or graded, in Chromium"),
        Row(f"event → shown, {STREAMS} jobs streaming", milliseconds(beside), "aim p99 ≤ 200 ms"),
    ]


@asynccontextmanager
async def studying(server: Server, folder: Path) -> AsyncGenerator[Page]:
    """A tab with the first card of a large deck."""
    await asyncio.to_thread(_lift_limit, folder)
    deck = server.post("/api/decks", {"title": "Busy"}).json()["id"]
    for number in range(CARDS):
        server.post(f"/api/decks/{deck}/cards", {"question": f"What is organ {number}?", "answer": f"It is {number}."})
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        page = await (await browser.new_context(reduced_motion="reduce")).new_page()
        await page.goto(f"{server.url}/study/{deck}")
        await page.locator(".reveal").wait_for()
        yield page
        await browser.close()


async def answer_cards(page: Page, *, seconds: float) -> list[float]:
    took, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        for button, appears, there in ((".reveal", "[data-grade=good]", True), ("[data-grade=easy]", ".reveal", True)):
            took.append(await page.evaluate(_CLICK_UNTIL, [button, appears, there]) / 1000)
            await asyncio.sleep(0.02)
    return took


def _lift_limit(folder: Path) -> None:
    """Raise the learner's limit of new cards, which is lower than this number of cards."""
    database = Database(f"sqlite:///{folder / 'studyapp.db'}")
    with database.write() as session:
        accounts.save_preferences(session, accounts.LOCAL_OWNER_ID, new_per_day=CARDS)
    database.dispose()


def _start_streams(folder: Path) -> None:
    """Start one job for each of `STREAMS` learners, because a learner's jobs run three at a time; wait until all
    stream.
    """
    database = Database(f"sqlite:///{folder / 'studyapp.db'}")
    now = datetime.now(UTC)
    with database.write() as session:
        session.add_all(User(id=f"learner-{number}", created_at=now) for number in range(STREAMS))
    for number in range(STREAMS):
        payload = {"content": TEXT.format(number=number), "count": 50}
        with database.write() as session:
            QUEUE.enqueue(session, f"learner-{number}", JobType.FLASHCARD_GENERATION, payload, now=now)
    deadline = time.monotonic() + 30
    while _running(database) < STREAMS and time.monotonic() < deadline:
        time.sleep(0.1)
    database.dispose()


def _running(database: Database) -> int:
    with database.read() as session:
        learners = (f"learner-{number}" for number in range(STREAMS))
        return sum(
            len(reading.list_jobs(session, learner, statuses=[JobStatus.PROCESSING]).jobs) for learner in learners
        )
