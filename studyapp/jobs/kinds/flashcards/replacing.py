"""Cards of a skill that new ones take the place of. They are set aside when the first new one is saved."""

from datetime import datetime

from sqlmodel import Session, col, select

from studyapp.jobs.store.views import JobSnapshot
from studyapp.models import Card
from studyapp.models.columns import new_id
from studyapp.rules.items import KnownCard
from studyapp.services.goals.replacing.plan import plan_cards
from studyapp.services.goals.replacing.replace import begin, under_way


class CardsAnew:
    def __init__(self, job: JobSnapshot, node_id: str, *, begun: str) -> None:
        """`begun` is the id of the replacement if a new card is saved already; else empty."""
        self._job, self._node_id = job, node_id
        self.id = begun or new_id()

    def replaced(self, session: Session, *, begun: str) -> list[KnownCard]:
        """The cards that go, or have gone."""
        user_id = self._job.user_id
        if begun:
            ids = list(under_way(session, user_id, begun).origins)
        else:
            ids = list(plan_cards(session, user_id, self._node_id).put_away)
        theirs = select(Card.question, Card.answer).where(col(Card.user_id) == user_id, col(Card.id).in_(ids))
        return [KnownCard(question, answer) for question, answer in session.exec(theirs.order_by(col(Card.id)))]

    def set_aside(self, session: Session, *, begun: str, now: datetime) -> None:
        """Set the old cards aside before the first new one. Raises `NotFound` if the learner has undone it since."""
        if begun:
            under_way(session, self._job.user_id, begun)
            return
        plan = plan_cards(session, self._job.user_id, self._node_id)
        begin(session, self._job.user_id, plan, replacement_id=self.id, job_id=self._job.id, now=now)
