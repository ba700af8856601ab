"""Measures how fast the app answers a learner while long documents are read: grading card after card in a real tab."""

import asyncio
from pathlib import Path
from typing import Final

from playwright.async_api import Page

from bench.busy import answer_cards, studying
from bench.courses.importing import book, told, upload
from bench.report import Row, milliseconds
from bench.scratch import scratch_folder
from bench.site import SITE, built
from tests.browser.server import Server

PAGES: Final = 1_000
BOOKS: Final = 3
"""So many are read one after the other."""


def measure() -> list[Row]:
    built()
    with scratch_folder() as folder, Server(folder, frontend_dir=SITE, env={}) as server:
        return asyncio.run(_measure(server, folder))


async def _measure(server: Server, folder: Path) -> list[Row]:
    course = server.post("/api/courses", {"name": "Long"}).json()["id"]
    books = [await asyncio.to_thread(book, PAGES, mark=str(number)) for number in range(BOOKS)]
    async with studying(server, folder) as page:
        alone = await answer_cards(page, seconds=5)
        beside = [each for data in books for each in await _while_read(page, server, course, data)]
    return [
        Row("event → shown, nothing else running", milliseconds(alone), "an answer revealed or graded, in Chromium"),
        Row(f"event → shown, {PAGES:,} pages being read", milliseconds(beside), "aim p99 ≤ 200 ms"),
    ]


async def _while_read(page: Page, server: Server, course: str, data: bytes) -> list[float]:
    document, _ = await asyncio.to_thread(upload, server, course, data)
    took: list[float] = []
    while (await asyncio.to_thread(told, server, document))["status"] != "completed":
        took += await answer_cards(page, seconds=0.5)
    return took
