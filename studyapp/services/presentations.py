"""Showings: what stands on the learner's screen, and what becomes of it.

A sitting has one open showing at most. It is the same on every device until it is answered, and one answer wins. Once
a learner has seen its options they stay as they are. Which of them is right is worked out here when it is answered:
what is sent before says nothing of it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, Presentation, Rating, Review, StudyMode, StudySession
from studyapp.services import choices, custom_order, due, study
from studyapp.services.accounts import get_user
from studyapp.services.changes import changed
from studyapp.services.due import Counts, Waiting
from studyapp.services.reviews import LONGEST_ANSWER
from studyapp.services.sessions import count_left, get_session, hold_session, is_over, waiting_in

SLOW: Final = timedelta(seconds=10)
"""A right choice that took longer is graded Hard."""
TIMED_LASTS: Final = timedelta(minutes=5)
_ASKS_BY_CHOICE: Final = (StudyMode.MULTIPLE_CHOICE, StudyMode.MIXED, StudyMode.TIMED, StudyMode.CUSTOM)
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an answer came to."""

    id: str
    card: Card
    rating: Rating
    correct: bool
    chosen: int | None
    key: int | None
    """Which of the options was right; empty where there were none."""
    explanation: str | None
    scheduled: timedelta | None
    """Until the card comes back; empty in custom study."""
    next_due_at: datetime | None
    review_id: str | None
    is_leech: bool


def present(session: Session, user_id: str, session_id: str, *, early: bool = True, now: datetime) -> Presented | None:
    """What is on the screen of this sitting, or the next card; nothing when nothing is left or the time is up.

    Without `early` a card that is just being learned waits for its moment: see `SessionProgress.resumes_at`.
    """
    sitting = hold_session(session, user_id, session_id)
    if is_over(sitting, now=now):
        sitting.ended_at = sitting.ended_at or sitting.ends_at
        return None
    waiting = waiting_in(session, sitting, now=now)
    showing, card = _still_open(session, sitting, now)
    if showing is None:
        card = _next_card(session, sitting, waiting, early=early)
        if card is None:
            return None
        showing = _show(session, sitting, card, now)
    assert card is not None
    _offer_choices(showing, card, sitting)
    session.flush()
    return _presented(session, sitting, showing, card, waiting)


def coming(session: Session, user_id: str, session_id: str, *, count: int = 5, now: datetime) -> list[Card]:
    """The cards that are shown after the one on the screen, as far as that is known now."""
    sitting = get_session(session, user_id, session_id)
    waiting = waiting_in(session, sitting, now=now)
    shown = _open(session, sitting)
    cards = _coming(session, sitting, waiting, count=count + 1, early=True)
    return [card for card in cards if shown is None or card.id != shown.card_id][:count]


def reveal(session: Session, user_id: str, presentation_id: str, *, now: datetime) -> None:
    """The learner looks at the answer: from here on it is a matter of rating oneself."""
    showing, _ = _held(session, user_id, presentation_id, now)
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
    showing, sitting = _held(session, user_id, presentation_id, now)
    if not 0 <= choice < len(showing.options):
        raise BadInput("Choose one of the answers that are shown.")
    card = _card(session, showing)
    correct = choice == choices.key_place(card, showing.options, showing.seed)
    spent = _spent(showing, duration_ms, now)
    earned = _earned(correct=correct, spent=spent)
    showing.chosen, showing.correct = choice, correct
    return _record(session, sitting, showing, _lowered(earned, rating), spent, now=now)


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
    showing, sitting = _held(session, user_id, presentation_id, now)
    if showing.options:
        raise Conflict("This card is shown with answers to choose from. Choose one of them.")
    showing.revealed_at = showing.revealed_at or now
    showing.correct = rating != Rating.AGAIN
    return _record(session, sitting, showing, rating, _spent(showing, duration_ms, now), now=now)


