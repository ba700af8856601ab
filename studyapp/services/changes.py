"""How a service lets every open tab of a learner know that there is something new to read."""

from functools import partial

from sqlmodel import Session

from studyapp import signals
from studyapp.database import after_commit


def changed(session: Session, user_id: str) -> None:
    """Announce once the rows are durable; a transaction that is rolled back announces nothing."""
    after_commit(session, partial(signals.announce, user_id))
