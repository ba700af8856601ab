"""Answers: which card is next, how an answer changes its schedule, and undoing an answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Card, Presentation, Rating, Review, User
from studyapp.services.accounts import get_user
from studyapp.services.cards import leeches
from studyapp.services.changes import changed
from studyapp.services.decks import get_deck
from studyapp.services.scheduling import fsrs
from studyapp.services.scheduling.due import COUNTED_TO, Counts, count_waiting, first_waiting
from studyapp.services.scheduling.fsrs import Preferences
from studyapp.services.scheduling.review_log import (
    find_review,
    latest_review,
    memory_before,
    memory_of,
    remember,
    schedule,
)
from studyapp.services.scheduling.waiting import Scope, Waiting
from studyapp.services.study.sessions import get_session

_GONE: Final = "The card you answered last was deleted for ever, so the answer stands."


@dataclass(frozen=True, slots=True)
class StudyCard:
    card: Card
    intervals: dict[Rating, timedelta]
    """Time until the card comes back, for each rating; `fsrs.describe_interval` puts it into words."""
    left: Counts


@dataclass(frozen=True, slots=True)
class Answered:
    card: Card
    review_id: str
    scheduled: timedelta
    is_leech: bool
    """Whether this answer made the card a leech: it was forgotten so often that it should be worded differently."""


def next_card(session: Session, user_id: str, *, deck_id: str | None = None, now: datetime) -> StudyCard | None:
    """The card to study now, or None if none is due. Repeated calls show the same card."""
    user = get_user(session, user_id)
    if deck_id is not None:
        get_deck(session, user_id, deck_id)
    waiting = Waiting.today(session, user, Scope(deck_id), now=now)
    card = first_waiting(session, waiting)
    if card is None:
        return None
    left = count_waiting(session, waiting, at_most=COUNTED_TO)
    return StudyCard(card, intervals(user, card, now=now), left)


def intervals(user: User, card: Card, *, now: datetime) -> dict[Rating, timedelta]:
    """Time until the card comes back, for each rating."""
    preferences = Preferences.of(user)
    foretold = fsrs.preview(memory_of(card), card_id=card.id, now=now, preferences=preferences)
    return {rating: fsrs.interval(memory, preferences) for rating, memory in foretold.items()}


def rating_of(number: int) -> Rating:
    try:
        return Rating(number)
    except ValueError:
        raise BadInput("Rate the answer 1 (again), 2 (hard), 3 (good) or 4 (easy).") from None


def record_answer(
    session: Session,
    user_id: str,
    card_id: str,
    *,
    rating: Rating | int,
    duration_ms: int,
    session_id: str | None = None,
    seen_reps: int | None = None,
    now: datetime,
) -> Answered:
    """Schedule the card by this answer and log it.

    `seen_reps` is the card's `reps` when it was shown. Raises `Conflict` if another tab answered the card since then.
    """
    user = get_user(session, user_id)
    rating = rating_of(rating)
    card = _card_to_answer(session, user_id, card_id, seen_reps)
    review, scheduled = schedule(session, user, card, rating=rating, duration_ms=duration_ms, now=now)
    if session_id is not None:
        study_session = get_session(session, user_id, session_id)
        review.session_id, review.mode, study_session.active_at = study_session.id, study_session.mode, now
    is_leech = card.lapses > review.lapses_before and leeches.is_leech(card.lapses)
    review.marked_leech = is_leech and leeches.tag(card)
    session.flush()
    changed(session, user_id)
    return Answered(card, review.id, scheduled, is_leech)


def lower_answer(session: Session, user_id: str, review_id: str, *, rating: Rating) -> Answered:
    """Correct the rating of an answer: the card gets the state that rating would have led to. The log keeps one row."""
    review = find_review(session, user_id, review_id)
    if review is None:
        raise Conflict("This answer was taken back.")
    preferences, card = Preferences.of(get_user(session, user_id)), _answered_card(session, review)
    before, was_leech = memory_before(review), review.marked_leech
    after = fsrs.answer(before, rating, card_id=card.id, now=review.reviewed_at, preferences=preferences)
    scheduled = fsrs.interval(after, preferences)
    remember(card, after)
    is_leech = after.lapses > before.lapses and leeches.is_leech(after.lapses)
    review.rating, review.scheduled_days = rating, scheduled / timedelta(days=1)
    review.marked_leech = was_leech or (is_leech and leeches.tag(card))
    session.flush()
    changed(session, user_id)
    return Answered(card, review.id, scheduled, is_leech)


def undo_answer(session: Session, user_id: str, *, session_id: str | None = None, now: datetime) -> Card:
    """Undo the learner's latest answer (or the latest of this session): the card is exactly as it was before."""
    review = latest_review(session, user_id, session_id)
    if review is None:
        raise Conflict("There is no answer to take back.")
    shown = (col(Presentation.review_id) == review.id, col(Presentation.user_id) == user_id)
    session.exec(delete(Presentation).where(*shown))
    return take_back(session, review, now=now)


def refuse_if_gone(session: Session, user_id: str, session_id: str) -> None:
    """Raise `Conflict` if the card answered last was deleted for good: undo would then take back an earlier answer."""
    review = latest_review(session, user_id, session_id)
    if review is not None and _locked(session, user_id, review.card_id) is None:
        raise Conflict(_GONE)


def take_back(session: Session, review: Review, *, now: datetime) -> Card:
    """Undo this answer. Raises `Conflict` if the card was deleted or answered again since."""
    card = _answered_card(session, review)
    remember(card, memory_before(review))
    if review.marked_leech:
        leeches.untag(card)
    if review.session_id is not None:
        get_session(session, review.user_id, review.session_id).active_at = now
    session.delete(review)
    session.flush()
    changed(session, review.user_id)
    return card


def _card_to_answer(session: Session, user_id: str, card_id: str, seen_reps: int | None) -> Card:
    card = _locked(session, user_id, card_id)
    if card is None:
        raise NotFound("This card is not there.")
    if card.deleted_at is not None:
        raise Conflict("This card was deleted.")
    if card.suspended:
        raise Conflict("This card is suspended. Resume it to study it.")
    if card.is_candidate:
        raise Conflict("This card is still a suggestion. Keep it to study it.")
    if seen_reps is not None and seen_reps != card.reps:
        raise Conflict("This card has been answered already.")
    return card


def _answered_card(session: Session, review: Review) -> Card:
    card = _locked(session, review.user_id, review.card_id)
    if card is None:
        raise Conflict(_GONE)
    if card.deleted_at is not None:
        raise Conflict("The card you answered last was deleted. Restore it to take the answer back.")
    if card.reps != review.reps_before + 1:
        raise Conflict("This card has been answered again since, so the earlier answer stands.")
    return card


def _locked(session: Session, user_id: str, card_id: str) -> Card | None:
    """Read and lock the card, so that nobody else can answer it until this transaction ends."""
    mine = select(Card).where(col(Card.id) == card_id, col(Card.user_id) == user_id)
    return session.exec(mine.with_for_update().execution_options(populate_existing=True)).one_or_none()
