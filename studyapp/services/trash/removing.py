"""Deletes what is in the trash for good."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, and_, delete, func, or_, update
from sqlmodel import Session, SQLModel, col, select

from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, Course, Deck, Goal, Job, SkillNode, StoredDocument, StudySession
from studyapp.services.cards.bulk import AT_ONCE
from studyapp.services.changes import changed
from studyapp.services.decks import is_left_behind
from studyapp.services.trash.items import KEPT
from studyapp.services.trash.together import goes_with_course, goes_with_goal

BATCH: Final = 500
"""The most cards deleted for good in one transaction, so that nobody waits long for the write lock."""
DOCUMENTS: Final = 2
"""The most documents: each may have two thousand pages."""
_ENDED_AT: Final = func.coalesce(col(StudySession.ended_at), col(StudySession.active_at))

Conditions = tuple[ColumnElement[bool], ...]


def delete_for_ever(
    session: Session,
    user_id: str,
    *,
    card_ids: Sequence[str] = (),
    deck_ids: Sequence[str] = (),
    goal_ids: Sequence[str] = (),
    course_ids: Sequence[str] = (),
    document_ids: Sequence[str] = (),
) -> int:
    """Delete all of these from the trash for good, or raise `NotFound` and delete none. Their answers stay in the log.

    Returns how many these are, not counting what is inside of others.
    """
    wanted = {
        Card: {*card_ids},
        Deck: {*deck_ids},
        Goal: {*goal_ids},
        Course: {*course_ids},
        StoredDocument: {*document_ids},
    }
    if sum(map(len, wanted.values())) > AT_ONCE:
        raise BadInput(f"Choose at most {AT_ONCE:,} at a time.")
    these = {table: _discarded(table, user_id, ids) for table, ids in wanted.items()}
    if any(_count(session, table, these[table]) != len(ids) for table, ids in wanted.items()):
        raise NotFound("This is not in the trash any more.")
    gone_along = (goes_with_goal(*these[Goal]), goes_with_course(*these[Course]))
    decks = (or_(and_(*these[Deck]), *gone_along),)
    in_them = col(Card.deck_id).in_(select(col(Deck.id)).where(*decks))
    session.exec(delete(Card).where(or_(and_(*these[Card]), in_them)))
    _remove_decks(session, *decks)
    _remove_goals(session, *these[Goal])
    session.exec(delete(StoredDocument).where(*these[StoredDocument]))
    session.exec(delete(Course).where(*these[Course]))
    session.flush()
    changed(session, user_id)
    return sum(map(len, wanted.values()))


def purge(session: Session, *, now: datetime) -> int:
    """Delete up to `BATCH` cards and `DOCUMENTS` documents that were deleted thirty days ago for good, and what was
    left without any, for all learners.

    Returns how many were deleted; call again until it is 0. Only what a learner has deleted is touched.
    """
    before = now - KEPT
    old = select(col(Card.id)).where(col(Card.deleted_at) < before).limit(BATCH)
    gone = _rows(session, delete(Card).where(col(Card.id).in_(old)))
    empty = ~select(col(Card.id)).where(col(Card.deck_id) == col(Deck.id)).exists()
    gone += _remove_decks(session, col(Deck.deleted_at) < before, empty)
    gone += _remove_goals(session, col(Goal.deleted_at) < before)
    return gone + _remove_documents(session, before) + _remove_courses(session, before)


def remove_left_behind(session: Session, job_ids: Sequence[str]) -> None:
    """Delete for good the decks made for these jobs, which saved nothing, unless another job is about them."""
    of_decks, theirs = col(Job.target_kind) == "deck", col(Job.id).in_(job_ids)
    targets = select(col(Job.target_id)).where(theirs, of_decks)
    another = select(col(Job.id)).where(of_decks, col(Job.target_id) == col(Deck.id), ~theirs).exists()
    _remove_decks(session, col(Deck.id).in_(targets), is_left_behind(), ~another)


def _discarded(table: type[Any], user_id: str, ids: set[str]) -> Conditions:
    return (col(table.user_id) == user_id, col(table.id).in_(ids), col(table.deleted_at).is_not(None))


def _count(session: Session, table: type[SQLModel], these: Conditions) -> int:
    return session.exec(select(func.count()).select_from(table).where(*these)).one()


def _remove_decks(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Delete these decks for good. Their study sessions end, because one left without a deck would go on with all
    decks.
    """
    in_them = col(StudySession.deck_id).in_(select(col(Deck.id)).where(*conditions))
    session.exec(update(StudySession).where(in_them).values(deck_id=None, ended_at=_ENDED_AT))
    return _rows(session, delete(Deck).where(*conditions))


def _remove_goals(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Delete these goals for good, with their skills. Their study sessions end and stay in the log."""
    going = select(col(Goal.id)).where(*conditions)
    skills = select(col(SkillNode.id)).where(col(SkillNode.goal_id).in_(going))
    in_them = or_(col(StudySession.goal_id).in_(going), col(StudySession.node_id).in_(skills))
    session.exec(update(StudySession).where(in_them).values(goal_id=None, node_id=None, ended_at=_ENDED_AT))
    return _rows(session, delete(Goal).where(*conditions))


def _remove_documents(session: Session, before: datetime) -> int:
    """Delete some documents that were deleted before then, or whose course was."""
    of_old = col(StoredDocument.course_id).in_(select(col(Course.id)).where(col(Course.deleted_at) < before))
    old = select(col(StoredDocument.id)).where(or_(col(StoredDocument.deleted_at) < before, of_old)).limit(DOCUMENTS)
    return _rows(session, delete(StoredDocument).where(col(StoredDocument.id).in_(old)))


def _remove_courses(session: Session, before: datetime) -> int:
    has_documents = select(col(StoredDocument.id)).where(col(StoredDocument.course_id) == col(Course.id)).exists()
    return _rows(session, delete(Course).where(col(Course.deleted_at) < before, ~has_documents))


def _rows(session: Session, statement: Delete[Any]) -> int:
    return session.connection().execute(statement).rowcount
