"""What the state machines of this folder share: a learner, a deck, and what a card's schedule must be."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlmodel import Session, SQLModel, col, select

from studyapp.database import Database
from studyapp.models import Card, CardState, Rating, Review
from studyapp.services import accounts, decks
from studyapp.services.scheduling import fsrs
from studyapp.services.scheduling.fsrs import Memory, Preferences
from studyapp.services.scheduling.review_log import memory_of
from tests.factories import NOON


class LearnerHistory(RuleBasedStateMachine):
    """A learner in Berlin with a few cards, in a database of their own."""

    size: ClassVar[int]
    """The number of cards."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.database = Database(f"sqlite:///{Path(self.folder.name) / 'studyapp.db'}")
        SQLModel.metadata.create_all(self.database.engine)
        self.now = NOON
        with self.database.write() as session:
            self.owner = accounts.local_owner(session, now=NOON).id
            accounts.save_preferences(session, self.owner, timezone="Europe/Berlin")
            self.deck = decks.create_deck(session, self.owner, title="Biology", now=NOON).id
            self.cards = [self.add_card(session, number) for number in range(self.size)]

    def add_card(self, session: Session, number: int) -> str:
        raise NotImplementedError

    def teardown(self) -> None:
        self.database.dispose()
        self.folder.cleanup()

    @invariant()
    def every_card_is_the_fold_of_its_reviews(self) -> None:
        with self.database.read() as session:
            for card in session.exec(select(Card)):
                reviews = select(Review).where(col(Review.card_id) == card.id).order_by(col(Review.number))
                assert memory_of(card) == fold(card, list(session.exec(reviews)))


def fold(card: Card, reviews: list[Review]) -> Memory:
    memory = Memory(CardState.NEW, None, None, None, due_at=card.created_at, last_review_at=None, reps=0, lapses=0)
    for review in reviews:
        memory = fsrs.answer(
            memory,
            Rating(review.rating),
            card_id=card.id,
            now=review.reviewed_at,
            preferences=Preferences(timezone="Europe/Berlin"),
        )
    return memory
