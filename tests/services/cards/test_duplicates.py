"""Two cards that ask the same, kept or merged."""

from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, Deck, User
from studyapp.services.cards import duplicates, editing
from tests.factories import make_card, make_deck

SAME = "What is the powerhouse of the cell?"


@pytest.fixture
def first(database: Database, deck: Deck) -> Card:
    with database.write() as session:
        return make_card(session, deck, question=SAME, tags=["cell"])


@pytest.fixture
def second(database: Database, owner: User, deck: Deck, first: Card, now: datetime) -> Card:
    with database.write() as session:
        return editing.add_card(session, owner.id, deck.id, question=SAME, answer="Mitochondria", tags=["bio"], now=now)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SAME, "Something else"),
        ("What is the **powerhouse** of the cell", "Mitochondria"),
        ("What is the powerhouse of a living cell?", "The mitochondrion"),
    ],
)
def test_the_card_a_warning_speaks_of_is_found(
    database: Database, owner: User, deck: Deck, first: Card, now: datetime, question: str, answer: str
) -> None:
    with database.write() as session:
        make_card(session, deck, question="What do ribosomes make?", answer="Proteins")
        card = editing.add_card(session, owner.id, deck.id, question=question, answer=answer, now=now)
        assert [finding["rule"] for finding in card.findings] == ["F9"]
        found = duplicates.of(session, owner.id, card)
        assert found is not None
        assert found.id == first.id


def test_a_card_of_its_own_has_none(database: Database, owner: User, deck: Deck, first: Card, now: datetime) -> None:
    with database.write() as session:
        card = editing.add_card(
            session, owner.id, deck.id, question="Which sea lies east of Spain?", answer="The Mediterranean", now=now
        )
        assert duplicates.of(session, owner.id, card) is None


def test_both_may_stay(database: Database, owner: User, second: Card, now: datetime) -> None:
    with database.write() as session:
        assert duplicates.keep_both(session, owner.id, second.id, now=now).findings == []


def test_merged_the_first_gets_the_tags_and_the_second_goes_to_the_trash(
    database: Database, owner: User, first: Card, second: Card, now: datetime
) -> None:
    with database.write() as session:
        assert duplicates.merge(session, owner.id, second.id, into=first.id, now=now).tags == ["cell", "bio"]
        with pytest.raises(NotFound):
            editing.get_card(session, owner.id, second.id)


def test_a_card_is_not_merged_with_itself_or_a_strangers(
    database: Database, owner: User, stranger: User, first: Card, now: datetime
) -> None:
    with database.write() as session:
        with pytest.raises(BadInput):
            duplicates.merge(session, owner.id, first.id, into=first.id, now=now)
        foreign = make_card(session, make_deck(session, stranger))
        for one, other in ((first.id, foreign.id), (foreign.id, first.id)):
            with pytest.raises(NotFound):
                duplicates.merge(session, owner.id, one, into=other, now=now)
