from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.jobs.store import reading
from studyapp.models import Card, CardState, Deck, JobStatus, User
from studyapp.services import decks
from studyapp.services.cards import bulk, editing
from studyapp.ui.generate.cards import GeneratorState
from studyapp.ui.pages.deck import CardActionsState, CardEditingState, DeckActionsState, DeckState
from studyapp.ui.pages.deck.rows import card_row
from studyapp.ui.pages.deck.state import PAGE_SIZE
from tests.factories import NOON, make_card, make_deck
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

TEXT = "Mitochondria make most of the chemical energy a cell needs. " * 3


def add(database: Database, deck: Deck, count: int = 1, **fields: Any) -> list[Card]:
    """Add cards; the page lists the newest first."""
    with database.write() as session:
        made = [
            make_card(session, deck, question=f"Question number {n}?", created_at=NOON + timedelta(minutes=n), **fields)
            for n in range(count)
        ]
    return made[::-1]


async def open_deck(tab: Tab[Any], deck: Deck) -> DeckActionsState:
    page = await tab(DeckActionsState)
    go_to(page, f"/decks/{deck.id}")
    await page.open_deck()
    return page


async def acts(tab: Tab[Any]) -> CardActionsState:
    return await tab(CardActionsState)


async def writes(tab: Tab[Any]) -> CardEditingState:
    return await tab(CardEditingState)


def ids(page: DeckState) -> list[str]:
    return [card.id for card in page.cards]


