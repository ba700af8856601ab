"""Drafts in the one store of the browser, whatever wrote it."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.server import Server
from tests.browser.tab import reload

FIELD = "What do you want to be asked about?"
BEFORE = "studyapp.text.questions"


def test_a_text_from_the_store_that_texts_had_before_is_still_there(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/settings")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [BEFORE, 'A "cell",\nand its parts'])
    reload(page)
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_have_value('A "cell",\nand its parts')
    assert page.evaluate("key => localStorage.getItem(key)", BEFORE) is None


def test_a_draft_that_cannot_be_read_is_an_empty_field(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).open("/settings")
    page.evaluate("localStorage.setItem('studyapp.draft.questions', '{')")
    reload(page)
    page.keyboard.press("g")
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.get_by_label(FIELD)).to_have_value("")
