"""Decks: titles, counts, pages, and deleting without losing anything."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import CardState, Deck, User
from studyapp.services import decks
from studyapp.services.cards import bulk, editing, lists
from studyapp.services.study import answers
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck


def test_a_title_is_trimmed_to_one_line(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        assert decks.create_deck(session, owner.id, title="  Cell\nbiology\x00 ", now=now).title == "Cell biology"


@pytest.mark.parametrize("title", ["", "   ", "\x00", "x" * 201])
def test_a_deck_needs_a_title_that_fits(database: Database, owner: User, now: datetime, title: str) -> None:
    with database.write() as session, pytest.raises(BadInput, match="The title"):
        decks.create_deck(session, owner.id, title=title, now=now)


def test_two_decks_may_have_the_same_title_and_the_newest_is_found(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        decks.create_deck(session, owner.id, title="Cells", now=now)
        newest = decks.create_deck(session, owner.id, title="Cells", now=now)
        assert decks.find_or_create_deck(session, owner.id, title=" Cells ", now=now).id == newest.id
        assert decks.find_or_create_deck(session, owner.id, title="cells", now=now).id != newest.id


def test_a_deleted_deck_is_not_found_by_its_title(database: Database, owner: User, deck: Deck, now: datetime) -> None:
    with database.write() as session:
        decks.delete_deck(session, owner.id, deck.id, now=now)
        assert decks.find_or_create_deck(session, owner.id, title=deck.title, now=now).id != deck.id


def test_a_summary_counts_cards_due_today_and_new_ones(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    tonight, tomorrow = now + timedelta(hours=15), now + timedelta(hours=17)
    review, learning = CardState.REVIEW, CardState.LEARNING
    with database.write() as session:
        make_card(session, deck)
        make_card(session, deck, state=review, due_at=tonight)
        make_card(session, deck, state=review, due_at=tomorrow)
        make_card(session, deck, state=learning, due_at=now + timedelta(minutes=20))
        make_card(session, deck, state=learning, due_at=now + timedelta(minutes=21))
        make_card(session, deck, suspended=True)
        make_card(session, deck, deleted_at=now)
        (summary,) = decks.list_decks(session, owner.id, now=now)
        assert summary == decks.summarise_deck(session, owner.id, deck.id, now=now)
    assert (summary.cards, summary.due, summary.new) == (6, 2, 1)


def test_decks_are_listed_newest_first_page_by_page(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        made = [decks.create_deck(session, owner.id, title=f"Deck {n}", now=now).id for n in range(7)]
        first = decks.list_decks(session, owner.id, now=now, limit=3)
        second = decks.list_decks(session, owner.id, now=now, limit=3, cursor=first[-1].id)
        third = decks.list_decks(session, owner.id, now=now, limit=3, cursor=second[-1].id)
    assert [deck.id for deck in first + second + third] == made[::-1]


def test_a_list_costs_the_same_three_statements_however_many_decks_it_shows(
    database: Database, owner: User, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        for _ in range(30):
            make_card(session, make_deck(session, owner))
    with database.read() as session, statements() as sent:
        assert len(decks.list_decks(session, owner.id, now=now)) == 30
    assert len(sent) == 3


def test_editing_changes_what_is_given(database: Database, owner: User, deck: Deck, now: datetime) -> None:
    later = now + timedelta(hours=1)
    with database.write() as session:
        edited = decks.edit_deck(session, owner.id, deck.id, description="Chapter 3", now=later)
    assert (edited.title, edited.description, edited.updated_at) == ("Biology", "Chapter 3", later)


def test_a_title_that_does_not_fit_leaves_the_description_too(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session, pytest.raises(BadInput):
        decks.edit_deck(session, owner.id, deck.id, description="new", title="", now=now)
    with database.read() as session:
        assert decks.get_deck(session, owner.id, deck.id).description == ""


def test_the_cards_of_a_deleted_deck_are_neither_due_nor_listed_nor_there(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck)
        decks.delete_deck(session, owner.id, deck.id, now=now)
    with database.read() as session:
        assert decks.list_decks(session, owner.id, now=now) == []
        assert answers.next_card(session, owner.id, now=now) is None
        for look in (
            lambda: decks.get_deck(session, owner.id, deck.id),
            lambda: editing.get_card(session, owner.id, card.id),
            lambda: lists.list_cards(session, owner.id, deck.id, now=now),
            lambda: answers.next_card(session, owner.id, deck_id=deck.id, now=now),
        ):
            with pytest.raises(NotFound):
                look()


def test_restoring_a_deck_brings_back_exactly_what_it_put_away(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        kept, deleted_before = make_card(session, deck), make_card(session, deck)
        bulk.delete_cards(session, owner.id, [deleted_before.id], now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)  # in the same instant
    with database.write() as session:
        with pytest.raises(NotFound):
            bulk.restore_cards(session, owner.id, [kept.id], now=now)
        decks.restore_deck(session, owner.id, deck.id, now=now)
        decks.restore_deck(session, owner.id, deck.id, now=now)
    with database.read() as session:
        page = lists.list_cards(session, owner.id, deck.id, now=now)
    assert [card.id for card in page.cards] == [kept.id]


def test_deleting_a_deck_twice_is_not_found(database: Database, owner: User, deck: Deck, now: datetime) -> None:
    with database.write() as session:
        decks.delete_deck(session, owner.id, deck.id, now=now)
        with pytest.raises(NotFound):
            decks.delete_deck(session, owner.id, deck.id, now=now)


def test_a_deck_may_have_a_limit_of_its_own_or_none(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        deck = decks.create_deck(session, owner.id, title="Biology", now=now)
        for limit in (0, 9_999, None):
            assert decks.edit_deck(session, owner.id, deck.id, new_per_day=limit, now=now).new_per_day == limit
        decks.edit_deck(session, owner.id, deck.id, new_per_day=5, now=now)
        assert decks.edit_deck(session, owner.id, deck.id, title="Botany", now=now).new_per_day == 5
        for limit in (-1, 10_000):
            with pytest.raises(BadInput, match="limit per day"):
                decks.edit_deck(session, owner.id, deck.id, new_per_day=limit, now=now)
