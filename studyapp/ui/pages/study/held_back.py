"""Counts the cards that were left out, by limits until tomorrow or with their skill, for the end of a study session."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp.models import StudyMode
from studyapp.services.accounts import get_user
from studyapp.services.scheduling.due import count_resting, count_waiting
from studyapp.services.scheduling.waiting import Scope, Waiting
from studyapp.services.study.sessions import SessionProgress

_COUNTED_TO: Final = 1_000


def held_back(session: Session, user_id: str, scope: Scope, study_session: SessionProgress, *, now: datetime) -> int:
    if study_session.mode == StudyMode.CUSTOM or study_session.left.total:
        return 0
    everything = Waiting.at(session, get_user(session, user_id), scope, now=now)
    waiting = count_waiting(session, everything, at_most=_COUNTED_TO)
    return waiting.new + waiting.review


def resting(session: Session, user_id: str, scope: Scope, study_session: SessionProgress, *, now: datetime) -> int:
    """The number of cards that would have been studied as well, if their goal or skill did not rest."""
    if study_session.mode == StudyMode.CUSTOM:
        return 0
    return count_resting(session, Waiting.at(session, get_user(session, user_id), scope, now=now))
