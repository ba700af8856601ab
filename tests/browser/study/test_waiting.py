"""Studying never waits for a model: what a learner can do while choices are made, and what happens when they arrive."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab
from tests.browser.server import Server, until
from tests.browser.study.studying import sit_down
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer, in_thread

QUESTIONS = (
    ("Which organelle makes most of the ATP of an animal cell?", "The mitochondrion"),
    ("Which organelle builds proteins from messenger RNA?", "The ribosome"),
    ("Which organelle packs proteins for their way out of the cell?", "The Golgi apparatus"),
)


@pytest.fixture(scope="module")
def provider() -> Generator[ProviderServer]:
    with in_thread() as running:
        yield running


@pytest.fixture(scope="module")
def server(provider: ProviderServer, tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path) -> Generator[Server]:
    env = {"ANTHROPIC_BASE_URL": provider.url, "STUDYAPP_JOBS_PER_HOUR": "1000"}
    with Server(tmp_path_factory.mktemp("waiting"), frontend_dir=frontend_dir, env=env) as running:
        yield running


@pytest.fixture
def deck(server: Server, provider: ProviderServer) -> Generator[str]:
    """A deck of three cards without choices."""
    deck = server.post("/api/decks", {"title": "Organelles"}).json()["id"]
    for question, answer in QUESTIONS:
        card = {"question": question, "answer": answer, "explanation": "Every textbook says so."}
        assert server.post(f"/api/decks/{deck}/cards", card).status_code == 201
    yield deck
    for job in server.get("/api/jobs").json()["jobs"]:
        server.post(f"/api/jobs/{job['id']}/cancel", {})
    server.delete(f"/api/decks/{deck}")
    provider.always(Behaviour.OK).go_on()


def placeholder(page: Page) -> object:
    return page.get_by_test_id("choices-placeholder")


def test_choices_come_into_the_place_kept_for_them_and_leave_the_focus_alone(
    server: Server, open_tab: OpenTab, deck: str, provider: ProviderServer
) -> None:
    provider.hold_after(0)
    page = sit_down(open_tab(server), f"/study/{deck}?mode=multiple_choice")
    kept = page.get_by_test_id("choices-placeholder")
    expect(kept).to_contain_text("Generating answer choices…")
    expect(page.locator(".choices")).to_have_attribute("aria-busy", "true")
    tool = page.get_by_role("button", name="Flag the card")
    tool.focus()
    before = page.locator(".option").first.bounding_box()
    provider.go_on()
    expect(page.get_by_role("radio")).to_have_count(4)
    expect(page.locator(".choices")).to_have_attribute("aria-busy", "false")
    expect(tool).to_be_focused()
    assert page.locator(".option").first.bounding_box() == before
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Counted as")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio")).to_have_count(4)


def test_a_model_that_takes_a_minute_keeps_nobody_waiting_in_any_tab(
    server: Server, open_tab: OpenTab, deck: str, provider: ProviderServer
) -> None:
    provider.always(Behaviour.SLOW, seconds=600)
    one = open_tab(server)
    address = f"/study/{deck}?mode=multiple_choice"
    here, there = sit_down(one, address), sit_down(open_tab(server, beside=one), address)
    for page in (here, there):
        expect(page.get_by_test_id("choices-placeholder")).to_be_visible()
    for question, answer in QUESTIONS:
        expect(here.locator("#study-question")).to_contain_text(question)
        here.keyboard.press("Space")
        for page in (here, there):
            expect(page.locator("#study-answer")).to_contain_text(answer)
        there.keyboard.press("4")
    for page in (here, there):
        expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    jobs = server.get("/api/jobs").json()["jobs"]
    assert [job["status"] for job in jobs if job["type"] == "distractor_generation"][:3] != ["completed"] * 3
    assert provider.open_calls, "the model was still thinking when the last card was answered"


def test_the_second_tab_orders_nothing_twice(
    server: Server, open_tab: OpenTab, deck: str, provider: ProviderServer
) -> None:
    provider.always(Behaviour.SLOW, seconds=600)
    one = open_tab(server)
    address = f"/study/{deck}?mode=multiple_choice"
    for page in (sit_down(one, address), sit_down(open_tab(server, beside=one), address)):
        expect(page.get_by_test_id("choices-placeholder")).to_be_visible()
    mine = {card["id"] for card in server.get(f"/api/decks/{deck}/cards").json()["cards"]}

    def ordered() -> int:
        return sum(job["target"]["id"] in mine for job in server.get("/api/jobs").json()["jobs"])

    until(lambda: ordered() >= len(mine))
    page.wait_for_timeout(300)
    assert ordered() == len(mine)


def test_what_failed_says_why_and_is_tried_again(
    server: Server, open_tab: OpenTab, deck: str, provider: ProviderServer
) -> None:
    provider.always(Behaviour.REFUSAL)
    page = sit_down(open_tab(server), f"/study/{deck}?mode=multiple_choice")
    failed = page.get_by_test_id("choices-failed")
    expect(failed).to_contain_text("No answer choices for this card.")
    expect(page.get_by_role("button", name="Show answer")).to_be_visible()
    provider.always(Behaviour.OK)
    failed.get_by_role("button", name="Retry").click()
    expect(page.get_by_role("radio")).to_have_count(4)


def test_without_a_model_the_card_is_studied_plain_and_says_how_to_set_one(
    shared_server: Server, open_tab: OpenTab
) -> None:
    deck = shared_server.post("/api/decks", {"title": "Alone"}).json()["id"]
    card = {"question": "Which tool keeps the beat?", "answer": "Metronome"}
    shared_server.post(f"/api/decks/{deck}/cards", card)
    page = sit_down(open_tab(shared_server), f"/study/{deck}?mode=multiple_choice")
    none = page.get_by_test_id("choices-none")
    expect(none).to_contain_text("nothing in this deck fits")
    expect(none.get_by_role("link", name="Settings")).to_be_visible()
    expect(page.get_by_test_id("choices-failed")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator("#study-answer")).to_contain_text(card["answer"])
    shared_server.delete(f"/api/decks/{deck}")


def test_what_is_fetched_ahead_is_one_task_that_is_stopped_at_once_and_shows_each_of_its_parts(
    server: Server, open_tab: OpenTab, deck: str, provider: ProviderServer
) -> None:
    provider.always(Behaviour.SLOW, seconds=600)
    tab = open_tab(server)
    page = sit_down(tab, f"/study/{deck}?mode=multiple_choice")
    expect(page.get_by_test_id("choices-placeholder")).to_be_visible()
    page = tab.open("/decks")
    expect(page.get_by_role("button", name="Tasks 1 active")).to_be_visible()
    page.keyboard.press("t")
    panel = page.get_by_role("dialog", name="Background tasks")
    task = panel.get_by_role("listitem").filter(has_text="Answer choices · 0 of 3").first
    expect(task).to_contain_text("Generating answer choices…")
    panel.get_by_role("link", name="All tasks").click()
    page.get_by_role("main").get_by_role("link", name="Show each").first.click()
    page.wait_for_url("**/tasks?of=*")
    listed = page.locator(".task-list.surface .task")
    expect(listed).to_have_count(3)
    listed.first.get_by_role("button", name="Cancel").click()
    expect(listed.first).to_contain_text("Stopped before anything was made.")
    listed.first.get_by_role("button", name="History").click()
    expect(listed.first.locator(".timeline")).to_contain_text("Attempt 1: stopped")
    page.get_by_role("main").get_by_role("link", name="All tasks").click()
    whole = page.locator(".task-list.surface .task").filter(has_text="Answer choices · 0 of 3").first
    whole.get_by_role("button", name="Cancel").click()
    expect(whole).to_contain_text("0 cards have their choices. 3 stopped.")
    page = tab.open("/decks")
    page.keyboard.press("t")
    panel.get_by_role("link", name="Show each").first.click()
    page.wait_for_url("**/tasks?of=*")
    expect(listed).to_have_count(3)
    child = next(job for job in server.get("/api/jobs").json()["jobs"] if job["parent_id"])
    assert server.post(f"/api/jobs/{child['id']}", {}).status_code == 201
    expect(listed).to_have_count(4)
