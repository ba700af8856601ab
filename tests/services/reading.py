"""Reads rows as another tab would."""

from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import Card, Review


def card_now(database: Database, card_id: str) -> Card:
    with database.read() as session:
        return session.exec(select(Card).where(col(Card.id) == card_id)).one()


def all_reviews(database: Database) -> list[Review]:
    with database.read() as session:
        return list(session.exec(select(Review).order_by(col(Review.user_id), col(Review.number))))
