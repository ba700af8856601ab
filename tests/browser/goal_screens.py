"""Takes the pictures of goals: form, growing tree, skill, map, and the question before it is made anew."""

import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import CACHE, NARROW, WIDE
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer, in_thread

HEIGHT: Final = 900
_HALF: Final = 5
_ALL: Final = 9
_TITLE: Final = "Explain how a cell divides"

Shoot = Callable[[str], None]


def take_goals(browser: Browser, folder: Path) -> None:
    """Take all screens, each look with a server of its own."""
    for width, theme in product((WIDE, NARROW), ("light", "dark")):
        with in_thread(delay=0.05) as provider, _server(provider.url) as server:
            look: dict[str, Any] = {"color_scheme": theme, "viewport": {"width": width, "height": HEIGHT}}
            page = browser.new_context(**look, reduced_motion="reduce").new_page()
            _follow_goal(page, server, provider, shooting(page, folder, look=f"{width}-{theme}"))
            page.context.close()


def shooting(page: Page, folder: Path, *, look: str) -> Shoot:
    def shoot(name: str) -> None:
        page.wait_for_timeout(400)
        page.screenshot(path=folder / f"{name}-{look}.png")

    return shoot


def _follow_goal(page: Page, server: Server, provider: ProviderServer, shoot: Shoot) -> None:
    provider.hold_after(0)
    page.goto(f"{server.url}/goals")
    page.get_by_role("button", name="New goal").first.click()
    page.get_by_label("What do you want to be able to do?").fill(_TITLE)
    shoot("goal-form")
    page.get_by_role("button", name="Create goal").click()
    page.get_by_test_id("tree-skeleton").wait_for()
    shoot("goal-skeleton")
    provider.hold_after(_HALF)
    expect(page.get_by_role("treeitem")).to_have_count(_HALF)
    shoot("goal-growing")
    provider.go_on()
    expect(page.get_by_role("treeitem", name="New, 0 % mastered")).to_have_count(_ALL)
    expect(page.get_by_text("Generating")).to_have_count(0)
    shoot("goal-tree")
    page.get_by_role("treeitem", name="1.1 ").click()
    page.get_by_role("heading", name="1.1 ").wait_for()
    shoot("goal-skill")
    _ask_for_another(page, server)
    shoot("goal-anew")
    page.get_by_role("button", name="Make anew").click()
    page.get_by_text("The skills below were made anew").wait_for()
    expect(page.get_by_text("Generating")).to_have_count(0)
    shoot("goal-made-anew")
    page.goto(f"{page.url.partition('?')[0]}?view=map")
    page.get_by_label("Map of the skills").wait_for()
    shoot("goal-map")
    page.goto(f"{server.url}/goals")
    page.get_by_role("link", name=_TITLE, exact=True).wait_for()
    shoot("goals")


def _ask_for_another(page: Page, server: Server) -> None:
    tree = server.get(f"/api{page.url.removeprefix(server.url).partition('?')[0]}/skill-tree").json()["nodes"]
    page.goto(f"{page.url.partition('?')[0]}?node={tree[0]['id']}")
    page.get_by_role("button", name="More for this skill").click()
    page.get_by_role("menuitem", name="Make the skills below anew …").click()
    page.get_by_label("What should be different?").fill("Leave out history, add an example to each")


def _server(provider: str) -> Server:
    folder = Path(tempfile.mkdtemp(prefix="studyapp-screens-"))
    return Server(folder, frontend_dir=CACHE / "frontend", env={"ANTHROPIC_BASE_URL": provider})
