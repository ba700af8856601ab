"""Changing several cards at once: all of them, or none."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, CardKind, Deck, User
from studyapp.services.cards import bulk, editing, lists
from studyapp.services.cards.filters import CardFilter
from studyapp.services.cards.lists import TagCount
from studyapp.services.study import answers
from tests.factories import make_card, make_deck

Change = Callable[[Session, str, list[str], datetime], int]
CHANGES: dict[str, Change] = {
    "suspend": lambda s, me, ids, now: bulk.suspend_cards(s, me, ids, now=now),
    "flag": lambda s, me, ids, now: bulk.flag_cards(s, me, ids, now=now),
    "bury": lambda s, me, ids, now: bulk.bury_cards(s, me, ids, now=now),
    "tag": lambda s, me, ids, now: bulk.tag_cards(s, me, ids, ["x"], now=now),
    "untag": lambda s, me, ids, now: bulk.untag_cards(s, me, ids, ["cell"], now=now),
    "delete": lambda s, me, ids, now: bulk.delete_cards(s, me, ids, now=now),
}


@pytest.fixture
def ids(database: Database, deck: Deck) -> list[str]:
    with database.write() as session:
        return [make_card(session, deck, question=f"Number {n}?", tags=["cell"]).id for n in range(3)]


def rows(database: Database) -> list[dict[str, Any]]:
    with database.read() as session:
        return [card.model_dump() for card in session.exec(editing.select(Card)).all()]


@pytest.mark.parametrize("name", CHANGES)
def test_one_card_that_is_not_there_stops_them_all(
    database: Database, owner: User, ids: list[str], now: datetime, name: str
) -> None:
    before = rows(database)
    for strange in (["no such card"], [*ids, "no such card"]):
        with pytest.raises(NotFound), database.write() as session:
            CHANGES[name](session, owner.id, strange, now)
    with pytest.raises(BadInput, match="at most 1,000"), database.write() as session:
        CHANGES[name](session, owner.id, [str(n) for n in range(1_001)], now)
    assert rows(database) == before


@pytest.mark.parametrize("name", CHANGES)
def test_every_card_is_changed_once(database: Database, owner: User, ids: list[str], now: datetime, name: str) -> None:
    before = rows(database)
    with database.write() as session:
        assert CHANGES[name](session, owner.id, [*ids, ids[0]], now) == 3
    assert all(old != new for old, new in zip(before, rows(database), strict=True))


def test_a_buried_card_comes_back_with_the_next_study_day(
    database: Database, owner: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        bulk.bury_cards(session, owner.id, ids, now=now)
        assert session.get_one(Card, ids[0]).buried_until == datetime(2025, 1, 16, 4, tzinfo=UTC)
        assert answers.next_card(session, owner.id, now=now) is None
        buried = lists.list_cards(session, owner.id, deck.id, show=CardFilter.BURIED, now=now)
        assert buried.total == 3
        assert lists.list_cards(session, owner.id, deck.id, show=CardFilter.NEW, now=now).total == 0
        tomorrow = now + timedelta(days=1)
        assert answers.next_card(session, owner.id, now=tomorrow) is not None
        assert lists.list_cards(session, owner.id, deck.id, show=CardFilter.BURIED, now=tomorrow).total == 0
        bulk.unbury_cards(session, owner.id, ids, now=now)
        assert answers.next_card(session, owner.id, now=now) is not None


def test_tags_are_added_and_taken_away_whatever_their_case(
    database: Database, owner: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        bulk.tag_cards(session, owner.id, ids[:2], ["Größe", "CELL"], now=now)
        assert lists.list_tags(session, owner.id) == [TagCount("cell", 3), TagCount("Größe", 2)]
        assert lists.list_cards(session, owner.id, deck.id, tag="Größe", now=now).total == 2
        assert lists.list_cards(session, owner.id, deck.id, search="größe", now=now).total == 2
        bulk.untag_cards(session, owner.id, ids, ["größe"], now=now)
        assert lists.list_tags(session, owner.id, deck_id=deck.id) == [TagCount("cell", 3)]
        with pytest.raises(BadInput, match="Name a tag"):
            bulk.tag_cards(session, owner.id, ids, [" "], now=now)


def test_a_card_with_twenty_tags_takes_no_more_and_no_card_is_changed(
    database: Database, owner: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        full = make_card(session, deck, tags=[f"t{n}" for n in range(20)])
    before = rows(database)
    with pytest.raises(BadInput, match="at most 20 tags"), database.write() as session:
        bulk.tag_cards(session, owner.id, [*ids, full.id], ["x"], now=now)
    assert rows(database) == before


def test_cards_move_to_a_deck_of_their_owner_only(
    database: Database, owner: User, stranger: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        other, foreign = make_deck(session, owner, title="Other"), make_deck(session, stranger)
        bulk.move_cards(session, owner.id, ids[:2], deck_id=other.id, now=now)
        with pytest.raises(NotFound):
            bulk.move_cards(session, owner.id, ids, deck_id=foreign.id, now=now)
        assert lists.list_cards(session, owner.id, other.id, now=now).total == 2
        assert lists.list_cards(session, owner.id, deck.id, now=now).total == 1


def test_filters_find_flagged_leeches_and_cards_without_choices(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        make_card(session, deck, question="flagged?", flagged=True, distractors=["a", "b", "c"])
        make_card(session, deck, question="leech?", tags=["x", "leech"], distractors=["a", "b", "c"])
        make_card(session, deck, question="no leech", tags=["leeches"], kind="true_false")
        make_card(session, deck, question="plain?", kind="multiple_choice")
        found = {
            show: [card.question for card in lists.list_cards(session, owner.id, deck.id, show=show, now=now).cards]
            for show in (CardFilter.FLAGGED, CardFilter.LEECHES, CardFilter.NO_CHOICES)
        }
        of_kind = lists.list_cards(session, owner.id, deck.id, kind=CardKind.TRUE_FALSE, now=now).cards
    assert found == {"flagged": ["flagged?"], "leeches": ["leech?"], "no_choices": ["plain?"]}
    assert [card.question for card in of_kind] == ["no leech"]


def test_suspending_resuming_deleting_and_restoring_say_how_many(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        ids = [make_card(session, deck).id for _ in range(3)]
    with database.write() as session:
        assert bulk.suspend_cards(session, owner.id, [*ids, ids[0]], now=now) == 3
        assert editing.get_card(session, owner.id, ids[0]).suspended
        assert bulk.resume_cards(session, owner.id, ids[:2], now=now) == 2
        assert not editing.get_card(session, owner.id, ids[0]).suspended
        assert bulk.delete_cards(session, owner.id, ids, now=now) == 3
        assert lists.list_cards(session, owner.id, deck.id, now=now).total == 0
        assert bulk.restore_cards(session, owner.id, ids, now=now) == 3
        assert lists.list_cards(session, owner.id, deck.id, now=now).total == 3
        assert bulk.suspend_cards(session, owner.id, [], now=now) == 0


@pytest.mark.parametrize("change", [bulk.suspend_cards, bulk.resume_cards, bulk.delete_cards, bulk.restore_cards])
def test_one_card_that_is_missing_or_foreign_keeps_all_others_as_they_are(
    database: Database, owner: User, stranger: User, deck: Deck, now: datetime, change: Callable[..., int]
) -> None:
    with database.write() as session:
        mine, foreign = make_card(session, deck), make_card(session, make_deck(session, stranger))
        for other in (foreign.id, "missing"):
            with pytest.raises(NotFound):
                change(session, owner.id, [mine.id, other], now=now)
    with database.read() as session:
        kept = editing.get_card(session, owner.id, mine.id)
        assert (kept.suspended, kept.deleted_at) == (False, None)
        assert editing.get_card(session, stranger.id, foreign.id).deleted_at is None


def test_too_many_cards_at_once_are_refused(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session, pytest.raises(BadInput, match="at most 1,000 cards"):
        bulk.delete_cards(session, owner.id, [str(n) for n in range(1001)], now=now)
