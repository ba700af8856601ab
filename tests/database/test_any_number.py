"""A condition on ids may name more of them than a database binds values to one statement."""

from sqlalchemy import update
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import Deck
from studyapp.models.columns import is_among, new_id
from tests.factories import make_deck, make_user

MANY = 70_000


def test_there_may_be_any_number_of_ids(either: Database) -> None:
    with either.write() as session:
        owner = make_user(session)
        inside, outside = make_deck(session, owner).id, make_deck(session, owner).id
        ids = [*(new_id() for _ in range(MANY)), inside]
        session.exec(update(Deck).where(is_among(col(Deck.id), ids)).values(description="found"))
        session.exec(update(Deck).where(is_among(col(Deck.id), [])).values(description="lost"))
    with either.read() as session:
        found = session.exec(select(Deck.id).where(Deck.description == "found")).all()
    assert (found, outside in found) == ([inside], False)
