"""Which paragraphs of a section have cards, and what the next cards are made of."""

from typing import Any

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import BadInput
from studyapp.material.passages.passage import LineKind, Passage
from studyapp.models import Deck, Section, SectionKind, User
from studyapp.services import documents
from studyapp.services.coverage import coverage, material
from tests.factories import NOON, make_card, make_course, make_deck, make_document, make_section

FIRST = "A dyke is a wall of earth that keeps the sea away from land that lies lower than the water."
SECOND = "A polder is the land that a dyke protects; its water is pumped into canals that lead to the sea."
TABLE = "1953 1,836 drowned\n1421 10,000 drowned\n1287 50,000 drowned in the south of the country"
THIRD = "Windmills pumped the water out of polders for five centuries, until steam engines took over\ntheir work."
ANNOUNCED = "These are the three worst floods that chronicles and statistics tell of in numbers:"
TEXT = f"{FIRST}\n\n{SECOND}\n\n{ANNOUNCED}\n\n{TABLE}\n\nTable 1\n\n{THIRD}\n"
BREAK = TEXT.index(SECOND)


@pytest.fixture
def database(either: Database) -> Database:
    """All of it is the same on SQLite and on PostgreSQL."""
    return either


@pytest.fixture
def section(session: Session, owner: User) -> Section:
    """A chapter over two pages, in which a table stands between paragraphs."""
    document = make_document(session, make_course(session, owner), read_at=NOON)
    at = TEXT.index(TABLE)
    end = at + len(TABLE)
    kinds = (Passage(LineKind.PROSE, 0, at), Passage(LineKind.TABLE, at, end), Passage(LineKind.PROSE, end, len(TEXT)))
    documents.store_text(session, document, TEXT, (0, BREAK), kinds)
    return make_section(session, document, title="Dykes", text_start=0, text_end=len(TEXT))


@pytest.fixture
def session(database: Database, owner: User):  # the learner is there before the transaction begins
    with database.write() as session:
        yield session


@pytest.fixture
def deck(session: Session, owner: User) -> Deck:
    return make_deck(session, owner)


def card_of(section: Section, session: Session, deck: Deck, quote: str, **fields: Any) -> str:
    given = {"document_id": section.document_id, "source_quote": quote, "front_key": quote[:20]} | fields
    return make_card(session, deck, **given).id


def covered(session: Session, section: Section) -> list[tuple[str, ...]]:
    found = coverage.section_coverage(session, section.user_id, section.id)
    return [tuple(card.id for card in each.cards) for each in found]


def test_paragraphs_are_the_prose_with_its_pages(session: Session, section: Section) -> None:
    found = coverage.section_coverage(session, section.user_id, section.id)
    assert [(each.paragraph.text, each.paragraph.page) for each in found] == [(FIRST, 1), (SECOND, 2), (THIRD, 2)]


def test_a_section_may_begin_within_a_page(session: Session, section: Section) -> None:
    document = documents.find_document(session, section.user_id, section.document_id)
    for each in (FIRST, SECOND, THIRD):
        start = TEXT.index(each)
        part = make_section(session, document, position=start + 2, text_start=start, text_end=start + len(each))
        (found,) = coverage.section_coverage(session, section.user_id, part.id)
        assert found.paragraph == coverage.Paragraph(part.id, start, start + len(each), each, 1 if start < BREAK else 2)


def test_equal_words_in_another_section_do_not_count(session: Session, section: Section, deck: Deck) -> None:
    document = documents.find_document(session, section.user_id, section.document_id)
    pages = [f"{FIRST}\n\n"] * 9
    starts = [len(pages[0]) * at for at in range(9)]
    documents.store_text(session, document, "".join(pages), starts)
    for position, page in enumerate((2, 9), start=2):
        start = starts[page - 1]
        part = make_section(session, document, position=position, text_start=start, text_end=start + len(FIRST))
        card = card_of(section, session, deck, "keeps the sea away", source_page=page, front_key=f"{page}")
        assert covered(session, part) == [(card,)]


def test_a_card_counts_for_the_paragraph_its_quote_stands_in(session: Session, section: Section, deck: Deck) -> None:
    exact = card_of(section, session, deck, "keeps the sea away", source_page=1)
    broken = card_of(section, session, deck, "steam engines took over their work.", source_page=2)
    folded = card_of(section, session, deck, "until steam  engines took “over” their", source_page=2)
    assert covered(session, section) == [(exact,), (), (broken, folded)]


@pytest.mark.parametrize(
    "fields", [{"deleted_at": NOON}, {"document_id": None}, {"source_quote": "stands nowhere in this text"}]
)
def test_what_does_not_count(session: Session, section: Section, deck: Deck, fields: dict[str, Any]) -> None:
    card_of(section, session, deck, "keeps the sea away", source_page=1, **fields)
    assert covered(session, section) == [(), (), ()]


def test_the_next_cards_are_made_of_what_has_none(session: Session, section: Section, deck: Deck) -> None:
    card_of(section, session, deck, "keeps the sea away", source_page=1)
    chosen = material.choose_of_section(session, section.user_id, section.id)
    prose = material.read_prose(session, section.user_id, chosen.document_id, chosen.spans)
    assert prose.text == f"{SECOND}\n\n{THIRD}"
    assert prose.page_starts == (0, 0)
    card_of(section, session, deck, "its water is pumped", source_page=2)
    card_of(section, session, deck, "Windmills pumped", source_page=2)
    again = material.choose_of_section(session, section.user_id, section.id)
    assert len(again.spans) == 2  # everything once more, since everything has a card


def test_pages_of_which_nothing_is_taken_are_passed_over(session: Session, section: Section) -> None:
    at = TEXT.index(THIRD)
    spans = [(0, len(FIRST)), (at, at + len(THIRD))]
    prose = material.read_prose(session, section.user_id, section.document_id, spans)
    assert prose.page_starts == (0, len(FIRST) + 2)


def test_a_document_is_taken_section_by_section(session: Session, section: Section) -> None:
    second = make_section(
        session, documents.find_document(session, section.user_id, section.document_id), position=2, title="Mills",
        text_start=TEXT.index(THIRD), text_end=len(TEXT),
    )  # fmt: skip
    first = material.choose_of_document(session, section.user_id, section.document_id, count=1)
    assert first.section_ids == (section.id, second.id)  # so little text is there for one card
    material.mark_asked(session, section.user_id, [section.id], now=NOON)
    after = material.choose_of_document(session, section.user_id, section.document_id, count=1)
    assert after.section_ids == (second.id,)
    material.mark_asked(session, section.user_id, [second.id], now=NOON)
    assert material.choose_of_document(session, section.user_id, section.document_id, count=1).section_ids


def test_sections_that_are_left_out_are_not_taken(session: Session, section: Section) -> None:
    section.is_chosen = False
    session.flush()
    with pytest.raises(BadInput, match="prose"):
        material.choose_of_document(session, section.user_id, section.document_id, count=1)


def test_front_matter_has_no_paragraphs(session: Session, section: Section) -> None:
    section.kind = SectionKind.FRONT
    session.flush()
    assert covered(session, section) == []


def test_a_document_read_before_kinds_were_known_counts_with_all_its_text(session: Session, section: Section) -> None:
    document = documents.find_document(session, section.user_id, section.document_id)
    documents.store_text(session, document, TEXT, (0, BREAK))
    assert len(covered(session, section)) == 4  # the table, too
