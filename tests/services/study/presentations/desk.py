"""A learner at a desk, who is shown cards and answers them, and what is stored of it."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import Card, Presentation, Rating, StudyMode, User
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from studyapp.services.study.judging import Chosen
from studyapp.services.study.presentations import Presented

WRONG = ["The nucleus", "The ribosome", "The Golgi apparatus"]


class Desk:
    """A learner in one study session."""

    def __init__(self, database: Database, owner: User, mode: StudyMode, scope: Scope, now: datetime) -> None:
        self.database, self.owner_id, self.now = database, owner.id, now
        with database.write() as session:
            self.study_session = sessions.start_session(session, owner.id, mode=mode, scope=scope, now=now).id

    def look(self, *, early: bool = True) -> Presented:
        shown = self.look_for(early=early)
        assert shown is not None
        return shown

    def look_for(self, *, early: bool = True) -> Presented | None:
        with self.database.write() as session:
            return presentations.present(session, self.owner_id, self.study_session, early=early, now=self.now)

    def glance(self) -> Presented | None:
        with self.database.read() as session:
            standing = presentations.standing(session, self.owner_id, self.study_session, now=self.now)
            assert not any((session.dirty, session.new, session.deleted))
            return standing

    def choose(self, shown: Presented, choice: int, **more: Any) -> Chosen:
        arguments: dict[str, Any] = {"now": self.now} | more
        with self.database.write() as session:
            return presentations.choose(session, self.owner_id, shown.id, choice=choice, **arguments)

    def choose_rightly(self, shown: Presented, **more: Any) -> Chosen:
        return self.choose(shown, shown.options.index(shown.card.answer), **more)

    def choose_wrongly(self, shown: Presented, **more: Any) -> Chosen:
        return self.choose(shown, 1 - min(1, shown.options.index(shown.card.answer)), **more)

    def grade(self, shown: Presented, rating: Rating, **more: Any) -> Chosen:
        arguments: dict[str, Any] = {"now": self.now} | more
        with self.database.write() as session:
            return presentations.grade(session, self.owner_id, shown.id, rating=rating, **arguments)

    def lower(self, shown: Presented, rating: Rating) -> Chosen:
        with self.database.write() as session:
            return presentations.lower(session, self.owner_id, shown.id, rating=rating, now=self.now)

    def reveal(self, shown: Presented) -> None:
        with self.database.write() as session:
            presentations.reveal(session, self.owner_id, shown.id, now=self.now)

    def undo(self) -> Card:
        with self.database.write() as session:
            return presentations.undo(session, self.owner_id, self.study_session, now=self.now)

    def progress(self) -> sessions.SessionProgress:
        with self.database.read() as session:
            return sessions.session_progress(session, self.owner_id, self.study_session, now=self.now)


def stored(database: Database) -> list[Presentation]:
    with database.read() as session:
        return list(session.exec(select(Presentation).order_by(col(Presentation.number))))
