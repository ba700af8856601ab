from datetime import datetime

from studyapp.database import Database
from studyapp.models import CardKind, User
from studyapp.services.cards import bulk
from studyapp.services.cards.places import CardPlace, card_places
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck


def test_a_card_is_told_by_its_deck_and_what_it_asks(
    database: Database, owner: User, statements: CountStatements
) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        plain = make_card(session, deck)
        cloze = make_card(
            session, deck, kind=CardKind.CLOZE, question="{{c1::Paris}} lies on the {{c2::Seine}}.", cloze_ordinal=2
        )
        with statements() as sent:
            places = card_places(session, owner.id, [plain.id, cloze.id])
    assert places[plain.id] == CardPlace(deck.id, "What is the powerhouse of the cell?")
    assert places[cloze.id] == CardPlace(deck.id, "Paris lies on the […].")
    assert len(sent) == 1


def test_a_deleted_card_and_a_strangers_are_not_there(
    database: Database, owner: User, stranger: User, now: datetime
) -> None:
    with database.write() as session:
        gone = make_card(session, make_deck(session, owner))
        bulk.delete_cards(session, owner.id, [gone.id], now=now)
        foreign = make_card(session, make_deck(session, stranger))
        assert card_places(session, owner.id, [gone.id, foreign.id]) == {}
