"""Measures how soon open tabs show a commit, with real Chromium tabs and two hundred websockets that imitate tabs."""

import asyncio
import json
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

import httpx
import psutil
import websockets
from playwright.async_api import Page, async_playwright

from bench.report import Row, milliseconds
from bench.scratch import scratch_folder
from bench.site import SITE, built
from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.server import Server
from tests.provider_server.server import in_thread

CLICKS: Final = 8
COMMITS: Final = 20
BROADCASTS: Final = 10
TABS: Final = 200
CONNECTING: Final = 20
"""The number of tabs that connect at the same time."""
TEXT: Final = "Round {number}: the heart is a muscle that pumps blood through the vessels of the body. " * 3

_WATCH_PLACEHOLDER: Final = """() => new Promise(done => {
    const started = performance.now();
    const look = () => document.querySelector('main [aria-busy=true]')
        ? done(performance.now() - started) : requestAnimationFrame(look);
    document.querySelector('main form button[type=submit]').click();
    look();
})"""
_WATCH_TEXT: Final = """text => new Promise(done => {
    const look = () => document.querySelector('main').textContent.includes(text) && done(Date.now());
    new MutationObserver(look).observe(document.querySelector('main'), {childList: true, subtree: true});
})"""


def measure() -> list[Row]:
    with _serving() as server:
        return asyncio.run(_in_browser(server)) + asyncio.run(_many_tabs(server))


@contextmanager
def _serving() -> Generator[Server]:
    built()
    env = {"STUDYAPP_JOBS_PER_HOUR": "10000"}
    with scratch_folder() as folder, in_thread(delay=0.05) as provider:
        env["ANTHROPIC_BASE_URL"] = provider.url
        with Server(folder, frontend_dir=SITE, env=env) as server:
            yield server


async def _in_browser(server: Server) -> list[Row]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        context = await browser.new_context(reduced_motion="reduce")
        first, second = await context.new_page(), await context.new_page()
        placeholders = [await _click_to_placeholder(first, server, number) for number in range(CLICKS)]
        await _open(first, server, "/decks")
        await _open(second, server, "/decks")
        shown = [await _commit_to_visible((first, second), server, f"Deck in two tabs {n}") for n in range(COMMITS)]
        await browser.close()
    return [
        Row("click → placeholder", milliseconds(placeholders), "aim ≤ 100 ms"),
        Row("request of a commit → visible in both of two tabs", milliseconds(shown), "aim ≤ 50 ms"),
    ]


async def _open(page: Page, server: Server, path: str) -> None:
    """Open the page, and return once it is connected and has read its rows."""
    await page.goto(f"{server.url}{path}")
    await page.locator("main[aria-busy=false]").wait_for()


async def _click_to_placeholder(page: Page, server: Server, number: int) -> float:
    """Measure from a click to the placeholder. Earlier jobs have ended, and the page was open for as long as pasting
    takes.
    """
    await asyncio.to_thread(until_idle, server)
    deck = server.post("/api/decks", {"title": f"Placeholder {number}"}).json()
    await _open(page, server, f"/decks/{deck['id']}")
    await page.get_by_label("Text to make cards from").fill(TEXT.format(number=number))
    await asyncio.sleep(1)
    return await page.evaluate(_WATCH_PLACEHOLDER) / 1000


def until_idle(server: Server) -> None:
    while server.get("/api/jobs?status=pending&status=processing").json()["jobs"]:
        time.sleep(0.2)


async def _commit_to_visible(pages: tuple[Page, ...], server: Server, title: str) -> float:
    watching = [asyncio.create_task(page.evaluate(_WATCH_TEXT, title)) for page in pages]
    await asyncio.sleep(0.4)  # longer than the pause between two reads of a tab
    asked = time.time()
    await asyncio.to_thread(server.post, "/api/decks", {"title": title})
    return max(await asyncio.gather(*watching)) / 1000 - asked


async def _many_tabs(server: Server) -> list[Row]:
    hello = await greeting(server)
    before = _memory(server)
    sockets: list[Any] = []
    for _ in range(0, TABS, CONNECTING):
        sockets += await asyncio.gather(*(connect(server, hello) for _ in range(CONNECTING)))
    await asyncio.sleep(2)
    after = _memory(server)
    async with httpx.AsyncClient(base_url=server.url) as client:
        rounds = [await _told(client, sockets, f"Deck in many tabs {number}") for number in range(BROADCASTS)]
    await asyncio.gather(*(socket.close() for socket in sockets))
    return [
        Row(
            f"request of a commit → told, first of {TABS} tabs",
            milliseconds([told[0] for told in rounds]),
            "all of one learner",
        ),
        Row("the same, half of them", milliseconds([told[TABS // 2] for told in rounds]), "aim ≤ 50 ms"),
        Row("the same, last of them", milliseconds([told[-1] for told in rounds]), "aim ≤ 50 ms"),
        Row("memory, idle", f"{before / 2**20:.0f} MiB", "aim ≤ 200 MB, one tab was open"),
        Row("memory per open tab", f"{(after - before) / TABS / 2**20:.2f} MiB", f"{TABS} tabs opened"),
    ]


async def _told(client: httpx.AsyncClient, sockets: list[Any], title: str) -> list[float]:
    """The seconds from the request until each tab was told, in ascending order."""
    watching = [asyncio.create_task(_until_told(socket, title)) for socket in sockets]
    await asyncio.sleep(0.6)  # longer than the pause between two reads of a tab
    asked = time.perf_counter()
    await client.post("/api/decks", json={"title": title})
    return sorted(moment - asked for moment in await asyncio.gather(*watching))


async def greeting(server: Server, path: str = "/decks") -> str:
    """The first message a real tab on this page sends."""
    said: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        page = await browser.new_page()
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: said.append(str(frame))))
        await _open(page, server, path)
        await page.wait_for_timeout(1000)
        await browser.close()
    return next(frame for frame in said if frame.startswith("40/_event,"))


async def connect(server: Server, greeting: str) -> Any:
    token = uuid.uuid4()
    address = f"ws://127.0.0.1:{server.port}/_event/?token={token}&EIO=4&transport=websocket"
    socket = await websockets.connect(address, origin=server.url, max_size=None)  # pyright: ignore[reportArgumentType]
    await socket.recv()
    await socket.send(greeting)
    async for frame in socket:
        if '"is_hydrated_rx_state_":true' in str(frame):
            return socket
    raise ConnectionError("the server hung up")


async def drain(socket: Any) -> None:
    """Read all that the server sends, and answer its pings."""
    async for frame in socket:
        if frame == "2":
            await socket.send("3")


async def _until_told(socket: Any, title: str) -> float:
    needle = json.dumps(title)
    async for frame in socket:
        if frame == "2":
            await socket.send("3")
        elif needle in frame:
            return time.perf_counter()
    raise ConnectionError("the server hung up")


def _memory(server: Server) -> int:
    return psutil.Process(server.pid).memory_info().rss
