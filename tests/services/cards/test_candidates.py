"""Generated cards wait until the learner has kept or dropped them."""

from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Card, Deck, User
from studyapp.services.cards import bulk, candidates, editing
from studyapp.services.study import answers
from tests.factories import make_card, make_deck


@pytest.fixture
def ids(database: Database, deck: Deck) -> list[str]:
    with database.write() as session:
        return [make_card(session, deck, question=f"Number {n}?", is_candidate=True).id for n in range(3)]


def test_a_candidate_is_not_studied_until_it_is_kept(
    database: Database, owner: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        assert answers.next_card(session, owner.id, now=now) is None
        assert candidates.candidate_ids(session, owner.id, deck.id) == ids
        assert candidates.keep_candidates(session, owner.id, ids[:1], now=now) == 1
        found = answers.next_card(session, owner.id, now=now)
        assert found is not None
        assert found.card.id == ids[0]
        assert candidates.count_candidates(session, owner.id, deck.id) == 2


def test_a_candidate_can_be_edited_before_it_is_kept(
    database: Database, owner: User, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        assert editing.edit_card(session, owner.id, ids[0], answer="Another", now=now).is_candidate


def test_what_is_dropped_comes_back_as_a_candidate_and_what_is_kept_can_be_looked_at_again(
    database: Database, owner: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        candidates.drop_candidates(session, owner.id, ids[:2], now=now)
        assert candidates.count_candidates(session, owner.id, deck.id) == 1
        bulk.restore_cards(session, owner.id, ids[:2], now=now)
        candidates.keep_candidates(session, owner.id, ids, now=now)
        candidates.reconsider(session, owner.id, ids, now=now)
        assert candidates.count_candidates(session, owner.id, deck.id) == 3


def test_decks_say_how_many_candidates_wait_in_them_newest_first(
    database: Database, owner: User, stranger: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        other, gone = make_deck(session, owner, title="Chemistry"), make_deck(session, owner, deleted_at=now)
        for each in (other, gone, make_deck(session, stranger)):
            make_card(session, each, is_candidate=True)
        make_card(session, make_deck(session, owner, title="None"))
        candidates.drop_candidates(session, owner.id, ids[:1], now=now)
        found = candidates.decks_with_candidates(session, owner.id)
    assert [(each.deck_id, each.title, each.count) for each in found] == [
        (other.id, "Chemistry", 1),
        (deck.id, "Biology", 2),
    ]


def test_candidates_are_counted_from_an_index(database: Database, owner: User, deck: Deck) -> None:
    with database.read() as session:
        plan = session.connection().exec_driver_sql(
            "explain query plan select deck_id, count(*) from cards"
            " where user_id = ? and deleted_at is null and is_candidate = 1 group by deck_id",
            (owner.id,),
        )
        assert "ix_cards_candidates" in str(plan.all())


def test_keeping_and_dropping_are_for_all_or_none_and_for_candidates_only(
    database: Database, owner: User, stranger: User, deck: Deck, ids: list[str], now: datetime
) -> None:
    with database.write() as session:
        studied = make_card(session, deck, reps=1)
        for change in (candidates.keep_candidates, candidates.drop_candidates):
            for who, which in ((owner.id, [*ids, studied.id]), (stranger.id, ids)):
                with pytest.raises(NotFound):
                    change(session, who, which, now=now)
        with pytest.raises(NotFound):
            candidates.reconsider(session, owner.id, [studied.id], now=now)
        with pytest.raises(NotFound):
            candidates.candidate_ids(session, stranger.id, deck.id)
        assert {session.get_one(Card, each).is_candidate for each in ids} == {True}
