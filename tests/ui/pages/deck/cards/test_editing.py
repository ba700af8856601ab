"""Cards are edited in their place and added by hand; those of somebody else are not there."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Deck, User
from studyapp.services.cards import editing
from tests.factories import make_card, make_deck
from tests.ui.conftest import Tab
from tests.ui.pages.deck.opening import acts, add, open_deck, writes


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
        lambda: writing.make_distractors(theirs.id),
    ):
        with pytest.raises(NotFound):
            await attempt()
    with use_database.read() as session:
        card = editing.get_card(session, stranger.id, theirs.id)
    assert (card.question, card.suspended) == (theirs.question, False)
