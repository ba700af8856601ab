"""A server with goals, and browser tabs on their pages."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final

from playwright.async_api import Browser, Page, async_playwright

from bench.scratch import scratch_folder
from bench.site import SITE, built
from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer, in_thread

READ: Final = "main[aria-busy=false]"


@contextmanager
def serving(delay: float) -> Generator[tuple[Server, ProviderServer]]:
    """A server, and the model it asks, which pauses for `delay` seconds before each item."""
    built()
    env = {"STUDYAPP_JOBS_PER_HOUR": "10000"}
    with scratch_folder() as folder, in_thread(delay=delay) as provider:
        env["ANTHROPIC_BASE_URL"] = provider.url
        with Server(folder, frontend_dir=SITE, env=env) as server:
            yield server, provider


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        await browser.close()


async def open_goal(browser: Browser, server: Server, goal: str, *, frames: list[int] | None = None) -> Page:
    """A tab on the goal's page, connected and read. The bytes of each frame the server sends go into `frames`."""
    page = await (await browser.new_context(reduced_motion="reduce")).new_page()

    def count(data: Any) -> None:
        if frames is not None:
            frames.append(len(data.encode() if isinstance(data, str) else data))

    page.on("websocket", lambda socket: socket.on("framereceived", count))
    await page.goto(f"{server.url}/goals/{goal}")
    await page.locator(READ).wait_for()
    return page


def begin(server: Server, title: str) -> str:
    """A new goal whose tree is being made; its id."""
    answer = server.post("/api/goals", {"title": title})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def stop(server: Server, goal: str) -> None:
    """Cancel what is being made for the goal, and put it away, because only six may be active."""
    job = server.get(f"/api/goals/{goal}").json()["job_id"]
    if job is not None:
        server.post(f"/api/jobs/{job}/cancel", {})
    server.delete(f"/api/goals/{goal}")
