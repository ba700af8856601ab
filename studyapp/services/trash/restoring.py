"""Restores what is in the trash."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from studyapp.services.cards.bulk import restore_cards
from studyapp.services.courses.courses import restore_courses
from studyapp.services.courses.documents import restore_documents
from studyapp.services.decks import restore_decks
from studyapp.services.goals.goals import restore_goals


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
    """Restore all of these with what was deleted with them; or raise `NotFound` or `Conflict` and restore none.

    Returns how many these are, not counting what is inside of others.
    """
    restore_goals(session, user_id, goal_ids, now=now)
    restore_courses(session, user_id, course_ids, now=now)
    restore_documents(session, user_id, document_ids)
    restore_decks(session, user_id, deck_ids, now=now)
    whole = (deck_ids, goal_ids, course_ids, document_ids)
    return restore_cards(session, user_id, card_ids, now=now) + sum(len({*ids}) for ids in whole)
