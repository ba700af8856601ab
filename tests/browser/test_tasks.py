"""Background tasks in a browser: on and off the screen, stopped, failed, and counted down."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenTab, Theme
from tests.browser.samples import SAMPLE
from tests.browser.server import Server
from tests.browser.tab import reload
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer, in_thread

SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


NOBODY_LOOKS = """
window.notices = [];
window.Notification = class {
  static permission = "granted";
  static requestPermission = async () => "granted";
  constructor(title, options) { window.notices.push([title, options.body]); }
};
Object.defineProperty(document, "hidden", { get: () => true });
"""


@pytest.fixture(scope="module")
def provider() -> Generator[ProviderServer]:
    with in_thread(delay=0.2) as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path, provider: ProviderServer) -> Generator[Server]:
    """One server for all tests here. Each has its own deck and leaves no active jobs."""
    env = {"ANTHROPIC_BASE_URL": provider.url, "STUDYAPP_JOBS_PER_HOUR": "1000"}
    with Server(tmp_path_factory.mktemp("tasks"), frontend_dir=frontend_dir, env=env) as running:
        yield running


@pytest.fixture
def deck(server: Server, provider: ProviderServer) -> Generator[str]:
    yield server.post("/api/decks", {"title": "Biology"}).json()["id"]
    for status in ("pending", "processing"):
        for job in server.get(f"/api/jobs?status={status}").json()["jobs"]:
            server.post(f"/api/jobs/{job['id']}/cancel", {})
    provider.go_on()


def generate(server: Server, deck: str, *, count: int = 4, note: str = "") -> str:
    payload = {"content": f"{SAMPLE}\n{note}", "count": count, "deck_id": deck}
    return server.post("/api/jobs", {"type": "flashcard_generation", "payload": payload}).json()["id"]


def toasts(page: Page) -> list[str]:
    return page.locator("[data-sonner-toast]").all_inner_texts()


def test_a_job_that_ends_is_told_of_where_it_was_out_of_sight_and_nowhere_else(
    server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str
) -> None:
    away = open_tab(server).open("/settings")
    deck_page = open_tab(server).open(f"/decks/{deck}")
    tasks = open_tab(server).open("/tasks")
    provider.hold_after(1)
    generate(server, deck)
    expect(away).to_have_title("(1) Settings · Studyapp")
    provider.go_on()

    toast = away.locator("[data-sonner-toast]")
    toast.hover()  # it stands for as long as the learner is at it
    expect(toast).to_contain_text("Flashcards for Biology")
    expect(toast).to_contain_text("4 cards made.")
    expect(away).to_have_title("Settings · Studyapp")
    expect(deck_page.get_by_test_id("generation-completed")).to_contain_text("4 cards made.")
    expect(tasks.locator(".task").first).to_contain_text("4 cards made.")
    assert toasts(deck_page) == toasts(tasks) == []
    toast.get_by_role("button", name="View").click()
    expect(away).to_have_url(re.compile(f"/decks/{deck}"))


def test_a_reload_does_not_tell_of_it_again(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = open_tab(server).open("/settings")
    generate(server, deck, count=1)
    expect(page.locator("[data-sonner-toast]")).to_have_count(1)
    reload(page)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    page.wait_for_timeout(500)
    assert toasts(page) == []


def test_the_browser_notifies_once_it_was_asked_to(server: Server, open_tab: OpenTab, deck: str) -> None:
    tab = open_tab(server)
    tab.page.add_init_script(NOBODY_LOOKS)
    page = tab.open("/settings")
    generate(server, deck, count=1)
    expect(page.locator("[data-sonner-toast]")).to_have_count(1)
    assert page.evaluate("window.notices") == []
    page.get_by_role("switch", name="Browser notifications").click()
    expect(page.get_by_role("switch", name="Browser notifications")).to_be_checked()
    generate(server, deck, count=1)
    page.wait_for_function("window.notices.length > 0")
    assert page.evaluate("window.notices") == [["Flashcards for Biology", "1 card made."]]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_moves_when_cards_take_the_place_of_the_placeholder(
    server: Server, open_tab: OpenTab, deck: str, width: int
) -> None:
    tab = open_tab(server, width=width)
    tab.page.add_init_script(SHIFTS)
    page = tab.open(f"/decks/{deck}")
    generate(server, deck, count=6)
    expect(page.get_by_test_id("generation-completed")).to_be_visible()
    expect(page.get_by_test_id("card")).to_have_count(6)
    assert page.evaluate("window.shift") <= 0.05


def test_what_is_read_stays_where_it_is_when_fewer_cards_come_than_were_awaited(
    server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str
) -> None:
    for number in range(8):
        server.post(f"/api/decks/{deck}/cards", {"question": f"What is organelle number {number}?", "answer": "A part"})
    provider.hold_after(2).always(Behaviour.TOO_FEW, after=3)
    page = open_tab(server, width=NARROW).open(f"/decks/{deck}")
    generate(server, deck, count=4)
    expect(page.get_by_test_id("card")).to_have_count(10)
    read = page.get_by_test_id("card").filter(has_text="organelle number 7")
    awaited = page.locator(".awaited")
    expect(awaited).to_have_count(2)
    page.evaluate("height => scrollBy(0, height)", top(awaited.last) - 130)
    page.wait_for_timeout(200)
    before = top(read)
    provider.go_on()
    expect(page.get_by_test_id("generation-completed")).to_be_visible()
    expect(awaited).to_have_count(0)
    provider.always(Behaviour.OK)
    assert top(read) == pytest.approx(before, abs=1)


def top(part: Locator) -> float:
    return part.evaluate("part => part.getBoundingClientRect().top")


def test_the_panel_stops_a_job_and_says_what_was_kept(
    server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str
) -> None:
    page = open_tab(server).open("/decks")
    provider.hold_after(2)
    generate(server, deck, count=30)
    page.keyboard.press("t")
    panel = page.get_by_role("dialog", name="Background tasks")
    expect(panel).to_contain_text("2 of 30")
    panel.get_by_role("button", name="Cancel").click()
    expect(panel).to_contain_text("Stopped. 2 cards kept.")
    expect(panel.get_by_role("button", name="Make the missing 28")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_a_wait_is_counted_down_in_the_browser(
    server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str
) -> None:
    provider.then(Behaviour.RATE_LIMITED, seconds=59)
    page = open_tab(server).open(f"/decks/{deck}")
    generate(server, deck)
    countdown = page.get_by_test_id("generation-placeholder").locator("count-down")
    expect(countdown).to_have_text(re.compile(r"^[1-5]\d s$"))
    before = countdown.inner_text()
    expect(countdown).not_to_have_text(before)


def test_a_failure_says_why_and_can_be_retried_or_put_away(
    server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str
) -> None:
    provider.then(Behaviour.REFUSAL)
    page = open_tab(server).open(f"/decks/{deck}")
    generate(server, deck, note="refused once")
    failed = page.get_by_test_id("generation-failed")
    expect(failed).to_contain_text("declined")
    failed.get_by_role("button", name="Retry").click()
    expect(page.get_by_test_id("generation-completed")).to_be_visible()
    provider.then(Behaviour.REFUSAL)
    generate(server, deck, note="refused again")
    failed.get_by_role("button", name="Dismiss").click()
    expect(failed).to_have_count(0)
    reload(page)
    expect(page.get_by_test_id("card").first).to_be_visible()
    expect(failed).to_have_count(0)


def test_the_history_of_a_job_unfolds(server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str) -> None:
    provider.then(Behaviour.CUT_OFF, after=1)
    page = open_tab(server).open("/tasks")
    generate(server, deck)
    task = page.locator(".task").first
    expect(task).to_contain_text("4 cards made.")
    task.get_by_role("button", name="History").click()
    expect(task.get_by_role("listitem")).to_have_count(4)
    expect(task).to_contain_text("Attempt 1: no answer, waited for the model")
    expect(task).to_contain_text(re.compile(r"tokens in"))


def test_what_is_listed_can_be_taken_away(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = open_tab(server).open("/tasks")
    generate(server, deck, count=1)
    expect(page.locator(".task").first).to_contain_text("1 card made.")
    for name, start in (("CSV", "\ufeffid,type,status"), ("JSON", '{\n  "jobs"')):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download the list as {name}").click()
        assert Path(download.value.path()).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_tasks_in_every_state_are_accessible(
    server: Server, open_tab: OpenTab, provider: ProviderServer, deck: str, theme: Theme, width: int
) -> None:
    provider.then(Behaviour.REFUSAL).then(Behaviour.RATE_LIMITED, seconds=300)
    refused = generate(server, deck, note="one")
    tab = open_tab(server, width=width, theme=theme)
    page = tab.open(f"/decks/{deck}")
    expect(page.get_by_test_id("generation-failed")).to_be_visible()
    generate(server, deck, note="two", count=30)
    expect(page.get_by_test_id("generation-placeholder")).to_contain_text("Next attempt")
    assert tab.accessibility_violations() == []
    page = tab.open("/tasks")
    for kind in ("All", "Active", "Completed", "Failed"):
        expect(page.get_by_role("tab", name=kind)).to_be_in_viewport(ratio=1)
    page.locator(".task").last.get_by_role("button", name="History").click()
    expect(page.locator(".timeline")).to_be_visible()
    assert tab.accessibility_violations() == []
    page.keyboard.press("t")
    expect(page.get_by_role("dialog")).to_contain_text("declined")
    assert tab.accessibility_violations() == []
    assert server.get(f"/api/jobs/{refused}").json()["status"] == "failed"
