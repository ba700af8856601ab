"""Servers, browsers and tabs for the tests in this folder. Every test here is a `browser` test.

The pages are built once and kept in `.cache/frontend` until their sources change.
"""

import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from studyapp.server import frontend
from tests.browser.forked_server import ForkedServer
from tests.browser.server import Server
from tests.browser.tab import Tab

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache"
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""As in `bin/browser`."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE, NARROW = 1280, 390

PATIENCE = 120_000
"""In milliseconds. What tests wait for comes at once, but a busy machine may be slow."""

expect.set_options(timeout=60_000)

StartServer = Callable[..., Server]
OpenTab = Callable[..., Tab]
Theme = Literal["light", "dark"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def frontend_dir() -> Path:
    """A folder with the pages built from the current code."""
    folder = CACHE / "frontend"
    frontend.prepare(folder, print)
    return folder


@pytest.fixture
def start_server(tmp_path: Path, frontend_dir: Path) -> Generator[StartServer]:
    """`start_server(ANTHROPIC_BASE_URL=…)` starts a server with an empty data folder and stops it after the test."""
    servers: list[Server] = []

    def start(data_dir: Path | None = None, **env: str) -> Server:
        folder = data_dir or tmp_path / f"data-{len(servers)}"
        servers.append(ForkedServer(folder, frontend_dir=frontend_dir, env=env))
        return servers[-1].start()

    yield start
    for server in servers:
        server.__exit__()


@pytest.fixture(scope="package")
def shared_server(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path) -> Generator[Server]:
    """One server for all tests that leave no traces, because starting one takes seconds."""
    with ForkedServer(tmp_path_factory.mktemp("shared"), frontend_dir=frontend_dir) as running:
        yield running


@pytest.fixture
def server(start_server: StartServer) -> Server:
    """A server for one test, without a model and with an empty data folder."""
    return start_server()


# Playwright's own event loop runs as long as it does, so it ends with this folder, before tests that bring another.
@pytest.fixture(scope="package")
def playwright() -> Generator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Generator[Browser]:
    chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS), timeout=PATIENCE)
    yield chromium
    chromium.close()


@pytest.fixture
def open_tab(browser: Browser) -> Generator[OpenTab]:
    """`open_tab(server, width=NARROW, theme="dark")` opens a tab. Tabs with the same `context` share a browser profile.

    After the test no tab may have recorded a complaint: a console error, a failed script, a request to another site. No
    server may have refused an event of our own pages.
    """
    tabs: list[Tab] = []
    servers: list[Server] = []

    def open_one(server: Server, *, width: int = WIDE, theme: Theme = "light", beside: Tab | None = None) -> Tab:
        look: dict[str, Any] = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
        context = beside.page.context if beside else browser.new_context(**look, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        tabs.append(Tab(context, home=server.url))
        servers.append(server)
        return tabs[-1]

    yield open_one
    complaints = [complaint for tab in tabs for complaint in tab.complaints]
    for context in {tab.page.context for tab in tabs}:
        context.close()
    assert complaints == []
    assert [server.url for server in servers if "event_refused" in server.log] == []


@pytest.fixture
def tab(server: Server, open_tab: OpenTab) -> Tab:
    """A wide tab with the light theme on `server`."""
    return open_tab(server)


def chromium_path() -> str | None:
    """The system's Chromium, best without windows, or Playwright's own if there is none."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)