def lower(session: Session, user_id: str, presentation_id: str, *, rating: Rating, now: datetime) -> Chosen:
    """Correct the grade of a choice downwards, say because it was a guess."""
    showing = _mine(session, user_id, presentation_id)
    sitting = hold_session(session, user_id, showing.session_id)
    session.refresh(showing)
    if showing.answered_at is None or showing.rating is None:
        raise Conflict("This card has not been answered.")
    if not showing.options:
        raise Conflict("You rated this card yourself. Take the answer back to rate it anew.")
    rating = _lowered(Rating(showing.rating), rating)
    showing.rating, sitting.active_at = rating, now
    scheduled, is_leech = None, False
    if showing.review_id is not None:
        lowered = study.lower_answer(session, user_id, showing.review_id, rating=rating)
        scheduled, is_leech = lowered.scheduled, lowered.is_leech
    session.flush()
    return _chosen(showing, _card(session, showing), scheduled=scheduled, is_leech=is_leech)


def undo(session: Session, user_id: str, session_id: str, *, now: datetime) -> Card:
    """Take back the latest answer of this sitting: the card is as it was, and its showing is open again."""
    sitting = hold_session(session, user_id, session_id)
    answered = (col(Presentation.session_id) == sitting.id, col(Presentation.answered_at).is_not(None))
    latest = select(Presentation).where(*answered).order_by(col(Presentation.number).desc()).limit(1)
    showing = session.exec(latest).one_or_none()
    if showing is None:
        raise Conflict("There is no answer to take back.")
    if showing.review_id is not None:
        review = session.exec(select(Review).where(col(Review.id) == showing.review_id)).one()
        showing.review_id = None
        session.flush()
        study.take_back(session, review, now=now)
    if (following := _open(session, sitting)) is not None:
        session.delete(following)
        session.flush()
    _reopen(showing, now)
    sitting.active_at = now
    session.flush()
    changed(session, user_id)
    return _card(session, showing)


def _open(session: Session, sitting: StudySession) -> Presentation | None:
    shown = (col(Presentation.session_id) == sitting.id, col(Presentation.answered_at).is_(None))
    return session.exec(select(Presentation).where(*shown)).one_or_none()


def _still_open(session: Session, sitting: StudySession, now: datetime) -> tuple[Presentation | None, Card | None]:
    """The open showing, unless its card was answered, suspended, put aside or deleted somewhere else."""
    showing = _open(session, sitting)
    if showing is None:
        return None, None
    card = _card(session, showing)
    if _may_be_asked(card, now) and card.reps == showing.reps:
        if showing.revealed_at is None and now - showing.shown_at > LONGEST_ANSWER:
            showing.shown_at = now  # the learner went away and is back
        return showing, card
    session.delete(showing)
    session.flush()
    return None, None


def _may_be_asked(card: Card, now: datetime) -> bool:
    is_buried = card.buried_until is not None and card.buried_until > now
    return not (card.suspended or card.is_candidate or is_buried or card.deleted_at)


def _next_card(session: Session, sitting: StudySession, waiting: Waiting, *, early: bool) -> Card | None:
    return next(iter(_coming(session, sitting, waiting, count=1, early=early)), None)


def _coming(session: Session, sitting: StudySession, waiting: Waiting, *, count: int, early: bool) -> list[Card]:
    if sitting.mode == StudyMode.CUSTOM:
        return custom_order.coming(session, sitting, waiting, count=count)
    return due.coming(session, waiting, count=count, early=early)


def _show(session: Session, sitting: StudySession, card: Card, now: datetime) -> Presentation:
    latest = select(func.max(col(Presentation.number))).where(col(Presentation.session_id) == sitting.id)
    showing = Presentation(
        user_id=sitting.user_id,
        session_id=sitting.id,
        card_id=card.id,
        number=(session.exec(latest).one() or 0) + 1,
        reps=card.reps,
        seed=secrets.randbits(31),
        shown_at=now,
    )
    session.add(showing)
    if sitting.mode == StudyMode.TIMED and sitting.ends_at is None:
        sitting.ends_at = now + TIMED_LASTS
    return showing


