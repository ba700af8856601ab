"""Showings: what stands on the learner's screen, and what becomes of it.

A sitting has one open showing at most. It is the same on every device until it is answered, and one answer wins. Once
a learner has seen its options they stay as they are. Which of them is right is worked out here when it is answered:
what is sent before says nothing of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from studyapp.errors import Conflict
from studyapp.models import Card, Presentation, Rating, StudyMode, StudySession
from studyapp.services.accounts import get_user
from studyapp.services.cards import choices
from studyapp.services.changes import changed
from studyapp.services.scheduling import custom_order, due
from studyapp.services.scheduling.due import Counts, Waiting
from studyapp.services.scheduling.review_log import find_review
from studyapp.services.study import answers, judging, showings
from studyapp.services.study.judging import SLOW, Chosen
from studyapp.services.study.sessions import count_left, get_session, hold_session, is_over, waiting_in

__all__ = [
    "SLOW",
    "TIMED_LASTS",
    "Chosen",
    "Presented",
    "choose",
    "coming",
    "grade",
    "latest",
    "lower",
    "on_screen",
    "present",
    "reveal",
    "standing",
    "undo",
]

TIMED_LASTS: Final = timedelta(minutes=5)
_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Presented:
    id: str
    card: Card
    options: list[str]
    """As shown; empty where the card is shown as question and answer."""
    needs_choices: bool
    """The learner wants to choose, and wrong answers have to be made first."""
    intervals: dict[Rating, timedelta]
    """Until the card comes back, for each rating; empty in custom study, which leaves scheduling alone."""
    left: Counts
    number: int
    shown_at: datetime
    revealed: bool
    ends_at: datetime | None
    """When the sitting is over."""


def present(session: Session, user_id: str, session_id: str, *, early: bool = True, now: datetime) -> Presented | None:
    """What is on the screen of this sitting, or the next card; nothing when nothing is left or the time is up.

    Without `early` a card that is just being learned waits for its moment: see `SessionProgress.resumes_at`.
    """
    sitting = hold_session(session, user_id, session_id)
    if is_over(sitting, now=now):
        sitting.ended_at = sitting.ended_at or sitting.ends_at
        return None
    waiting = waiting_in(session, sitting, now=now)
    shown = showings.still_open(session, sitting, waiting.limits, now)
    showing, card = shown or _show_next(session, sitting, waiting, early=early)
    if showing is None or card is None:
        return None
    showings.offer_choices(showing, card, sitting.mode, now)
    session.flush()
    return _presented(session, sitting, showing, card, waiting)


def standing(session: Session, user_id: str, session_id: str, *, now: datetime) -> Presented | None:
    """What is on the screen of this sitting, read only; nothing where `present` would show another card or options."""
    sitting = get_session(session, user_id, session_id)
    waiting = waiting_in(session, sitting, now=now)
    shown = showings.unchanged(session, sitting, waiting.limits, now)
    return shown and _presented(session, sitting, *shown, waiting)


def coming(session: Session, user_id: str, session_id: str, *, count: int = 5, now: datetime) -> list[Card]:
    """The cards that are shown after the one on the screen, as far as that is known now."""
    sitting = get_session(session, user_id, session_id)
    shown = showings.open_in(session, sitting)
    cards = _coming(session, sitting, waiting_in(session, sitting, now=now), count=count + 1, early=True)
    return [card for card in cards if shown is None or card.id != shown.card_id][:count]


def on_screen(session: Session, user_id: str, session_id: str, *, card_id: str) -> str:
    """The open showing of this sitting, if it is that of this card."""
    showing = showings.open_in(session, get_session(session, user_id, session_id))
    if showing is None or showing.card_id != card_id:
        raise Conflict("This card is not on the screen of this session. Ask for the next card first.")
    return showing.id


def latest(session: Session, user_id: str, session_id: str, *, card_id: str) -> str:
    """The showing that was answered last, if it is that of this card."""
    showing = showings.latest_in(session, get_session(session, user_id, session_id))
    if showing is None or showing.card_id != card_id:
        raise Conflict("This card is not the one that was answered last.")
    return showing.id


def reveal(session: Session, user_id: str, presentation_id: str, *, now: datetime) -> None:
    """The learner looks at the answer: from here on it is a matter of rating oneself."""
    showing, _ = showings.hold_open(session, user_id, presentation_id, now=now)
    if showing.options:
        raise Conflict("Choose one of the answers first.")
    showing.revealed_at = showing.revealed_at or now
    session.flush()
    changed(session, user_id)


def choose(
    session: Session,
    user_id: str,
    presentation_id: str,
    *,
    choice: int,
    rating: Rating | None = None,
    duration_ms: int | None = None,
    now: datetime,
) -> Chosen:
    """Judge the option at this place. `rating` is a lower grade the learner gives themselves at once."""
    showing, sitting = showings.hold_open(session, user_id, presentation_id, now=now)
    if not 0 <= choice < len(showing.options):
        raise Conflict("Choose one of the answers that are shown.")
    card = showings.card_of(session, showing)
    showing.chosen = choice
    showing.correct = choice == choices.key_place(card, showing.options, showing.seed)
    took = judging.spent(showing, duration_ms, now)
    grade = judging.lowered(judging.earned(correct=showing.correct, took=took), rating)
    return _record(session, sitting, showing, grade, took, now=now)


def grade(
    session: Session,
    user_id: str,
    presentation_id: str,
    *,
    rating: Rating,
    duration_ms: int | None = None,
    now: datetime,
) -> Chosen:
    """How well the learner remembered a card shown as question and answer."""
    showing, sitting = showings.hold_open(session, user_id, presentation_id, now=now)
    if showing.options:
        raise Conflict("This card is shown with answers to choose from. Choose one of them.")
    showing.revealed_at = showing.revealed_at or now
    showing.correct = rating != Rating.AGAIN
    return _record(session, sitting, showing, rating, judging.spent(showing, duration_ms, now), now=now)


def lower(session: Session, user_id: str, presentation_id: str, *, rating: Rating, now: datetime) -> Chosen:
    """Correct the grade of a choice downwards, say because it was a guess."""
    showing, sitting = showings.hold(session, user_id, presentation_id)
    if showing.answered_at is None or showing.rating is None:
        raise Conflict("This card has not been answered.")
    if not showing.options:
        raise Conflict("You rated this card yourself. Take the answer back to rate it anew.")
    showing.rating, sitting.active_at = judging.lowered(Rating(showing.rating), rating), now
    if showing.review_id is None:
        session.flush()
        changed(session, user_id)
        return judging.chosen(showing, showings.card_of(session, showing), scheduled=None, is_leech=False)
    lowered = answers.lower_answer(session, user_id, showing.review_id, rating=rating)
    return judging.chosen(showing, lowered.card, scheduled=lowered.scheduled, is_leech=lowered.is_leech)


def undo(session: Session, user_id: str, session_id: str, *, now: datetime) -> Card:
    """Take back the latest answer of this sitting: the card is as it was, and its showing is open again."""
    sitting = hold_session(session, user_id, session_id)
    answers.refuse_if_gone(session, user_id, session_id)
    showing = showings.latest_in(session, sitting)
    if showing is None:
        raise Conflict("There is no answer to take back.")
    review = find_review(session, user_id, showing.review_id) if showing.review_id else None
    showings.reopen(session, sitting, showing, now)
    if review is not None:
        answers.take_back(session, review, now=now)
    sitting.active_at = now
    session.flush()
    changed(session, user_id)
    return showings.card_of(session, showing)


def _show_next(
    session: Session, sitting: StudySession, waiting: Waiting, *, early: bool
) -> tuple[Presentation, Card] | tuple[None, None]:
    card = next(iter(_coming(session, sitting, waiting, count=1, early=early)), None)
    if card is None:
        return None, None
    if sitting.mode == StudyMode.TIMED and sitting.ends_at is None:
        sitting.ends_at = waiting.now + TIMED_LASTS
    return showings.show(session, sitting, card, waiting.now), card


def _coming(session: Session, sitting: StudySession, waiting: Waiting, *, count: int, early: bool) -> list[Card]:
    if sitting.mode == StudyMode.CUSTOM:
        return custom_order.coming(session, sitting, waiting, count=count)
    return due.coming(session, waiting, count=count, early=early)


def _presented(
    session: Session, sitting: StudySession, showing: Presentation, card: Card, waiting: Waiting
) -> Presented:
    is_custom = sitting.mode == StudyMode.CUSTOM
    user = get_user(session, sitting.user_id)
    wants_choices = sitting.mode == StudyMode.MULTIPLE_CHOICE and choices.needs_distractors(card)
    return Presented(
        id=showing.id,
        card=card,
        options=list(showing.options),
        needs_choices=wants_choices and showing.revealed_at is None,
        intervals={} if is_custom else answers.intervals(user, card, now=waiting.now),
        left=count_left(session, sitting, waiting),
        number=showing.number,
        shown_at=showing.shown_at,
        revealed=showing.revealed_at is not None,
        ends_at=sitting.ends_at,
    )


def _record(
    session: Session, sitting: StudySession, showing: Presentation, rating: Rating, took: timedelta, *, now: datetime
) -> Chosen:
    showing.answered_at, showing.rating, showing.duration_ms = now, rating, took // _MILLISECOND
    sitting.active_at = now
    if sitting.mode == StudyMode.CUSTOM:
        session.flush()
        changed(session, sitting.user_id)
        return judging.chosen(showing, showings.card_of(session, showing), scheduled=None, is_leech=False)
    answered = answers.record_answer(
        session,
        sitting.user_id,
        showing.card_id,
        rating=rating,
        duration_ms=showing.duration_ms,
        session_id=sitting.id,
        seen_reps=showing.reps,
        now=now,
    )
    showing.review_id = answered.review_id
    session.flush()
    return judging.chosen(showing, answered.card, scheduled=answered.scheduled, is_leech=answered.is_leech)
