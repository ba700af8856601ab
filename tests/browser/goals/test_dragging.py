"""Skills dragged through the tree by their grip, with a mouse and with a finger."""

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.conftest import NARROW, OpenTab
from tests.browser.goals.growing import grow
from tests.browser.goals.test_tree import has_focus, line, lines
from tests.browser.server import Server

CELL = "1 The cell"
MEMBRANES = "1.1 Membranes"
ORGANELLES = "1.2 Organelles and what they are for"
HEREDITY = "2 Heredity"


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def page(server: Server, open_tab: OpenTab) -> Page:
    """Two categories with two skills each."""
    return open_tab(server).open(f"/goals/{grow(server, categories=2, topics=2)}")


def spot(item: Locator, part: float) -> tuple[float, float]:
    """A point in the line, `part` of its height from its top."""
    box = item.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * part


def take(page: Page, title: str) -> None:
    """Press the mouse on the grip of a skill."""
    line(page, title).hover()
    line(page, title).locator("[data-grip]").hover()
    page.mouse.down()


def drag_over(page: Page, title: str, part: float) -> None:
    """Move the mouse down the grips to this line, `part` of its height from its top."""
    grip = line(page, title).locator("[data-grip]").bounding_box()
    assert grip is not None
    page.mouse.move(grip["x"] + grip["width"] / 2, spot(line(page, title), part)[1], steps=3)


def mark(page: Page) -> Locator:
    return page.locator(".skill-drop")


def label(page: Page) -> Locator:
    return page.locator(".skill-dragged")


