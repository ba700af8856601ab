"""Takes the pictures of studying: each mode before, during and after an answer."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import CACHE, NARROW, WIDE
from tests.browser.server import Server
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import in_thread

HEIGHT: Final = 900

_CARDS: Final = (
    (
        "Which part of the chloroplast takes up carbon dioxide?",
        "The stroma, where the Calvin cycle runs",
        ("The thylakoid membrane, where light is caught", "The outer membrane, by active transport",
         "The lumen, together with protons"),
        "The Calvin cycle fixes $CO_2$ in the **stroma**; the thylakoids supply its ATP and NADPH.",
    ),
    (
        "What does the light-dependent reaction release from water?",
        "Oxygen",
        ("Carbon dioxide", "Glucose", "Hydrogen peroxide"),
        "Photosystem II splits water: $2\\,H_2O \\to O_2 + 4\\,H^+ + 4\\,e^-$.",
    ),
)  # fmt: skip

Show = Callable[[Page], None]


def take_studying(browser: Browser, folder: Path) -> None:
    """Take all screens, each with a server of its own, because a study session remembers its answers."""
    for width in (WIDE, NARROW):
        for theme in ("light", "dark"):
            with in_thread(behaviour=Behaviour.SLOW) as provider, _server(provider.url) as server:
                look: dict[str, Any] = {"color_scheme": theme, "viewport": {"width": width, "height": HEIGHT}}
                page = browser.new_context(**look, reduced_motion="reduce").new_page()
                for name, (path, show) in _screens(_deck(server)).items():
                    page.goto(f"{server.url}{path}")
                    expect(page.locator(".study-card, .rest").first).to_be_visible()
                    show(page)
                    page.wait_for_timeout(300)
                    page.screenshot(path=folder / f"{name}-{width}-{theme}.png")
                page.context.close()


def _server(provider: str) -> Server:
    folder = Path(tempfile.mkdtemp(prefix="studyapp-screens-"))
    return Server(folder, frontend_dir=CACHE / "frontend", env={"ANTHROPIC_BASE_URL": provider})


def _deck(server: Server) -> str:
    """Create a deck with cards that have choices, and one card without."""
    deck = server.post("/api/decks", {"title": "Photosynthesis"}).json()["id"]
    for question, answer, wrong, why in _CARDS:
        card = {"question": question, "answer": answer, "distractors": wrong, "explanation": why, "tags": ["exam"]}
        assert server.post(f"/api/decks/{deck}/cards", card).status_code == 201
    plain = {"question": "Which pigment gives leaves their green colour?", "answer": "Chlorophyll", "tags": ["colour"]}
    assert server.post(f"/api/decks/{deck}/cards", plain).status_code == 201
    return deck


def _screens(deck: str) -> dict[str, tuple[str, Show]]:
    """The screens by name: the address, and what to do there."""
    return {
        "study-choices": (f"/study/{deck}?mode=multiple_choice&tag=exam", _pick),
        "study-waiting": (f"/study/{deck}?mode=multiple_choice&tag=colour", _as_it_is),
        "study-result": (f"/study/{deck}?mode=multiple_choice&tag=exam", _choose_wrongly),
        "study-flashcard": (f"/study/{deck}?mode=flashcard&tag=colour", _reveal),
        "study-timed": (f"/study/{deck}?mode=timed", _start),
        "study-how": (f"/study/{deck}?mode=mixed", _ask_how),
        "study-summary": (f"/study/{deck}?mode=custom&tag=exam", _to_the_end),
    }


def _as_it_is(page: Page) -> None:
    expect(page.get_by_test_id("choices-placeholder")).to_be_visible()


def _pick(page: Page) -> None:
    page.locator("label.option").nth(1).click()


def _choose_wrongly(page: Page) -> None:
    page.locator("label.option", has_text=_CARDS[0][2][0]).click()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Counted as")).to_be_visible()


def _to_the_end(page: Page) -> None:
    for _ in _CARDS:
        page.locator("label.option").first.click()
        page.get_by_role("button", name="Check").click()
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("button", name="Continue")).to_have_count(0)
    expect(page.locator(".summary")).to_be_visible()


def _reveal(page: Page) -> None:
    page.keyboard.press("Space")
    expect(page.locator("#study-answer")).to_be_visible()


def _start(page: Page) -> None:
    page.keyboard.press("Enter")
    expect(page.locator(".study-card")).to_be_visible()


def _ask_how(page: Page) -> None:
    page.keyboard.press("m")
    expect(page.get_by_role("dialog")).to_be_visible()
