"""Measures how soon a learner sees the skeleton of a tree, and each node of it in two tabs."""

import asyncio
import statistics
from typing import Final

from playwright.async_api import Page
from sqlmodel import select

from bench.goals.serving import begin, chromium, open_goal, serving, stop
from bench.live import until_idle
from bench.report import Row, milliseconds
from studyapp.database import Database
from studyapp.models import SkillNode
from tests.browser.goals.growing import grow
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer

CLICKS: Final = 8
TREES: Final = 3
NODES: Final = 13
"""Of a tree with 40 leaves: the categories and the first branch, up to which no cards are made beside it."""
SECONDS_PER_NODE: Final = 0.6
"""Longer than the pause between two reads of a tab, so that each node is told alone."""

_CLICK_TO_SKELETON: Final = """() => new Promise(done => {
    const started = performance.now();
    const look = () => document.querySelector('[data-testid=tree-skeleton]')
        ? done(performance.now() - started) : requestAnimationFrame(look);
    [...document.querySelectorAll('main button')].find(each => each.textContent === 'Generate the tree').click();
    look();
})"""
_SEE_NODES: Final = """() => {
    window.seen = {};
    const look = () => document.querySelectorAll('[data-skill]').forEach(each =>
        window.seen[each.dataset.skill] ??= Date.now());
    new MutationObserver(look).observe(document.querySelector('main'), {childList: true, subtree: true});
    look();
}"""
_ALL_SEEN: Final = "count => Object.keys(window.seen).length === count"


def measure() -> list[Row]:
    with serving(SECONDS_PER_NODE) as (server, provider):
        return asyncio.run(_measure(server, provider))


async def _measure(server: Server, provider: ProviderServer) -> list[Row]:
    async with chromium() as browser:
        provider.hold_after(0)
        skeletons: list[float] = []
        for _ in range(CLICKS):
            goal = grow(server, categories=0)
            page = await open_goal(browser, server, goal)
            await asyncio.sleep(1)
            skeletons.append(await page.evaluate(_CLICK_TO_SKELETON) / 1000)
            await _put_away(server, goal, page)
        provider.hold_after(NODES)
        seen: list[float] = []
        for number in range(TREES):
            goal = begin(server, f"{number} of 40 leaves")
            pages = [await open_goal(browser, server, goal) for _ in range(2)]
            seen += await _watch(server, pages)
            await _put_away(server, goal, *pages)
    return [
        Row("goal: click → skeleton of the tree", milliseconds(skeletons), "aim ≤ 100 ms"),
        Row("goal: node saved → visible in both of two tabs", milliseconds(seen), _p95(seen)),
    ]


def _p95(seen: list[float]) -> str:
    return f"aim p95 ≤ 60 ms, p95 {statistics.quantiles(seen, n=20)[-1] * 1000:.0f} ms; with the commit itself"


async def _watch(server: Server, pages: list[Page]) -> list[float]:
    """The seconds from the saving of each node until both tabs show it, without those that stood before."""
    for page in pages:
        await page.evaluate(_SEE_NODES)
    stood = set(await pages[0].evaluate("window.seen")) | set(await pages[1].evaluate("window.seen"))
    for page in pages:
        await page.wait_for_function(_ALL_SEEN, arg=NODES, timeout=60_000)
    first, second = [await page.evaluate("window.seen") for page in pages]
    saved = await asyncio.to_thread(_saved_at, server)
    return [max(first[node], second[node]) / 1000 - saved[node] for node in first if node not in stood]


def _saved_at(server: Server) -> dict[str, float]:
    """When the writing of each node began, as seconds since the epoch."""
    database = Database(f"sqlite:///{server.data_dir / 'studyapp.db'}")
    with database.read() as session:
        nodes = session.exec(select(SkillNode)).all()
    database.dispose()
    return {node.id: node.created_at.timestamp() for node in nodes}


async def _put_away(server: Server, goal: str, *pages: Page) -> None:
    await asyncio.to_thread(stop, server, goal)
    await asyncio.to_thread(until_idle, server)
    for page in pages:
        await page.context.close()
