"""The pages about the cards of a section and of a document: what they show, and what they refuse."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import JobType, Section, User
from studyapp.ui.pages.coverage import DocumentCardsState, SectionCardsState, section_state
from tests.factories import make_card, make_deck
from tests.jobs.kinds.lesson.classroom import book
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab


@pytest.fixture
def sections(use_database: Database, owner: User) -> dict[str, Section]:
    with use_database.write() as session:
        return {section.title: section for section in book(session, owner.id)}


async def opened(tab: Tab[Any], section: Section) -> SectionCardsState:
    page = await tab(SectionCardsState)
    go_to(page, f"/sections/{section.id}/cards")
    await page.open_section()
    return page


async def opened_document(tab: Tab[Any], section: Section) -> DocumentCardsState:
    page = await tab(DocumentCardsState)
    go_to(page, f"/documents/{section.document_id}/cards")
    await page.open_document()
    return page


async def test_each_paragraph_shows_its_cards_and_where_it_stands(
    tab: Tab[Any], use_database: Database, owner: User, sections: dict[str, Section]
) -> None:
    section = sections["Roots"]
    with use_database.write() as session:
        quoted = {"document_id": section.document_id, "source_page": 3, "source_quote": "take up water from the soil"}
        card = make_card(session, make_deck(session, owner), question="What do roots take up?", **quoted)
    page = await opened(tab, section)
    [row] = page.paragraphs
    assert (row.page, [each.question for each in row.cards]) == ("p. 3", ["What do roots take up?"])
    assert row.cards[0].href == f"/decks/{card.deck_id}?card={card.id}"
    assert row.href.startswith(f"/documents/{section.document_id}?page=3&quote=Roots")
    assert (page.coverage.words, page.coverage.percent) == ("1 of 1 paragraph has a card", 100)


async def test_a_paragraph_that_is_asked_has_its_placeholder_there(tab: Tab[Any], sections: dict[str, Section]) -> None:
    page = await opened(tab, sections["Plants"])
    assert len(page.paragraphs) == 2
    await page.make_card(page.paragraphs[1].start)
    assert [len(row.task) for row in page.paragraphs] == [0, 1]
    assert page.tasks == []


async def test_of_a_long_chapter_more_paragraphs_are_shown_at_a_press(
    tab: Tab[Any], sections: dict[str, Section], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section_state, "PAGE", 1)
    page = await opened(tab, sections["Plants"])
    page.most = 1
    await page.open_section()
    assert (len(page.paragraphs), page.hidden) == (1, 1)
    assert page.coverage.words == "0 of 2 paragraphs have a card"
    await page.show_more()
    assert (len(page.paragraphs), page.hidden) == (2, 0)


async def test_a_request_for_the_section_stands_above_it(tab: Tab[Any], sections: dict[str, Section]) -> None:
    page = await opened(tab, sections["Plants"])
    await page.make_cards({"count": "3"})
    assert [(task.type, task.state) for task in page.tasks] == [
        (JobType.FLASHCARD_GENERATION.value, "Flashcards wait their turn")
    ]


@pytest.mark.parametrize("count", ["", "0", "51", "many", "²"])
async def test_another_number_of_cards_is_refused_in_words(
    tab: Tab[Any], sections: dict[str, Section], count: str
) -> None:
    page = await opened(tab, sections["Plants"])
    await page.make_cards({"count": count})
    assert (page.refused, page.tasks) == ("Ask for 1 to 50 cards.", [])


async def test_a_document_shows_how_much_of_each_section_is_covered(
    tab: Tab[Any], sections: dict[str, Section]
) -> None:
    page = await opened_document(tab, sections["Roots"])
    assert [(row.title, row.covered) for row in page.sections] == [
        ("Membranes", "0 of 1 paragraph"),
        ("Roots", "0 of 1 paragraph"),
        ("Leaves", "0 of 1 paragraph"),
    ]
    assert not page.is_begun
    await page.make_cards({"count": "2"})
    assert len(page.tasks) == 1


async def test_a_section_that_is_gone_says_so(tab: Tab[Any], sections: dict[str, Section]) -> None:
    page = await tab(SectionCardsState)
    go_to(page, "/sections/gone/cards")
    await page.open_section()
    assert page.problem == "This section is not there."
