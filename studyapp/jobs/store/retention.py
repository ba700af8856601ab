"""Deletes jobs that ended long ago. What they made stays."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlmodel import Session, col

from studyapp.jobs.store.rate_limit import WINDOW
from studyapp.jobs.store.tables import jobs
from studyapp.models import Deck, JobStatus
from studyapp.services import decks, trash

KEPT: Final = {
    JobStatus.COMPLETED: timedelta(days=7),
    JobStatus.CANCELLED: timedelta(days=7),
    JobStatus.FAILED: timedelta(days=30),
}
RETRY_KEPT: Final = max(KEPT.values())
"""A retry is kept as long as any job it may be a retry of, because without it that job could be retried again."""
BATCH: Final = 500
"""The most jobs deleted in one transaction, so that nobody waits long for the write lock."""


def prune(session: Session, *, now: datetime) -> int:
    """Delete up to `BATCH` jobs that ended long ago, and return how many. Call it again until it returns 0.

    Jobs that still count against the hourly limit are kept, and so are jobs that another job names as parent or as the
    job it retries, because deleting them would change that other job. A deck that was created for a job is deleted
    with it if nothing was saved in it. As long as another job is about that deck, both are kept, because without its
    job the empty deck would look like one that the learner made.
    """
    another = jobs.alias()
    named = exists().where(or_(another.c.parent_id == jobs.c.id, another.c.retry_of == jobs.c.id))
    due = [and_(jobs.c.status == status, jobs.c.finished_at < now - age) for status, age in KEPT.items()]
    is_due = (or_(*due), or_(jobs.c.retry_of.is_(None), jobs.c.finished_at < now - RETRY_KEPT))
    old = select(jobs.c.id).where(*is_due, jobs.c.created_at <= now - WINDOW, ~named, ~_hides_a_deck()).limit(BATCH)
    forgotten = session.connection().execute(old).scalars().all()
    trash.remove_left_behind(session, forgotten)
    return session.connection().execute(delete(jobs).where(jobs.c.id.in_(forgotten))).rowcount


def _hides_a_deck() -> ColumnElement[bool]:
    """Whether the job's deck was created for it and is empty, and another job has been about that deck since."""
    other = jobs.alias()
    for_a_deck = jobs.c.target_kind == "deck"
    made_for_it = (col(Deck.id) == jobs.c.target_id, col(Deck.created_at) == jobs.c.created_at)
    same_deck = (other.c.target_kind == "deck", other.c.target_id == jobs.c.target_id)
    has_another = exists().where(*same_deck, other.c.created_at != jobs.c.created_at)
    return for_a_deck & exists().where(*made_for_it, decks.is_empty()) & has_another
