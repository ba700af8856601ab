"""Measures the page of a large goal: the time to read it, and the bytes that opening and changing it send."""

import asyncio
import statistics
import time
from datetime import UTC, datetime
from typing import Any, Final

import httpx
from playwright.async_api import Page

from bench.goals.serving import chromium, open_goal, serving
from bench.report import Row, milliseconds
from studyapp.database import Database
from studyapp.services.accounts import LOCAL_OWNER_ID
from studyapp.ui.pages.goal.blocks import NAMES
from studyapp.ui.pages.goal.state import GoalState
from tests.browser.goals.growing import grow
from tests.browser.server import Server

SIZE: Final = "60 skills, 3,000 cards"
CARDS_PER_LEAF: Final = 100
"""Thirty of the 36 leaves have cards."""
READS: Final = 50
QUIET_SECONDS: Final = 1.5
"""After this long a change has been told completely."""


def measure() -> list[Row]:
    with serving(0) as (server, _):
        goal = grow(server, categories=6, topics=3, parts=2, cards=CARDS_PER_LEAF)
        answer = server.get(f"/api/goals/{goal}").json()
        assert (answer["nodes"], answer["cards"]) == (60, 3_000)
        return [_reading(server, goal), *asyncio.run(_sent(server, goal))]


def _reading(server: Server, goal: str) -> Row:
    database = Database(f"sqlite:///{server.data_dir / 'studyapp.db'}")
    page: Any = GoalState(_reflex_internal_init=True)  # pyright: ignore[reportCallIssue]
    page.opened_id = goal
    took: list[float] = []
    worked: list[float] = []
    for _ in range(READS):
        with database.read() as session:
            began, began_work = time.perf_counter(), time.thread_time()
            values = page._load(session, LOCAL_OWNER_ID, now=datetime.now(UTC))
            took.append(time.perf_counter() - began)
            worked.append(time.thread_time() - began_work)
        assert sum(len(values[name]) for name in NAMES) == 60
    database.dispose()
    beside = f"aim ≤ 50 ms; {statistics.median(worked) * 1000:.0f} ms of processor time; {SIZE}"
    return Row("goal page, read on the server", milliseconds(took), beside)


async def _sent(server: Server, goal: str) -> list[Row]:
    nodes = server.get(f"/api/goals/{goal}/skill-tree").json()["nodes"]
    leaf, category = next(node for node in nodes if node["depth"] == 3), nodes[0]
    frames: list[int] = []
    async with chromium() as browser:
        page = await open_goal(browser, server, goal, frames=frames)
        await _settle(page)
        opening = sum(frames)
        card = {"question": "What is one more?", "answer": "One more"}
        with_card = await _change(page, frames, server, "POST", f"/api/nodes/{leaf['id']}/cards", card)
        renamed = await _change(page, frames, server, "PATCH", f"/api/nodes/{leaf['id']}", {"title": "Another name"})
        beside = {"goal_id": goal, "parent_id": category["id"], "title": "One more skill"}
        added = await _change(page, frames, server, "POST", "/api/nodes", beside)
    return [
        Row("goal page, opened", f"{opening / 1000:.1f} kB", f"aim ≤ 40 kB over the websocket; {SIZE}"),
        Row("goal page, a skill gets a card", f"{with_card / 1000:.1f} kB", "aim ≤ 2 kB; to each tab"),
        Row("goal page, a skill is renamed", f"{renamed / 1000:.1f} kB", "aim ≤ 2 kB"),
        Row("goal page, a skill is added", f"{added / 1000:.1f} kB", "aim ≤ 2 kB"),
    ]


async def _change(page: Page, frames: list[int], server: Server, method: str, path: str, body: object) -> int:
    """The bytes that a tab is sent because of this change."""
    frames.clear()
    answer = await asyncio.to_thread(httpx.request, method, f"{server.url}{path}", json=body, timeout=60)
    answer.raise_for_status()
    await _settle(page)
    assert frames, "it was told"
    return sum(frames)


async def _settle(page: Page) -> None:
    await page.wait_for_timeout(QUIET_SECONDS * 1000)