async def test_the_page_shows_the_deck_and_its_cards(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    made = add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    assert (page.name, page.head.cards, page.head.new, page.head.is_waiting) == ("Biology", 3, 3, True)
    assert (ids(page), page.tally, page.is_empty) == ([card.id for card in made], "3 cards", False)


async def test_a_deck_that_is_gone_or_of_somebody_else_is_not_there(
    tab: Tab[Any], use_database: Database, owner: User, stranger: User, deck: Deck
) -> None:
    with use_database.write() as session:
        foreign = make_deck(session, stranger)
        decks.delete_deck(session, owner.id, deck.id, now=NOON)
    for gone in (foreign, deck):
        page = await open_deck(tab, gone)
        assert (page.problem, page.cards) == ("This deck is not there.", [])


async def test_an_empty_deck_offers_to_be_filled(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    assert page.is_empty
    with use_database.write() as session:
        make_job(session, deck, JobStatus.PROCESSING)
    await page._read()
    assert not page.is_empty


async def test_search_and_filter_are_the_databases_and_start_at_the_first_page(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, PAGE_SIZE + 3)
    page = await open_deck(tab, deck)
    await page.next_page()
    assert (page.first, page.last, len(page.cards)) == (PAGE_SIZE, PAGE_SIZE + 3, 3)
    await page.search_cards("number 7?")
    assert (page.first, page.total, page.cards[0].name) == (0, 1, "Question number 7?")
    await page.show_cards("suspended")
    assert (page.total, page.is_filtered) == (0, True)
    await page.show_all_cards()
    assert (page.total, page.is_filtered) == (PAGE_SIZE + 3, False)


async def test_the_pages_end_where_the_cards_do(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, PAGE_SIZE + 1)
    page = await open_deck(tab, deck)
    await page.previous_page()
    assert page.first == 0
    await page.next_page()
    await page.next_page()
    assert (page.first, page.last) == (PAGE_SIZE, PAGE_SIZE + 1)


async def test_another_deck_starts_with_a_fresh_page_and_the_same_one_is_found_as_it_was_left(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck
) -> None:
    add(use_database, deck, 2)
    page = await open_deck(tab, deck)
    await page.search_cards("number 1?")
    await open_deck(tab, deck)
    assert page.search == "number 1?"
    with use_database.write() as session:
        other = make_deck(session, owner, title="Chemistry")
    await open_deck(tab, other)
    assert (page.search, page.name) == ("", "Chemistry")


async def test_the_address_narrows_the_list_to_what_one_task_made_and_back(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    with use_database.write() as session:
        job = make_job(session, deck, JobStatus.COMPLETED)
    made = add(use_database, deck, 2, job_id=job.id)
    add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    await page.search_cards("nothing like this")
    go_to(page, f"/decks/{deck.id}?job={job.id}")
    await page.open_deck()
    assert (ids(page), page.only) == ([card.id for card in made], "Only what one task has made is listed.")
    assert f"/decks/{deck.id}" in str(await page.show_all_cards())
    assert (len(page.cards), page.only, page.is_filtered) == (5, "", False)


async def test_the_address_narrows_the_list_to_one_card(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    wanted = add(use_database, deck, 3)[1]
    page = await tab(DeckActionsState)
    go_to(page, f"/decks/{deck.id}?card={wanted.id}&self=1")
    await page.open_deck()
    assert (ids(page), page.only) == ([wanted.id], "Only one card is listed.")
    go_to(page, f"/decks/{deck.id}")
    await page.open_deck()
    assert (len(page.cards), page.only) == (3, "")


async def test_the_address_leads_to_the_candidates_until_another_choice_is_made(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    waiting = add(use_database, deck, 2, is_candidate=True)
    add(use_database, deck)
    page = await tab(DeckActionsState)
    go_to(page, f"/decks/{deck.id}?show=candidates")
    await page.open_deck()
    assert (ids(page), page.show) == ([card.id for card in waiting], "candidates")
    assert f"/decks/{deck.id}" in str(await page.show_cards("new"))
    go_to(page, f"/decks/{deck.id}")
    await page.open_deck()
    assert (len(page.cards), page.show) == (1, "new")
    go_to(page, f"/decks/{deck.id}?show=nonsense")
    await page.open_deck()
    assert (page.show, page.problem) == ("new", "")


async def test_a_card_is_edited_in_its_place(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    (card,) = add(use_database, deck)
    page = await open_deck(tab, deck)
    writing = await writes(tab)
    await writing.edit_card(card.id)
    assert writing.editor.question == card.question
    form = {"question": "Why is it so?", "answer": "Because", "explanation": "", "tags": "one, two ,,"}
    await writing.save_card(form)
    row = page.cards[0]
    words = ("<p>Why is it so?</p>", "<p>Because</p>", "", ["one", "two"])
    assert (row.question, row.answer, row.explanation, row.tags) == words
    assert page.editing_id == ""


async def test_a_refused_edit_leaves_its_form_open_and_the_card_as_it_was(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck)
    page = await open_deck(tab, deck)
    writing = await writes(tab)
    await writing.edit_card(card.id)
    with pytest.raises(BadInput):
        await writing.save_card({"question": "no", "answer": ""})
    await page._read()
    assert (page.editing_id, page.cards[0].name) == (card.id, card.question)


async def test_a_card_is_added_by_hand_and_the_form_stays_for_the_next(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    page = await open_deck(tab, deck)
    writing = await writes(tab)
    page.open_panel("add")
    await writing.add_card({"question": "Cells burn {{c1::glucose}}.", "answer": "glucose"})
    assert (page.panel, page.head.cards) == ("add", 1)
    assert page.cards[0].question == '<p>Cells burn <mark class="term">glucose</mark>.</p>'
    with pytest.raises(BadInput):
        await writing.add_card({"question": "", "answer": ""})
    assert (page.panel, page.head.cards) == ("add", 1)


async def test_deleting_is_undone(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    first, second, third = add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    doing = await acts(tab)
    doing.select(first.id, True)
    doing.select(third.id, True)
    assert page.tally == "2 selected"
    await doing.delete(page.chosen)
    assert (ids(page), page.selected) == ([second.id], [])
    await doing.restore([first.id, third.id])
    assert ids(page) == [first.id, second.id, third.id]


async def test_several_are_suspended_and_resumed_at_once(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, 3)
    page = await open_deck(tab, deck)
    doing = await acts(tab)
    doing.select_all(True)
    await doing.suspend(page.chosen)
    assert [card.state for card in page.cards] == ["Suspended"] * 3
    await doing.resume(ids(page))
    assert [card.state for card in page.cards] == ["New"] * 3


async def test_what_is_no_longer_listed_is_no_longer_selected(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, 2)
    page = await open_deck(tab, deck)
    (await acts(tab)).select_all(True)
    with use_database.write() as session:
        bulk.delete_cards(session, deck.user_id, [first.id], now=NOON)
    await page._read()
    assert page.chosen == [second.id]


async def test_cards_of_somebody_else_cannot_be_touched(
    tab: Tab[Any], use_database: Database, stranger: User, deck: Deck
) -> None:
    with use_database.write() as session:
        (theirs,) = [make_card(session, make_deck(session, stranger))]
    page = await open_deck(tab, deck)
    form = {"question": "Is it mine now?", "answer": "No"}
    doing, writing = await acts(tab), await writes(tab)
    page.editing_id = theirs.id
    for attempt in (
        lambda: doing.delete([theirs.id]),
        lambda: doing.suspend([theirs.id]),
        lambda: writing.save_card(form),
        lambda: writing.edit_card(theirs.id),
        lambda: writing.make_choices(theirs.id),
    ):
        with pytest.raises(NotFound):
            await attempt()
    with use_database.read() as session:
        card = editing.get_card(session, stranger.id, theirs.id)
    assert (card.question, card.suspended) == (theirs.question, False)


async def test_a_deck_has_a_limit_of_its_own_until_the_field_is_emptied(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    page = await open_deck(tab, deck)
    await page.rename({"title": "Biology", "new_per_day": "5"})
    assert page.head.new_per_day == "5"
    for refused in ("-1", "many", "10000"):
        with pytest.raises(BadInput):
            await page.rename({"title": "Biology", "new_per_day": refused})
    await page.rename({"title": "Biology", "new_per_day": ""})
    assert page.head.new_per_day == ""


async def test_a_deck_is_renamed_deleted_and_brought_back(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    page.open_panel("rename")
    with pytest.raises(BadInput):
        await page.rename({"title": " "})
    assert page.panel == "rename"
    await page.rename({"title": "Botany", "description": "Winter term"})
    assert (page.panel, page.head.title, page.head.description) == ("", "Botany", "Winter term")
    await page.delete_deck()
    await page._read()
    assert page.problem
    await page.restore_deck(deck.id)
    await page._read()
    assert (page.problem, page.head.title) == ("", "Botany")


async def test_the_placeholder_stands_in_the_list_as_soon_as_cards_are_asked_for(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    page = await open_deck(tab, deck)
    page.open_panel("generate")
    await page.generate({"content": TEXT, "count": "5"})
    assert (page.panel, [task.status for task in page.tasks], page.tasks[0].awaited) == (
        "",
        ["pending"],
        [0, 1, 2, 3, 4],
    )
    with use_database.read() as session:
        (job,) = reading.list_jobs(session, deck.user_id).jobs
    assert job.target == {"kind": "deck", "id": deck.id}


async def test_a_refused_text_stays_in_its_form(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    page.open_panel("generate")
    await page.generate({"content": "too short", "count": "5"})
    generator = await tab(GeneratorState)
    assert (page.panel, page.tasks) == ("generate", [])
    assert "50" in generator.problem
    await page.generate({"content": TEXT, "count": "5"})
    assert (page.panel, generator.problem) == ("", "")


async def test_each_task_keeps_its_places_behind_the_cards_it_has_made(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck)
    with use_database.write() as session:
        job = make_job(session, deck, JobStatus.PROCESSING, items_expected=4, items_done=2, created_at=NOON)
        for ordinal in range(2):
            make_card(session, deck, job_id=job.id, ordinal=ordinal, created_at=NOON + timedelta(days=1))
    page = await open_deck(tab, deck)
    assert [card.awaited for card in page.cards] == [[], [2, 3], []]
    assert page.tasks[0].awaited == []


async def test_a_job_of_this_deck_is_no_news_here(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    page = await open_deck(tab, deck)
    with use_database.write() as session:
        here = make_job(session, deck)
        there = make_job(session, make_deck(session, deck.user_id))
    with use_database.read() as session:
        assert page._shows(reading.get_job(session, deck.user_id, here.id))
        assert not page._shows(reading.get_job(session, deck.user_id, there.id))


@pytest.mark.parametrize(
    ("fields", "state", "is_due"),
    [
        ({}, "New", False),
        ({"state": CardState.LEARNING}, "Learning", True),
        ({"state": CardState.RELEARNING}, "Learning", True),
        ({"state": CardState.REVIEW, "due_at": NOON + timedelta(days=2)}, "In review", False),
        ({"state": CardState.REVIEW, "suspended": True}, "Suspended", False),
    ],
)
def test_a_row_says_in_words_how_a_card_stands(
    use_database: Database, deck: Deck, fields: dict[str, Any], state: str, is_due: bool
) -> None:
    (card,) = add(use_database, deck, **fields)
    row = card_row(card, now=NOON)
    assert (row.state, row.is_due) == (state, is_due)
    assert bool(row.due_at) == (state in ("Learning", "In review"))


def test_a_row_names_source_page_and_warnings(use_database: Database, deck: Deck) -> None:
    (card,) = add(use_database, deck, source_title="Lecture 3", source_page=12, source_quote="The very words")
    card.findings = [{"rule": "F11", "severity": "warn", "message": "“currently” ages."}]
    row = card_row(card, now=datetime.now(UTC))
    assert (row.source, row.quote, row.warnings) == ("Lecture 3, page 12", "The very words", ["“currently” ages."])
