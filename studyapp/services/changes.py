"""Lets a service tell all open tabs of a learner that there is something new to read."""

from functools import partial

from sqlmodel import Session

from studyapp import signals
from studyapp.database import after_commit


def changed(session: Session, user_id: str) -> None:
    """Announce the change once the rows are durable; after a rollback nothing is announced."""
    after_commit(session, partial(signals.announce, user_id))
