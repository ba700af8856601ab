"""`python -m tests.browser.screens` takes the pictures in docs/screens: every screen, two widths, both themes."""

import tempfile
import time
from itertools import product
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from studyapp.server import frontend
from tests.browser.conftest import CACHE, FLAGS, NARROW, WIDE, Theme, chromium_path
from tests.browser.course_screens import take_courses
from tests.browser.goal_screens import take_goals
from tests.browser.samples import SAMPLE
from tests.browser.server import Server
from tests.browser.study_screens import take_studying
from tests.browser.tab import wait_until_read
from tests.provider_server.server import in_thread

FOLDER: Final = Path(__file__).parents[2] / "docs/screens"
HEIGHT: Final = 900
_LOOKS: Final[tuple[tuple[int, Theme], ...]] = tuple(product((WIDE, NARROW), ("light", "dark")))


def main() -> None:
    frontend.prepare(CACHE / "frontend", print)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        _take_first_run(browser)
        _take_with_cards(browser)
        _take_questions(browser)
        take_studying(browser, FOLDER)
        take_goals(browser, FOLDER)
        take_courses(browser, FOLDER)
        browser.close()


def _take_first_run(browser: Browser) -> None:
    with _server() as server:
        _take(browser, server, {"first-run": "/"})


def _take_with_cards(browser: Browser) -> None:
    with in_thread(delay=3.0) as provider, _server() as server:
        deck = _ask(server, "Photosynthesis", count=12)
        _until_ended(server)
        server.stop()
        slow = Server(server.data_dir, frontend_dir=CACHE / "frontend", env={"ANTHROPIC_BASE_URL": provider.url})
        with slow:
            making = _ask(slow, "Photosynthesis, again", count=30)
            time.sleep(10)
            screens = {"today": "/", "decks": "/decks", "deck": deck, "generating": making, "tasks": "/tasks"}
            _take(browser, slow, screens | {"settings": "/settings", "study": deck.replace("decks", "study")})


def _take_questions(browser: Browser) -> None:
    """Take the dialog, and a question task from its request until View shows the result."""
    with in_thread(delay=1.0) as provider:
        server = _server(ANTHROPIC_BASE_URL=provider.url, STUDYAPP_JOBS_PER_HOUR="1000")
        with server:
            for width, theme in _LOOKS:
                page = _page(browser, width, theme)
                deck = server.post("/api/decks", {"title": "Cell biology"}).json()["id"]
                _follow_questions(page, f"{server.url}/decks/{deck}", look=f"{width}-{theme}")
                page.context.close()


def _follow_questions(page: Page, deck: str, *, look: str) -> None:
    def shoot(name: str) -> None:
        page.screenshot(path=FOLDER / f"questions-{name}-{look}.png")

    _show(page, deck, "deck")
    page.keyboard.press("g")
    page.get_by_label("What do you want to be asked about?").fill("The 8 things to know about cells")
    page.wait_for_timeout(300)
    shoot("dialog")
    page.keyboard.press("Control+Enter")
    page.get_by_test_id("generation-placeholder").wait_for()
    shoot("pending")
    page.get_by_test_id("card").nth(2).wait_for()
    shoot("generating")
    page.keyboard.press("t")
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(300)
    shoot("panel")
    page.keyboard.press("Escape")
    page.get_by_test_id("generation-completed").wait_for()
    page.evaluate("scrollTo(0, 0)")
    shoot("done")
    page.get_by_role("link", name="View questions").click()
    page.get_by_text("Only what one task has made is listed.").wait_for()
    shoot("view")


def _server(**env: str) -> Server:
    return Server(Path(tempfile.mkdtemp(prefix="studyapp-screens-")), frontend_dir=CACHE / "frontend", env=env)


def _ask(server: Server, title: str, *, count: int) -> str:
    payload = {"content": SAMPLE, "count": count, "deck_title": title}
    job = server.post("/api/jobs", {"type": "flashcard_generation", "payload": payload}).json()
    return f"/decks/{job['target']['id']}"


def _until_ended(server: Server) -> None:
    while server.get("/api/jobs").json()["jobs"][0]["finished_at"] is None:
        time.sleep(0.2)


def _take(browser: Browser, server: Server, screens: dict[str, str]) -> None:
    for width, theme in _LOOKS:
        page = _page(browser, width, theme)
        for name, path in screens.items():
            _show(page, f"{server.url}{path}", name)
            page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png")
        page.context.close()


def _page(browser: Browser, width: int, theme: Theme) -> Page:
    look: dict[str, Any] = {"color_scheme": theme, "viewport": {"width": width, "height": HEIGHT}}
    return browser.new_context(**look, reduced_motion="reduce").new_page()


def _show(page: Page, address: str, name: str) -> None:
    page.goto(address)
    wait_until_read(page)
    page.wait_for_timeout(500)
    if name == "study":
        page.keyboard.press("Space")
        page.wait_for_timeout(300)


if __name__ == "__main__":
    main()
