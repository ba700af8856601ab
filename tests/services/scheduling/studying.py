"""A day of studying: what is left, what comes next, and answering all of it."""

from datetime import datetime

from studyapp.database import Database
from studyapp.models import Card, Rating, User
from studyapp.services.scheduling.due import Counts
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import answers, sessions

AGAIN, HARD, GOOD, EASY = Rating


def next_id(database: Database, owner: User, now: datetime, deck_id: str | None = None) -> str | None:
    with database.read() as session:
        shown = answers.next_card(session, owner.id, deck_id=deck_id, now=now)
    return shown and shown.card.id


def left(database: Database, owner: User, now: datetime, scope: Scope = Scope()) -> Counts:  # noqa: B008
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, scope=scope, now=now)
        return sessions.session_progress(session, owner.id, study_session.id, now=now).left


def answer(database: Database, card: Card, now: datetime, rating: Rating = EASY) -> None:
    with database.write() as session:
        answers.record_answer(session, card.user_id, card.id, rating=rating, duration_ms=900, now=now)


def study_all(database: Database, owner: User, now: datetime, deck_id: str | None = None) -> list[str]:
    """The cards shown until nothing is left, if each is answered Easy."""
    answered: list[str] = []
    while card_id := next_id(database, owner, now, deck_id):
        with database.write() as session:
            answers.record_answer(session, owner.id, card_id, rating=EASY, duration_ms=900, now=now)
        answered.append(card_id)
    return answered
