"""Presentations: the card on the learner's screen, and the answer to it.

A study session has at most one open presentation. Every device shows the same one until it is answered; of several
answers the first counts. Options do not change once a learner has seen them. The answer is judged here, and nothing
sent to the browser before tells which option is right.
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
from studyapp.services.scheduling.due import Counts
from studyapp.services.scheduling.review_log import find_review
from studyapp.services.scheduling.waiting import Waiting
from studyapp.services.study import answers, judging, presentation_rows
from studyapp.services.study.judging import Chosen
from studyapp.services.study.sessions import count_left, get_session, hold_session, is_over, waiting_in

TIMED_LASTS: Final = timedelta(minutes=5)
_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Presented:
    id: str
    card: Card
    options: list[str]
    """The options as shown; empty if the card is shown as question and answer."""
    needs_distractors: bool
    """Whether distractors must be made before the card can be asked as multiple choice."""
    intervals: dict[Rating, timedelta]
    """Time until the card comes back, for each rating; empty in custom study, which does not change the schedule."""
    left: Counts
    number: int
    shown_at: datetime
    revealed: bool
    ends_at: datetime | None
    """When a timed study session is over; None in other modes."""


def present(session: Session, user_id: str, session_id: str, *, early: bool = True, now: datetime) -> Presented | None:
    """The open presentation of this study session, or a new one. None if no card is left or the time is up.

    Without `early` a learning card is not shown before it is due; see `SessionProgress.resumes_at`.
    """
    study_session = hold_session(session, user_id, session_id)
    if is_over(study_session, now=now):
        study_session.ended_at = study_session.ended_at or study_session.ends_at
        return None
    waiting = waiting_in(session, study_session, now=now)
    shown = presentation_rows.still_open(session, study_session, waiting)
    presentation, card = shown or _show_next(session, study_session, waiting, early=early)
    if presentation is None or card is None:
        return None
    presentation_rows.offer_options(presentation, card, study_session.mode, now)
    session.flush()
    return _presented(session, study_session, presentation, card, waiting)


def standing(session: Session, user_id: str, session_id: str, *, now: datetime) -> Presented | None:
    """The open presentation, without writing anything. None if `present` would change it."""
    study_session = get_session(session, user_id, session_id)
    waiting = waiting_in(session, study_session, now=now)
    shown = presentation_rows.unchanged(session, study_session, waiting)
    return shown and _presented(session, study_session, *shown, waiting)


def coming(session: Session, user_id: str, session_id: str, *, count: int = 5, now: datetime) -> list[Card]:
    """The cards expected after the one on the screen."""
    study_session = get_session(session, user_id, session_id)
    shown = presentation_rows.open_in(session, study_session)
    cards = _coming(session, study_session, waiting_in(session, study_session, now=now), count=count + 1, early=True)
    return [card for card in cards if shown is None or card.id != shown.card_id][:count]


def on_screen(session: Session, user_id: str, session_id: str, *, card_id: str) -> str:
    """The id of the open presentation. Raises `Conflict` if it is not of this card."""
    presentation = presentation_rows.open_in(session, get_session(session, user_id, session_id))
    if presentation is None or presentation.card_id != card_id:
        raise Conflict("This card is not on the screen of this session. Ask for the next card first.")
    return presentation.id


def latest(session: Session, user_id: str, session_id: str, *, card_id: str) -> str:
    """The id of the presentation answered last. Raises `Conflict` if it is not of this card."""
    presentation = presentation_rows.latest_in(session, get_session(session, user_id, session_id))
    if presentation is None or presentation.card_id != card_id:
        raise Conflict("This card is not the one that was answered last.")
    return presentation.id


def reveal(session: Session, user_id: str, presentation_id: str, *, now: datetime) -> None:
    """Record that the learner looks at the answer. From now on the card can only be rated, not asked as multiple
    choice.
    """
    presentation, _ = presentation_rows.hold_open(session, user_id, presentation_id, now=now)
    if presentation.options:
        raise Conflict("Choose one of the answers first.")
    presentation.revealed_at = presentation.revealed_at or now
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
    """Judge the chosen option. `rating` is a lower grade that the learner gives themselves at the same time."""
    presentation, study_session = presentation_rows.hold_open(session, user_id, presentation_id, now=now)
    if not 0 <= choice < len(presentation.options):
        raise Conflict("Choose one of the answers that are shown.")
    card = presentation_rows.card_of(session, presentation)
    presentation.chosen = choice
    presentation.correct = choice == choices.key_place(card, presentation.options, presentation.seed)
    took = judging.spent(presentation, duration_ms, now)
    grade = judging.lowered(judging.earned(correct=presentation.correct, took=took), rating)
    return _record(session, study_session, presentation, grade, took, now=now)


def grade(
    session: Session,
    user_id: str,
    presentation_id: str,
    *,
    rating: Rating,
    duration_ms: int | None = None,
    now: datetime,
) -> Chosen:
    """Record how well the learner remembered a card shown as question and answer."""
    presentation, study_session = presentation_rows.hold_open(session, user_id, presentation_id, now=now)
    if presentation.options:
        raise Conflict("This card is shown with answers to choose from. Choose one of them.")
    presentation.revealed_at = presentation.revealed_at or now
    presentation.correct = rating != Rating.AGAIN
    return _record(session, study_session, presentation, rating, judging.spent(presentation, duration_ms, now), now=now)


def lower(session: Session, user_id: str, presentation_id: str, *, rating: Rating, now: datetime) -> Chosen:
    """Lower the grade of a choice, e.g. because it was a guess."""
    presentation, study_session = presentation_rows.hold(session, user_id, presentation_id)
    if presentation.answered_at is None or presentation.rating is None:
        raise Conflict("This card has not been answered.")
    if not presentation.options:
        raise Conflict("You rated this card yourself. Take the answer back to rate it anew.")
    presentation.rating, study_session.active_at = judging.lowered(Rating(presentation.rating), rating), now
    if presentation.review_id is None:
        session.flush()
        changed(session, user_id)
        return judging.chosen(
            presentation, presentation_rows.card_of(session, presentation), scheduled=None, is_leech=False
        )
    lowered = answers.lower_answer(session, user_id, presentation.review_id, rating=rating)
    return judging.chosen(presentation, lowered.card, scheduled=lowered.scheduled, is_leech=lowered.is_leech)


def undo(session: Session, user_id: str, session_id: str, *, now: datetime) -> Card:
    """Undo the latest answer of this study session: the card is as it was, and its presentation is open again."""
    study_session = hold_session(session, user_id, session_id)
    answers.refuse_if_gone(session, user_id, session_id)
    presentation = presentation_rows.latest_in(session, study_session)
    if presentation is None:
        raise Conflict("There is no answer to take back.")
    review = find_review(session, user_id, presentation.review_id) if presentation.review_id else None
    presentation_rows.reopen(session, study_session, presentation, now)
    if review is not None:
        answers.take_back(session, review, now=now)
    study_session.active_at = now
    session.flush()
    changed(session, user_id)
    return presentation_rows.card_of(session, presentation)


def _show_next(
    session: Session, study_session: StudySession, waiting: Waiting, *, early: bool
) -> tuple[Presentation, Card] | tuple[None, None]:
    card = next(iter(_coming(session, study_session, waiting, count=1, early=early)), None)
    if card is None:
        return None, None
    if study_session.mode == StudyMode.TIMED and study_session.ends_at is None:
        study_session.ends_at = waiting.now + TIMED_LASTS
    return presentation_rows.show(session, study_session, card, waiting.now), card


def _coming(session: Session, study_session: StudySession, waiting: Waiting, *, count: int, early: bool) -> list[Card]:
    if study_session.mode == StudyMode.CUSTOM:
        return custom_order.coming(session, study_session, waiting, count=count)
    return due.coming(session, waiting, count=count, early=early)


def _presented(
    session: Session, study_session: StudySession, presentation: Presentation, card: Card, waiting: Waiting
) -> Presented:
    is_custom = study_session.mode == StudyMode.CUSTOM
    user = get_user(session, study_session.user_id)
    lacks_distractors = study_session.mode == StudyMode.MULTIPLE_CHOICE and choices.needs_distractors(card)
    return Presented(
        id=presentation.id,
        card=card,
        options=list(presentation.options),
        needs_distractors=lacks_distractors and presentation.revealed_at is None,
        intervals={} if is_custom else answers.intervals(user, card, now=waiting.now),
        left=count_left(session, study_session, waiting),
        number=presentation.number,
        shown_at=presentation.shown_at,
        revealed=presentation.revealed_at is not None,
        ends_at=study_session.ends_at,
    )


def _record(
    session: Session,
    study_session: StudySession,
    presentation: Presentation,
    rating: Rating,
    took: timedelta,
    *,
    now: datetime,
) -> Chosen:
    presentation.answered_at, presentation.rating, presentation.duration_ms = now, rating, took // _MILLISECOND
    study_session.active_at = now
    if study_session.mode == StudyMode.CUSTOM:
        session.flush()
        changed(session, study_session.user_id)
        return judging.chosen(
            presentation, presentation_rows.card_of(session, presentation), scheduled=None, is_leech=False
        )
    answered = answers.record_answer(
        session,
        study_session.user_id,
        presentation.card_id,
        rating=rating,
        duration_ms=presentation.duration_ms,
        session_id=study_session.id,
        seen_reps=presentation.reps,
        now=now,
    )
    presentation.review_id = answered.review_id
    session.flush()
    return judging.chosen(presentation, answered.card, scheduled=answered.scheduled, is_leech=answered.is_leech)
