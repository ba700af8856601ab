"""The form a card is written in: every kind, drafts, pictures and the preview."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from studyapp.services.images import MAX_IMAGE_BYTES, TOO_LARGE
from tests.browser.cards import add, answer_field, card, make_deck, stored, toast
from tests.browser.conftest import OpenTab
from tests.browser.server import Server
from tests.browser.tab import Tab, reload

PASTE_PICTURE = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 30, height: 20 });
  const blob = await new Promise((done) => canvas.toBlob(done));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], "image.png", { type: "image/png" }));
  const field = document.querySelector("textarea[name=answer]");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def server(shared_server: Server) -> Server:
    return shared_server


@pytest.fixture
def deck(server: Server) -> Generator[str]:
    deck = make_deck(server)
    yield deck
    server.delete(f"/api/decks/{deck}")


def test_a_cloze_text_is_written_with_its_gaps_and_makes_a_card_for_each(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Add card").click()
    page.get_by_role("radio", name="Cloze").check()
    expect(answer_field(page)).to_be_hidden()
    question = page.get_by_label("Question")
    for text in ("Mitochondria make ", "ATP"):
        question.press("End")
        question.press_sequentially(text)
    for _ in "ATP":
        page.keyboard.press("Shift+ArrowLeft")
    page.get_by_role("button", name="Hide selection").click()
    expect(question).to_have_value("Mitochondria make {{c1::ATP}}")
    question.press("End")
    question.press_sequentially(" of {{c2::ADP}}.")
    page.get_by_text("Preview", exact=True).click()
    expect(page.locator("card-preview .blank")).to_have_text("[…]")
    question.press("Control+Enter")
    expect(page.get_by_test_id("card")).to_have_count(2)
    assert [each["answer"] for each in stored(server, deck)] == ["ATP", "ADP"]
    expect(page.locator(".card-question mark")).to_have_text(["ATP", "ADP"])


def test_the_next_card_is_of_the_same_kind_and_about_the_same_thing(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Add card").click()
    page.get_by_role("radio", name="Cloze").check()
    page.get_by_text("Explanation and tags", exact=True).click()
    page.get_by_label("Tags").fill("cells")
    for number, text in enumerate(("{{c1::ATP}} carries energy.", "{{c1::ADP}} has carried it."), start=1):
        page.get_by_label("Question").fill(text)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_test_id("card")).to_have_count(number)
        expect(page.get_by_label("Question")).to_have_value("")
        expect(page.get_by_role("radio", name="Cloze")).to_be_checked()
    assert [(each["kind"], each["tags"]) for each in stored(server, deck)] == [("cloze", ["cells"])] * 2


def test_a_question_gets_wrong_options_by_hand_and_a_statement_its_verdict(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    add(server, deck, question="Which part makes ATP?", answer="The mitochondrion")
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Edit: Which part makes ATP?").click()
    page.get_by_role("radio", name="Multiple choice").check()
    for number, text in enumerate(("The nucleus", "The ribosome"), start=1):
        page.get_by_label(f"Wrong option {number}").fill(text)
    page.keyboard.press("Control+Enter")
    expect(toast(page, "3")).to_be_visible()
    page.get_by_label("Wrong option 3").fill("The membrane")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("3 wrong options")).to_be_visible()
    assert stored(server, deck)[0]["distractors"] == ["The nucleus", "The ribosome", "The membrane"]
    page.get_by_role("button", name="Edit: Which part makes ATP?").click()
    page.get_by_role("radio", name="True or false").check()
    page.get_by_label("Question").fill("The mitochondrion makes ATP.")
    page.get_by_role("radio", name="True", exact=True).check()
    page.keyboard.press("Control+Enter")
    expect(card(page, "True or false")).to_be_visible()
    (saved,) = stored(server, deck)
    assert (saved["kind"], saved["answer"], saved["distractors"]) == ("true_false", "True", [])


def test_what_is_being_written_survives_a_reload_until_it_is_saved_or_discarded(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    add(server, deck, question="What makes ATP?", answer="The mitochondrion")
    page = open_tab(server).open(f"/decks/{deck}")
    edit = page.get_by_role("button", name="Edit: What makes ATP?")
    edit.click()
    answer_field(page).fill("Half an answer")
    reload(page)
    expect(answer_field(page)).to_have_value("Half an answer")
    expect(page.get_by_text("changes you had not saved")).to_be_visible()
    page.get_by_role("button", name="Discard them").click()
    expect(answer_field(page)).to_have_value("The mitochondrion")
    answer_field(page).fill("Another half")
    page.keyboard.press("Escape")
    edit.click()
    expect(answer_field(page)).to_have_value("Another half")
    page.get_by_role("button", name="Cancel").click()
    edit.click()
    expect(answer_field(page)).to_have_value("The mitochondrion")
    answer_field(page).fill("Mitochondria")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Mitochondria", exact=True)).to_be_visible()
    edit.click()
    expect(answer_field(page)).to_have_value("Mitochondria")
    expect(page.get_by_text("changes you had not saved")).to_be_hidden()


def test_a_picture_is_picked_and_shown_and_another_kind_of_file_is_refused(
    server: Server, tab: Tab, deck: str, tmp_path: Path
) -> None:
    Image.new("RGB", (60, 40), "teal").save(tmp_path / "cell [1].png")
    (tmp_path / "drawing.svg").write_text("<svg onload='window.hacked=1'/>")
    page = tab.open(f"/decks/{deck}")
    page.get_by_role("button", name="Add card").click()
    page.get_by_label("Question").fill("What is this? ")
    page.get_by_label("Picture to add").set_input_files(tmp_path / "drawing.svg")
    expect(page.get_by_text("SVG pictures are not taken")).to_be_visible()
    tab.forgive()  # the browser notes the refusal in its console
    page.get_by_label("Picture to add").set_input_files(tmp_path / "cell [1].png")
    expect(page.get_by_label("Question")).to_have_value(re.compile(r"^What is this\? !\[cell  1\]\(/api/images/"))
    answer_field(page).fill("A cell ")
    page.evaluate(PASTE_PICTURE)
    expect(answer_field(page)).to_have_value(re.compile(r"^A cell !\[image\]\(/api/images/"))
    page.keyboard.press("Control+Enter")
    pictures = page.get_by_test_id("card").get_by_role("img")
    expect(pictures).to_have_count(2)
    for number, width in enumerate((60, 30)):
        expect(pictures.nth(number)).to_be_visible()
        assert pictures.nth(number).evaluate("image => image.decode().then(() => image.naturalWidth)") == width


def test_a_picture_that_is_too_large_is_not_even_sent(
    server: Server, open_tab: OpenTab, deck: str, tmp_path: Path
) -> None:
    (tmp_path / "poster.png").write_bytes(b"\x89PNG" + bytes(MAX_IMAGE_BYTES))
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Add card").click()
    page.get_by_label("Picture to add").set_input_files(tmp_path / "poster.png")
    expect(page.get_by_text(TOO_LARGE)).to_be_visible()


@pytest.mark.parametrize("text", ["a" * 5_000 + "😀", "a" * 4_999 + "😀", "an\0odd sign", "half a sign \ud83d"])
def test_what_is_restored_and_cannot_be_saved_is_previewed_without_a_refusal(
    server: Server, tab: Tab, deck: str, text: str
) -> None:
    page = tab.open(f"/decks/{deck}")
    page.evaluate(
        "([deck, text]) => localStorage.setItem(`studyapp.draft.new.${deck}`, JSON.stringify([['question', text]]))",
        [deck, text],
    )
    page.get_by_role("button", name="Add card").click()
    expect(page.locator("card-preview [data-side=front]")).to_contain_text(text[:8].replace("\0", ""))
