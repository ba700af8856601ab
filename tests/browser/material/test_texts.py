"""Texts that are pasted or typed: nothing is lost, and what cannot be taken is said."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cards import cards, toast
from tests.browser.conftest import OpenTab, StartServer
from tests.browser.material.form import TEXT, submit
from tests.browser.samples import SAMPLE
from tests.browser.server import Server
from tests.browser.tab import reload
from tests.disk import SENTENCE, filled


def test_a_pasted_text_survives_a_reload_and_goes_once_it_is_accepted(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE)
    expect(page.get_by_text(f"{len(SAMPLE.strip()):,} characters")).to_be_visible()
    reload(page)
    expect(page.get_by_label(TEXT)).to_have_value(SAMPLE)
    page.get_by_label(TEXT).press("Control+Enter")
    expect(cards(page).first).to_be_visible()
    reload(page)
    page.get_by_role("button", name="Generate", exact=True).click()
    expect(page.get_by_label(TEXT)).to_have_value("")


def test_a_refused_request_says_why_beside_the_text_it_leaves_alone(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE)
    count = page.get_by_label("Cards", exact=True)
    count.evaluate("field => field.removeAttribute('max')")
    count.fill("51")
    count.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Ask for 1 to 50 cards.")
    expect(page.get_by_label(TEXT)).to_have_value(SAMPLE)


@pytest.mark.parametrize(("text", "words"), [("x" * 49, "at least 50"), ("x" * 400_001, "At most 400,000 fit")])
def test_what_is_too_short_or_too_long_is_said_before_it_is_sent(
    server: Server, open_tab: OpenTab, deck: str, text: str, words: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    field = page.get_by_label(TEXT)
    field.evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})) }", text
    )
    expect(page.locator("[data-count]")).to_contain_text(words)
    assert words in field.evaluate("field => field.validationMessage")
    field.press("Control+Enter")
    page.wait_for_timeout(300)
    assert server.get(f"/api/decks/{deck}/cards").json()["cards"] == []
    assert field.input_value() == text


def test_the_longest_text_is_taken_in_any_script_and_a_longer_one_ends_in_a_sentence(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    paste(page, TEXT, "細胞のエネルギー。\n", characters=3_500_000)  # 10 MB
    expect(page.locator("[data-count]")).to_contain_text("At most 400,000 fit")
    page.get_by_label(TEXT).press("Control+Enter")
    paste(page, TEXT, "細胞のエネルギー。\n", characters=399_000)
    page.get_by_label(TEXT).press("Control+Enter")
    expect(page.get_by_label(TEXT)).to_have_count(0)
    (job,) = server.get("/api/jobs?type=flashcard_generation&limit=1").json()["jobs"]
    assert job["target"]["id"] == deck
    server.post(f"/api/jobs/{job['id']}/cancel", {})


def test_ten_million_characters_in_a_small_field_end_in_a_sentence_and_the_tab_lives(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_role("button", name="Add card").click()
    paste(page, "Question", "a😀", characters=10_000_000)  # which a preview would cut within a character
    expect(page.locator("card-preview [data-side=front]")).to_contain_text("a😀a😀")
    page.get_by_label("Answer", exact=True).fill("An answer")
    page.get_by_label("Answer", exact=True).press("Control+Enter")
    expect(toast(page, "at most 1,000 characters")).to_be_visible()
    page.get_by_label("Question").fill("What is small enough?")
    page.keyboard.press("Control+Enter")
    expect(cards(page)).to_have_count(1)
    page.keyboard.press("Escape")
    paste(page, "Search the cards", "x", characters=10_000_000)
    expect(toast(page, "at most 1,000 characters").last).to_be_visible()
    page.get_by_label("Search the cards").fill("small")
    expect(cards(page)).to_have_count(1)


def paste(page: Page, label: str, text: str, *, characters: int) -> None:
    """Paste a text that is created in the browser, because transferring one this long takes too much time."""
    page.get_by_label(label).evaluate(
        """(field, [text, characters]) => {
            const whole = text.repeat(Math.ceil(characters / text.length)).slice(0, characters);
            const kind = field.tagName === "INPUT" ? HTMLInputElement : HTMLTextAreaElement;
            Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, whole);
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        [text, characters],
    )


def test_a_press_that_finds_the_disk_full_says_so_and_counts_once_there_is_room(
    start_server: StartServer, open_tab: OpenTab, small_disk: Path
) -> None:
    server = start_server(small_disk)
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE * 5)
    with filled(small_disk):
        submit(page)
        expect(page.get_by_text(SENTENCE)).to_be_visible()
        expect(page.get_by_label(TEXT)).to_have_value(SAMPLE * 5)
    submit(page)
    expect(cards(page).first).to_be_visible()


def test_a_word_list_can_be_asked_for_in_both_directions(server: Server, open_tab: OpenTab, deck: str) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill("Hund - dog\nKatze - cat\nMaus - mouse\nKuh - cow\nPferd - horse")
    expect(page.get_by_text("5 pairs found")).to_be_visible()
    page.get_by_role("checkbox", name="Ask in both directions").check()
    submit(page)
    expect(cards(page)).to_have_count(10)


def test_three_pairs_are_enough_however_short_and_two_are_said_to_be_too_few(
    server: Server, open_tab: OpenTab, deck: str
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    field, counted = page.get_by_label(TEXT), page.locator("[data-count]")
    field.fill("Hund - dog\nrot - red")
    expect(counted).to_have_text("20 characters. Paste at least 50 characters, or 3 lines such as “der Hund - dog”.")
    field.press("End")
    field.press_sequentially("\nblau - blue")
    expect(page.get_by_text("3 pairs found")).to_be_visible()
    expect(counted).to_have_text("32 characters")
    assert field.evaluate("field => field.validationMessage") == ""
    submit(page)
    expect(cards(page)).to_have_count(3)
