"""Counts the cards that were left out, by limits until tomorrow or with their skill, for the end of a study session."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlmodel import Session

from studyapp.models import StudyMode
from studyapp.services.accounts import get_user
from studyapp.services.scheduling.due import count_resting, count_waiting
from studyapp.services.scheduling.waiting import Scope, Waiting
from studyapp.services.study.sessions import SessionProgress

_COUNTED_TO: Final = 1_000


class LeftOut(NamedTuple):
    """How many cards were not studied."""

    held_back: int = 0
    """By a limit of the day; 0 while the limits leave any."""
    resting: int = 0
    """Because their goal or skill rests."""


def left_out(session: Session, user_id: str, scope: Scope, study_session: SessionProgress, *, now: datetime) -> LeftOut:
    if study_session.mode == StudyMode.CUSTOM or scope.is_practice:
        return LeftOut()
    everything = Waiting.at(session, get_user(session, user_id), scope, now=now)
    held_back = 0 if study_session.left.total else _count(session, everything)
    return LeftOut(held_back, count_resting(session, everything))


def _count(session: Session, everything: Waiting) -> int:
    waiting = count_waiting(session, everything, at_most=_COUNTED_TO)
    return waiting.new + waiting.review
