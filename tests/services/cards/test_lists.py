"""Lists of cards are searched, filtered and paged."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.models import CardState, Deck, User
from studyapp.services import decks
from studyapp.services.cards import editing, lists
from studyapp.services.cards.filters import CardFilter
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck
from tests.services.cards.conftest import Add


def questions(
    database: Database, owner: User, deck: Deck, now: datetime, search: str = "", show: CardFilter = CardFilter.ALL
) -> list[str]:
    with database.read() as session:
        page = lists.list_cards(session, owner.id, deck.id, search=search, show=show, now=now)
    assert page.total == len(page.cards)
    return [card.question for card in page.cards]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("RIBOSOM", ["What do Ribosomes make?"]),
        ("protein", ["What do Ribosomes make?"]),
        ("zell", ["What do Ribosomes make?"]),
        ("ÄHNLICH", ["Was ist ähnlich?"]),
        ("STRASSE", ["Wo ist die Straße?"]),
        ("cafe\u0301", ["Where is the Café?"]),
        ("100%", ["Is it 100% pure_gold?"]),
        ("e_g", ["Is it 100% pure_gold?"]),
        ("100x", []),
        ("1_0", []),
        ("10%pure", []),
        ("\\", []),
        ("/", []),
        ('", "', []),
        ("nobody", []),
        ("\ud800ribo\x00som", ["What do Ribosomes make?"]),
    ],
)
def test_a_search_finds_any_part_in_any_case_and_means_every_character(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add, search: str, found: list[str]
) -> None:
    add("What do Ribosomes make?", "Proteins", tags=["Zellbiologie", "x"])
    add("Was ist ähnlich?", "Nichts")
    add("Wo ist die Straße?", "Dort")
    add("Where is the Café?", "There")
    add("Is it 100% pure_gold?", "No")
    assert questions(database, owner, deck, now, search) == found


def test_a_search_does_not_join_the_question_and_the_answer(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add
) -> None:
    add("What is it: cell", "wall")
    assert questions(database, owner, deck, now, "cell wall") == []


def test_a_search_is_trimmed_and_nothing_but_spaces_shows_everything(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add
) -> None:
    add()
    assert len(questions(database, owner, deck, now, "  ribosomes\x00 ")) == 1
    assert len(questions(database, owner, deck, now, "   ")) == 1


def test_a_page_has_at_least_one_card_and_never_all_of_them(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        for _ in range(3):
            make_card(session, deck)
    with database.read() as session:
        assert len(lists.list_cards(session, owner.id, deck.id, limit=-1, offset=-5, now=now).cards) == 1
        assert len(decks.list_decks(session, owner.id, limit=-1, now=now)) == 1


def test_an_edited_card_is_found_by_its_new_words_only(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add
) -> None:
    card = add()
    with database.write() as session:
        editing.edit_card(session, owner.id, card.id, question="What do lysosomes do?", answer="Digest", now=now)
    assert questions(database, owner, deck, now, "ribosomes") == []
    assert questions(database, owner, deck, now, "digest") == ["What do lysosomes do?"]


@pytest.mark.parametrize(
    ("show", "found"),
    [
        (CardFilter.ALL, {"new", "learning", "relearning", "due", "later", "suspended", "warned"}),
        (CardFilter.NEW, {"new", "warned"}),
        (CardFilter.LEARNING, {"learning", "relearning"}),
        (CardFilter.REVIEW, {"due", "later"}),
        (CardFilter.DUE, {"due", "learning"}),
        (CardFilter.SUSPENDED, {"suspended"}),
        (CardFilter.WARNED, {"warned"}),
    ],
)
def test_a_filter_shows_what_its_name_says(
    database: Database, owner: User, deck: Deck, now: datetime, show: CardFilter, found: set[str]
) -> None:
    with database.write() as session:
        make_card(session, deck, question="new")
        make_card(session, deck, question="learning", state=CardState.LEARNING)
        make_card(session, deck, question="relearning", state=CardState.RELEARNING, due_at=now + timedelta(minutes=30))
        make_card(session, deck, question="due", state=CardState.REVIEW)
        make_card(session, deck, question="later", state=CardState.REVIEW, due_at=now + timedelta(days=2))
        make_card(session, deck, question="suspended", suspended=True)
        make_card(session, deck, question="warned", findings=[{"rule": "F6", "severity": "warn", "message": "…"}])
        make_card(session, deck, question="deleted", deleted_at=now)
    assert set(questions(database, owner, deck, now, show=show)) == found


def test_cards_are_listed_newest_first_page_by_page_with_their_total(
    database: Database, owner: User, deck: Deck, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        made = [make_card(session, deck, created_at=now + timedelta(seconds=n // 3)).id for n in range(25)]
    found: list[str] = []
    with database.read() as session:
        for offset in range(0, 30, 10):
            with statements() as sent:
                page = lists.list_cards(session, owner.id, deck.id, now=now, offset=offset, limit=10)
            found += [card.id for card in page.cards]
            assert page.total == 25
            assert len(sent) <= 5
    assert found == made[::-1]


def test_known_cards_are_those_of_the_deck_that_are_there(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        make_card(session, deck, question="here")
        make_card(session, deck, question="deleted", deleted_at=now)
        make_card(session, make_deck(session, owner), question="elsewhere")
        assert [known.question for known in lists.known_cards(session, owner.id, deck.id)] == ["here"]
