"""Measures how long an event of a learner takes while a hundred tabs watch the cards of forty skills come."""

import asyncio
import time
from typing import Any, Final

from playwright.async_api import Page

from bench.goals.serving import begin, chromium, open_goal, serving
from bench.live import connect, drain, greeting
from bench.report import Row, milliseconds
from tests.browser.server import Server

TABS: Final = 100
CONNECTING: Final = 10
SECONDS_PER_ITEM: Final = 0.5
SECONDS: Final = 15
FIRST_BRANCH: Final = 13
"""The nodes of a tree with 40 leaves after which cards are made, while the other 32 still follow."""

_TOGGLE: Final = """opens => new Promise((done, fail) => {
    setTimeout(() => fail(new Error('the form did not answer')), 20000);
    const reached = () => Boolean(document.querySelector('[aria-label="Add a category"]')) === opens;
    const began = performance.now();
    const watch = new MutationObserver(() => reached() && (watch.disconnect(), done(performance.now() - began)));
    watch.observe(document.body, {childList: true, subtree: true});
    [...document.querySelectorAll('main button')].find(each => each.textContent === 'Add category').click();
})"""


def measure() -> list[Row]:
    with serving(SECONDS_PER_ITEM) as (server, _):
        return asyncio.run(_measure(server))


async def _measure(server: Server) -> list[Row]:
    goal = begin(server, "Know 40 leaves")
    await asyncio.to_thread(_until_cards_come, server, goal)
    hello = await greeting(server, f"/goals/{goal}")
    sockets: list[Any] = []
    for _ in range(0, TABS, CONNECTING):
        sockets += await asyncio.gather(*(connect(server, hello) for _ in range(CONNECTING)))
    draining = [asyncio.create_task(drain(socket)) for socket in sockets]
    async with chromium() as browser:
        page = await open_goal(browser, server, goal)
        before = server.get(f"/api/goals/{goal}").json()["cards"]
        took = await _toggle(page)
        made = server.get(f"/api/goals/{goal}").json()["cards"] - before
    for task in draining:
        task.cancel()
    await asyncio.gather(*(socket.close() for socket in sockets))
    beside = f"aim p99 ≤ 200 ms; a form opened or closed in Chromium, {made} cards came meanwhile"
    return [Row(f"goal: event → shown, {TABS} more tabs on it, 40 leaves streaming", milliseconds(took), beside)]


async def _toggle(page: Page) -> list[float]:
    took: list[float] = []
    until, opens = time.monotonic() + SECONDS, True
    while time.monotonic() < until:
        took.append(await page.evaluate(_TOGGLE, opens) / 1000)
        opens = not opens
        await asyncio.sleep(0.05)
    return took


def _until_cards_come(server: Server, goal: str) -> None:
    deadline = time.monotonic() + 120
    while server.get(f"/api/goals/{goal}").json()["nodes"] <= FIRST_BRANCH:
        assert time.monotonic() < deadline, "the tree did not grow"
        time.sleep(0.2)