def _offer_choices(showing: Presentation, card: Card, sitting: StudySession) -> None:
    """Also those that were made since the card was shown, unless the learner has looked at the answer."""
    if showing.options or showing.revealed_at is not None:
        return
    if choices.has_choices(card) and (sitting.mode in _ASKS_BY_CHOICE or choices.is_true_or_false(card)):
        showing.options = choices.options(card, showing.seed).shown


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
        intervals={} if is_custom else study.intervals(user, card, now=waiting.now),
        left=count_left(session, sitting, waiting),
        number=showing.number,
        shown_at=showing.shown_at,
        revealed=showing.revealed_at is not None,
        ends_at=sitting.ends_at,
    )


def _held(session: Session, user_id: str, presentation_id: str, now: datetime) -> tuple[Presentation, StudySession]:
    """An open showing, and nobody else answers it until this transaction ends."""
    showing = _mine(session, user_id, presentation_id)
    sitting = hold_session(session, user_id, showing.session_id)
    session.refresh(showing)
    if showing.answered_at is not None:
        raise Conflict("This card has been answered already.")
    if is_over(sitting, now=now):
        raise Conflict("This sitting is over.")
    return showing, sitting


def _mine(session: Session, user_id: str, presentation_id: str) -> Presentation:
    mine = (col(Presentation.id) == presentation_id, col(Presentation.user_id) == user_id)
    showing = session.exec(select(Presentation).where(*mine)).one_or_none()
    if showing is None:
        raise NotFound("This card is no longer on the screen.")
    return showing


def _card(session: Session, showing: Presentation) -> Card:
    mine = (col(Card.id) == showing.card_id, col(Card.user_id) == showing.user_id)
    return session.exec(select(Card).where(*mine)).one()


def _spent(showing: Presentation, duration_ms: int | None, now: datetime) -> timedelta:
    """What a client measured counts, else the time since the card was shown; never more than an answer can take."""
    measured = now - showing.shown_at if duration_ms is None else duration_ms * _MILLISECOND
    return min(max(measured, timedelta()), LONGEST_ANSWER)


def _earned(*, correct: bool, spent: timedelta) -> Rating:
    if not correct:
        return Rating.AGAIN
    return Rating.HARD if spent > SLOW else Rating.GOOD


def _lowered(earned: Rating, wanted: Rating | None) -> Rating:
    if wanted is not None and wanted > earned:
        raise BadInput("A choice can be graded lower than it was, not higher.")
    return earned if wanted is None else wanted


def _record(
    session: Session, sitting: StudySession, showing: Presentation, rating: Rating, spent: timedelta, *, now: datetime
) -> Chosen:
    showing.answered_at, showing.rating, showing.duration_ms = now, rating, spent // _MILLISECOND
    sitting.active_at = now
    if sitting.mode == StudyMode.CUSTOM:
        changed(session, sitting.user_id)
        session.flush()
        return _chosen(showing, _card(session, showing), scheduled=None, is_leech=False)
    answered = study.record_answer(
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
    return _chosen(showing, answered.card, scheduled=answered.scheduled, is_leech=answered.is_leech)


def _chosen(showing: Presentation, card: Card, *, scheduled: timedelta | None, is_leech: bool) -> Chosen:
    assert showing.rating is not None
    has_options = bool(showing.options)
    return Chosen(
        id=showing.id,
        card=card,
        rating=Rating(showing.rating),
        correct=bool(showing.correct),
        chosen=showing.chosen,
        key=choices.key_place(card, showing.options, showing.seed) if has_options else None,
        explanation=card.explanation,
        scheduled=scheduled,
        next_due_at=None if scheduled is None else card.due_at,
        review_id=showing.review_id,
        is_leech=is_leech,
    )


def _reopen(showing: Presentation, now: datetime) -> None:
    blank: dict[str, Any] = dict.fromkeys(("answered_at", "revealed_at", "chosen", "correct", "rating", "duration_ms"))
    showing.sqlmodel_update(blank | {"shown_at": now})