def test_a_skill_is_dropped_between_two_and_stays_in_focus(page: Page) -> None:
    take(page, ORGANELLES)
    drag_over(page, MEMBRANES, 0.1)
    expect(mark(page)).to_have_attribute("data-depth", "2")
    expect(label(page)).to_have_text("Organelles and what they are for")
    page.mouse.up()
    expect(line(page, "1.1 Organelles")).to_be_visible()
    expect(line(page, "1.2 Membranes")).to_be_visible()
    expect(mark(page)).to_have_count(0)
    has_focus(page, "1.1 Organelles")
    expect(page.get_by_text("“Organelles and what they are for” is now 1.1.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(line(page, ORGANELLES)).to_be_visible()


def test_a_skill_is_dropped_into_another(page: Page) -> None:
    take(page, ORGANELLES)
    drag_over(page, MEMBRANES, 0.5)
    expect(line(page, MEMBRANES)).to_have_attribute("data-drop", "yes")
    expect(mark(page)).to_be_hidden()
    page.mouse.up()
    expect(line(page, "1.1.1 Organelles")).to_be_visible()
    has_focus(page, "1.1.1 Organelles")
    expect(page.get_by_role("heading", name="Organelles")).to_have_count(0)  # it was not chosen by that


def test_a_skill_that_goes_into_a_folded_one_unfolds_it(server: Server, open_tab: OpenTab) -> None:
    page = open_tab(server).open(f"/goals/{grow(server, categories=1, topics=2, parts=1)}")
    line(page, MEMBRANES).focus()
    page.keyboard.press("ArrowLeft")
    expect(line(page, "1.1.1 Membranes, part 1")).to_have_count(0)
    take(page, "1.2.1 Organelles")
    drag_over(page, MEMBRANES, 0.5)
    page.mouse.up()
    expect(line(page, "1.1.2 Organelles")).to_be_visible()
    has_focus(page, "1.1.2 Organelles")


def test_the_server_has_the_last_word(page: Page) -> None:
    before = lines(page)
    take(page, ORGANELLES)
    drag_over(page, HEREDITY, 0.5)
    expect(line(page, HEREDITY)).to_have_attribute("data-drop", "yes")
    page.mouse.up()
    expect(page.get_by_text("There is a skill called “Organelles and what they are for” beside it")).to_be_visible()
    assert lines(page) == before
    has_focus(page, ORGANELLES)


def test_the_last_line_of_a_branch_offers_each_level(page: Page) -> None:
    take(page, CELL)
    last = "2.2 Organelles and what they are for"
    drag_over(page, last, 0.9)
    expect(mark(page)).to_have_attribute("data-depth", "1")
    page.mouse.up()
    expect(line(page, "2 The cell")).to_be_visible()
    assert [each.split()[0] for each in lines(page)] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_what_cannot_be_is_shown_and_does_nothing(page: Page) -> None:
    before = lines(page)
    take(page, CELL)
    drag_over(page, MEMBRANES, 0.5)
    expect(line(page, MEMBRANES)).to_have_attribute("data-drop", "no")
    expect(label(page)).to_have_text("Not into itself")
    drag_over(page, "2.1 Membranes", 0.5)
    expect(line(page, "2.1 Membranes")).to_have_attribute("data-drop", "no")
    expect(label(page)).to_have_text("At most 3 levels")
    page.mouse.up()
    expect(label(page)).to_have_count(0)
    page.keyboard.press("Alt+ArrowDown")
    expect(line(page, "2 The cell")).to_be_visible()  # so the server has been asked nothing before
    assert len(lines(page)) == len(before)


def test_escape_leaves_everything_where_it_is(page: Page) -> None:
    before = lines(page)
    take(page, MEMBRANES)
    drag_over(page, HEREDITY, 0.5)
    expect(label(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(label(page)).to_have_count(0)
    page.mouse.up()
    assert lines(page) == before
    has_focus(page, MEMBRANES)
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_text("“Membranes” is now 1.2.")).to_be_visible()


def test_a_skill_that_is_deleted_in_another_tab_is_let_go(server: Server, page: Page) -> None:
    take(page, MEMBRANES)
    drag_over(page, HEREDITY, 0.5)
    expect(label(page)).to_be_visible()
    node = line(page, MEMBRANES).get_attribute("data-skill")
    server.delete(f"/api/nodes/{node}")
    expect(label(page)).to_have_count(0)
    page.mouse.up()
    expect(line(page, "1.1 Organelles")).to_be_visible()


def test_keys_say_where_a_skill_has_gone_or_that_it_stays(page: Page) -> None:
    line(page, ORGANELLES).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("“Organelles and what they are for” is now 1.1.")).to_be_visible()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("It stays where it is.")).to_be_visible()
    expect(line(page, "1.1 Organelles")).to_have_attribute(
        "aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown Alt+ArrowRight Alt+ArrowLeft"
    )


class Finger:
    """A finger on the screen of a phone; Playwright itself can only tap."""

    def __init__(self, page: Page) -> None:
        self._to: CDPSession = page.context.new_cdp_session(page)
        self._to.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def _send(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self._to.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def press(self, at: tuple[float, float]) -> None:
        self._send("touchStart", at)

    def move(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        for step in range(1, 9):
            part = step / 8
            self._send("touchMove", (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))

    def lift(self) -> None:
        self._send("touchEnd")


def test_a_finger_drags_by_the_grip_and_scrolls_beside_it(server: Server, open_tab: OpenTab) -> None:
    goal = grow(server, categories=6, topics=3, parts=1)
    page = open_tab(server, width=NARROW).open(f"/goals/{goal}")
    finger = Finger(page)
    grip = line(page, ORGANELLES).locator("[data-grip]").bounding_box()
    assert grip is not None
    start = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    end = start[0], spot(line(page, MEMBRANES), 0.1)[1]
    finger.press(start)
    finger.move(start, end)
    expect(label(page)).to_be_visible()
    assert page.evaluate("scrollY") == 0
    finger.lift()
    expect(line(page, "1.1 Organelles")).to_be_visible()
    has_focus(page, "1.1 Organelles")

    start = spot(line(page, "2 Heredity"), 0.5)
    finger.press(start)
    finger.move(start, (start[0], start[1] - 300))
    page.wait_for_function("scrollY > 100")
    finger.lift()
    expect(label(page)).to_have_count(0)
