"""Restores what is in the trash, and goes on with the documents whose reading was cut off by the deletion."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from studyapp.errors import LimitReached
from studyapp.jobs.requests.courses import read_document
from studyapp.models import StoredDocument
from studyapp.services import trash


def restore(
    session: Session,
    user_id: str,
    *,
    card_ids: Sequence[str] = (),
    deck_ids: Sequence[str] = (),
    goal_ids: Sequence[str] = (),
    course_ids: Sequence[str] = (),
    document_ids: Sequence[str] = (),
    now: datetime,
) -> int:
    """Restore all of these with what was deleted with them, or raise and restore none. Returns how many these are."""
    count = trash.restore(
        session,
        user_id,
        card_ids=card_ids,
        deck_ids=deck_ids,
        goal_ids=goal_ids,
        course_ids=course_ids,
        document_ids=document_ids,
        now=now,
    )
    back = or_(col(StoredDocument.course_id).in_(course_ids), col(StoredDocument.id).in_(document_ids))
    unread = (col(StoredDocument.read_at).is_(None), col(StoredDocument.deleted_at).is_(None))
    mine = select(StoredDocument.id).where(col(StoredDocument.user_id) == user_id, back, *unread)
    for document_id in session.exec(mine.order_by(col(StoredDocument.id))).all():
        with suppress(LimitReached):  # the learner has it read later, from its menu
            read_document(session, user_id, document_id, now=now)
    return count
