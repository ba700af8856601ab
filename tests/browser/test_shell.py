"""The frame around every page: keys, the theme, and settings that reach every tab."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, OpenTab
from tests.browser.server import Server
from tests.browser.tab import reload, wait_until_read

COLOUR = "getComputedStyle(document.querySelector('.radix-themes')).backgroundColor"


def colour_of(page: Page) -> str:
    return page.evaluate(COLOUR)


def test_the_sheet_of_keys_does_not_follow_the_learner_to_another_page(
    shared_server: Server, open_tab: OpenTab
) -> None:
    tab = open_tab(shared_server)
    page = tab.open("/decks")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard")
    expect(keys).to_be_visible()
    reload(page)
    expect(keys).to_have_count(0)


def test_single_keys_open_help_tasks_and_pages(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/settings")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("2")  # with a dialog open, the page behind it hears nothing
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.get_by_role("dialog", name="Background tasks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("2")
    expect(page.get_by_role("heading", level=1, name="Decks")).to_be_visible()
    wait_until_read(page).keyboard.press("1")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_keys_are_letters_while_something_is_typed(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/")
    field = page.get_by_role("textbox").first
    field.click()
    page.keyboard.type("t2?g/")
    expect(field).to_have_value("t2?g/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    field.fill("")


def test_keys_can_be_turned_off(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/settings")
    page.get_by_role("switch", name="Single-key shortcuts").click()
    expect(page.get_by_role("switch", name="Single-key shortcuts")).not_to_be_checked()
    page.locator("body").press("t")
    page.wait_for_timeout(300)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_skip_link_comes_first_and_leads_to_the_content(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/decks")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_theme_is_applied_at_once_in_every_tab_and_stays(server: Server, open_tab: OpenTab) -> None:
    first, second = open_tab(server), open_tab(server)
    page, other = first.open("/settings"), second.open("/decks")
    light = colour_of(page)
    page.get_by_role("radio", name="Dark").click()
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    expect(other.locator("html")).to_have_class(re.compile("dark"))
    page.wait_for_function(f"({COLOUR}) !== '{light}'")
    other.wait_for_function(f"({COLOUR}) === '{colour_of(page)}'")
    fresh = open_tab(server).open("/")
    expect(fresh.locator("html")).to_have_class(re.compile("dark"))


def test_a_dark_page_does_not_flash_white(shared_server: Server, open_tab: OpenTab) -> None:
    """The class is set before the app's own scripts run: even with those blocked, the page is dark."""
    tab = open_tab(shared_server, theme="dark")
    tab.page.route("**/assets/*.js", lambda route: route.abort())
    tab.page.goto(f"{shared_server.url}/decks", wait_until="domcontentloaded")
    expect(tab.page.locator("html")).to_have_class(re.compile("dark"))
    red, green, blue = map(int, re.findall(r"\d+", colour_of(tab.page))[:3])
    assert max(red, green, blue) < 64
    tab.forgive()


def test_settings_are_kept(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/settings")
    slider = page.get_by_label("Desired retention")
    slider.press("Home")  # 70 %; what was set before is still set when this is tried again
    for _ in range(17):
        slider.press("ArrowRight")
    expect(page.get_by_role("status")).to_have_text("87 %")
    page.get_by_label("A new day starts at").select_option("03:00")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    reload(page)
    expect(page.get_by_role("status")).to_have_text("87 %")
    expect(page.get_by_label("A new day starts at")).to_have_value("3")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")


def test_the_generator_is_tested_by_a_real_call(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/settings")
    expect(page.get_by_text("cards are extracted from your text")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Test")).click()
    expect(page.get_by_text(re.compile(r"It works: answered in \d"))).to_be_visible()


def test_a_phone_has_its_pages_below_and_its_tasks_above(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server, width=NARROW).open("/settings")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Decks").click()
    expect(page).to_have_url(re.compile("/decks$"))
    page.get_by_role("banner").get_by_role("button", name="Tasks").click()
    expect(page.get_by_role("dialog", name="Background tasks")).to_be_visible()


def test_the_server_going_away_is_said_in_plain_words(server: Server, open_tab: OpenTab) -> None:
    tab = open_tab(server)
    page = tab.open("/decks")
    server.kill()
    expect(page.get_by_text("The server cannot be reached.")).to_be_visible(timeout=120_000)
    server.start()
    expect(page.get_by_text("The server cannot be reached.")).to_have_count(0, timeout=120_000)
    tab.forgive()


@pytest.mark.parametrize("path", ["/decks/01900000-0000-7000-8000-000000000000", "/no/such/page"])
def test_what_is_not_there_says_so_and_leads_on(shared_server: Server, open_tab: OpenTab, path: str) -> None:
    tab = open_tab(shared_server)
    page = tab.open(path)
    expect(page.get_by_role("heading", name="Nothing here").first).to_be_visible()
    assert tab.accessibility_violations() == []
    tab.forgive()
