"""Actions on the cards of a deck's list, and their exact undo."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, Deck, User
from studyapp.services.cards import editing
from studyapp.ui.pages.deck import CardActionsState, DeckActionsState
from studyapp.ui.pages.deck.rows import card_row
from tests.factories import NOON, make_card, make_deck
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab


@pytest.fixture
def made(use_database: Database, deck: Deck) -> list[Card]:
    """The cards, newest first as on the page."""
    with use_database.write() as session:
        return [
            make_card(session, deck, question=f"Number {n}?", tags=["cell"], created_at=NOON - timedelta(minutes=n))
            for n in range(3)
        ]


@pytest.fixture
async def page(tab: Tab[Any], deck: Deck, made: list[Card]) -> CardActionsState:
    opened = await tab(DeckActionsState)
    go_to(opened, f"/decks/{deck.id}")
    await opened.open_deck()
    return await tab(CardActionsState)


async def test_flags_and_burials_show_in_the_row_and_are_taken_back(page: CardActionsState, made: list[Card]) -> None:
    ids = [made[0].id]
    await page.flag(ids)
    await page.bury(ids)
    assert (page.cards[0].is_flagged, page.cards[0].is_buried, page.cards[0].state) == (True, True, "Buried")
    await page.unflag(ids)
    await page.unbury(ids)
    assert (page.cards[0].is_flagged, page.cards[0].state) == (False, "New")


async def test_tags_are_added_to_and_taken_off_what_is_selected(page: CardActionsState, made: list[Card]) -> None:
    page.select_all(True)
    await page.tag_cards({"tags": "exam, chapter 3"})
    assert [row.tags for row in page.cards] == [["cell", "exam", "chapter 3"]] * 3
    assert (page.tags, page.selected, page.bulk_panel) == (["cell", "chapter 3", "exam"], [], "")
    page.select(made[0].id, True)
    await page.untag_cards({"tags": "exam"})
    assert [row.tags for row in page.cards] == [["cell", "chapter 3"], *[["cell", "exam", "chapter 3"]] * 2]
    await page.tag_again([("exam", [made[0].id])])
    await page.untag_again([("chapter 3", [made[1].id])])
    assert [row.tags for row in page.cards] == [
        ["cell", "chapter 3", "exam"], ["cell", "exam"], ["cell", "exam", "chapter 3"],
    ]  # fmt: skip


async def test_cards_are_moved_to_another_deck_and_back(
    page: CardActionsState, use_database: Database, owner: User, made: list[Card]
) -> None:
    with use_database.write() as session:
        other = make_deck(session, owner, title="Other")
    await page.open_bulk("move")
    assert [deck.title for deck in page.other_decks] == ["Other"]
    page.select(made[0].id, True)
    await page.move({"deck_id": other.id})
    assert [row.id for row in page.cards] == [made[1].id, made[2].id]
    await page.move_back([made[0].id], made[0].deck_id)
    assert len(page.cards) == 3
    page.select(made[0].id, True)
    with pytest.raises(NotFound):
        await page.move({"deck_id": "missing"})


async def test_candidates_are_kept_dropped_and_looked_at_again(
    page: CardActionsState, use_database: Database, deck: Deck
) -> None:
    with use_database.write() as session:
        ids = [make_card(session, deck, question=f"New {n}?", is_candidate=True).id for n in range(3)]
    await page._read()
    assert (page.head.candidates, page.head.cards) == (3, 6)
    await page.show_cards("candidates")
    assert {row.state for row in page.cards} == {"Candidate"}
    await page.keep(ids[:1])
    await page.drop(ids[1:2])
    assert page.head.candidates == 1
    await page.reconsider(ids[:1])
    await page.restore(ids[1:2])
    assert (page.head.candidates, await page._candidates()) == (3, ids)
    assert not page.has_looked_through
    await page.keep(await page._candidates())
    assert page.has_looked_through


async def test_the_list_is_narrowed_to_a_state_a_kind_or_a_tag(
    page: CardActionsState, use_database: Database, deck: Deck
) -> None:
    with use_database.write() as session:
        make_card(session, deck, question="True?", kind="true_false", answer="True", tags=["exam"])
        make_card(session, deck, question="Flag?", flagged=True)
    await page.show_cards("kind:true_false")
    assert [row.name for row in page.cards] == ["True?"]
    await page.show_cards("flagged")
    assert [row.name for row in page.cards] == ["Flag?"]
    await page.show_all_cards()
    await page.show_tag("exam")
    assert ([row.name for row in page.cards], page.is_filtered) == (["True?"], True)
    await page.show_all_cards()
    assert (page.total, page.is_filtered) == (5, False)
    with pytest.raises(BadInput):
        await page.show_cards("kind:everything")


async def test_two_tabs_on_the_same_list_read_it_once(page: CardActionsState, made: list[Card]) -> None:
    before = page._key()
    page.select(made[0].id, True)
    page.open_panel("add")
    assert page._key() == before
    await page.search_cards("Number 1?")
    assert page._key() != before


@pytest.mark.parametrize(
    ("fields", "kind", "can_have_distractors"),
    [
        ({}, "", True),
        ({"kind": "cloze", "question": "The {{c1::a}} and {{c2::b}}", "cloze_ordinal": 2}, "Cloze 2", True),
        ({"kind": "multiple_choice"}, "Multiple choice", True),
        ({"kind": "true_false", "answer": "True"}, "True or false", False),
    ],
)
def test_a_row_names_its_kind(
    use_database: Database, deck: Deck, fields: dict[str, Any], kind: str, can_have_distractors: bool
) -> None:
    with use_database.write() as session:
        row = card_row(make_card(session, deck, **fields), now=NOON)
    assert (row.kind, row.can_have_distractors) == (kind, can_have_distractors)


def test_a_row_shows_the_back_of_its_own_cloze_and_is_named_by_its_front(use_database: Database, deck: Deck) -> None:
    with use_database.write() as session:
        text = "The **{{c1::mitochondrion}}** makes {{c2::ATP::a molecule}}."
        card = make_card(session, deck, kind="cloze", question=text, answer="ATP", cloze_ordinal=2)
    row = card_row(card, now=datetime.now(UTC))
    assert row.question == '<p>The <strong>mitochondrion</strong> makes <mark class="term">ATP</mark>.</p>'
    assert (row.name, row.answer) == ("The mitochondrion makes [a molecule].", "")


def test_nothing_in_a_row_is_html_that_was_typed(use_database: Database, deck: Deck) -> None:
    attack = "<img src=x onerror=alert(1)>"
    with use_database.write() as session:
        card = make_card(session, deck, question=attack, answer=attack, explanation=attack, distractors=[attack])
    row = card_row(card, now=NOON)
    for html in (row.question, row.answer, row.explanation, *row.distractors_html):
        assert "<img" not in html
        assert "&lt;img" in html


async def test_what_a_filter_hides_is_not_changed(
    page: CardActionsState, use_database: Database, made: list[Card]
) -> None:
    page.select_all(True)
    await page.search_cards("Number 1?")
    assert page.chosen == []
    with use_database.read() as session:
        assert not editing.get_card(session, made[0].user_id, made[0].id).suspended
