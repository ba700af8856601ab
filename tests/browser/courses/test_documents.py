"""Documents as they are added to a course: read in the background, refused, renamed, deleted."""

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.cards import undo
from tests.browser.conftest import NARROW, WIDE, OpenTab
from tests.browser.server import Server
from tests.material.chaptered import CHAPTERS, chaptered

BOOK: FilePayload = {
    "name": "biology.pdf",
    "mimeType": "application/pdf",
    "buffer": chaptered(outline=True, contents=True).pdf,
}
NOTES: FilePayload = {
    "name": "Plants.md",
    "mimeType": "text/markdown",
    "buffer": (
        "# Leaves\n\n" + "Leaves are green because of chlorophyll. " * 40 + "\n\n# Roots\n\n" + "Roots drink. " * 80
    ).encode(),
}
SAME: FilePayload = {**NOTES, "name": "Plants again.md"}
LONGER: FilePayload = {**NOTES, "name": "Other.md", "buffer": NOTES["buffer"] + b" They do."}
PROGRAM: FilePayload = {"name": "virus.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\0" + bytes(2_000)}
NOTHING: FilePayload = {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""}


def document(page: Page, title: str) -> Locator:
    return page.get_by_test_id("document").filter(has=page.get_by_role("heading", name=title))


def choose(page: Page, *files: FilePayload) -> None:
    page.get_by_label("Documents of the course").set_input_files(list(files))


def press(page: Page, menu: str, item: str) -> None:
    page.get_by_role("button", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def test_files_become_documents_with_chapters_in_every_tab_and_refused_ones_say_why(
    server: Server, open_tab: OpenTab, course: str
) -> None:
    other = open_tab(server).open(f"/courses/{course}")
    page = open_tab(server).open(f"/courses/{course}")
    choose(page, NOTES, PROGRAM, NOTHING, BOOK)
    expect(page.get_by_text("virus.pdf: This is a program")).to_be_visible()
    expect(page.get_by_text("empty.pdf: This file is empty.")).to_be_visible()
    for tab in (page, other):
        expect(document(tab, "Plants").get_by_text("Roots")).to_be_visible()
        for chapter in CHAPTERS:
            expect(document(tab, "biology").get_by_text(chapter.title, exact=False).first).to_be_visible()
        expect(tab.get_by_test_id("generation-placeholder")).to_have_count(0)
    expect(page.get_by_test_id("document")).to_have_count(2)


def test_the_same_file_again_is_the_document_that_is_there(server: Server, open_tab: OpenTab, course: str) -> None:
    page = open_tab(server).open(f"/courses/{course}")
    choose(page, NOTES)
    expect(document(page, "Plants").get_by_text("Roots")).to_be_visible()
    choose(page, SAME, LONGER)
    expect(document(page, "Other").get_by_text("Roots")).to_be_visible()
    expect(page.get_by_test_id("document")).to_have_count(2)


def test_a_document_is_renamed_read_again_deleted_and_restored(server: Server, open_tab: OpenTab, course: str) -> None:
    page = open_tab(server).open(f"/courses/{course}")
    choose(page, NOTES)
    expect(document(page, "Plants").get_by_text("Roots")).to_be_visible()
    press(page, "More for Plants", "Rename")
    page.get_by_label("Title").fill("Green things")
    page.get_by_label("Title").press("Enter")
    expect(document(page, "Green things").get_by_text("Roots")).to_be_visible()
    press(page, "More for Green things", "Read again")
    expect(document(page, "Green things").get_by_text("Roots")).to_be_visible()
    press(page, "More for Green things", "Delete")
    expect(page.get_by_text("Add what you learn from")).to_be_visible()
    undo(page, "“Green things” deleted.")
    expect(document(page, "Green things").get_by_text("Roots")).to_be_visible()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_everyone_can_use_documents(server: Server, open_tab: OpenTab, course: str, width: int) -> None:
    tab = open_tab(server, width=width)
    page = tab.open(f"/courses/{course}")
    choose(page, BOOK, NOTHING)
    expect(document(page, "biology").get_by_text("Ecology").first).to_be_visible()
    document(page, "biology").locator("summary").first.press("Enter")
    expect(page.get_by_test_id("generation-placeholder")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(1)
    assert tab.accessibility_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
