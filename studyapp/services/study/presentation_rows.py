"""The rows behind presentations: each study session has at most one open, and these functions find and lock it."""

import secrets
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from studyapp.errors import Conflict, NotFound
from studyapp.models import Card, Presentation, StudyMode, StudySession
from studyapp.services.cards import choices
from studyapp.services.scheduling.review_log import LONGEST_ANSWER
from studyapp.services.scheduling.waiting import Waiting
from studyapp.services.study.sessions import hold_session, is_over

_ASKS_BY_CHOICE: Final = (StudyMode.MULTIPLE_CHOICE, StudyMode.MIXED, StudyMode.TIMED, StudyMode.CUSTOM)


def open_in(session: Session, study_session: StudySession) -> Presentation | None:
    shown = select(Presentation).where(*_of(study_session), col(Presentation.answered_at).is_(None))
    return session.exec(shown).one_or_none()


def latest_in(session: Session, study_session: StudySession) -> Presentation | None:
    """The presentation that was answered last."""
    answered = (*_of(study_session), col(Presentation.answered_at).is_not(None))
    latest = select(Presentation).where(*answered).order_by(col(Presentation.number).desc()).limit(1)
    return session.exec(latest).one_or_none()


def still_open(session: Session, study_session: StudySession, waiting: Waiting) -> tuple[Presentation, Card] | None:
    """The open presentation and its card; None if the card was answered, suspended, buried or deleted elsewhere.

    A presentation whose answer was not revealed is also closed if the card is no longer among those that are studied
    here, e.g. because its goal was paused, or if it now exceeds a limit of the day.
    """
    presentation = open_in(session, study_session)
    if presentation is None:
        return None
    card = card_of(session, presentation)
    if not _stands_open(session, presentation, card, waiting):
        session.delete(presentation)
        session.flush()
        return None
    if _was_left(presentation, waiting.now):
        presentation.shown_at = waiting.now
    return presentation, card


def unchanged(session: Session, study_session: StudySession, waiting: Waiting) -> tuple[Presentation, Card] | None:
    """The open presentation and its card if `present` would change nothing, else None."""
    presentation = None if is_over(study_session, now=waiting.now) else open_in(session, study_session)
    if presentation is None:
        return None
    card = card_of(session, presentation)
    moves_on = not _stands_open(session, presentation, card, waiting) or _was_left(presentation, waiting.now)
    return None if moves_on or _gains_options(presentation, card, study_session.mode) else (presentation, card)


def show(session: Session, study_session: StudySession, card: Card, now: datetime) -> Presentation:
    latest = select(func.max(col(Presentation.number))).where(*_of(study_session))
    presentation = Presentation(
        user_id=study_session.user_id,
        session_id=study_session.id,
        card_id=card.id,
        number=(session.exec(latest).one() or 0) + 1,
        reps=card.reps,
        seed=secrets.randbits(31),
        shown_at=now,
    )
    session.add(presentation)
    return presentation


def offer_options(presentation: Presentation, card: Card, mode: StudyMode, now: datetime) -> None:
    """Give the presentation the card's options, which may have been made since it was shown. Not if it is revealed.

    The time for the answer then counts from now, so that waiting for a model does not count.
    """
    if _gains_options(presentation, card, mode):
        presentation.options = choices.options(card, presentation.seed).shown
        presentation.shown_at = now


def reopen(session: Session, study_session: StudySession, presentation: Presentation, now: datetime) -> None:
    """Open an answered presentation again and remove the one that followed it.

    It gets the options the card has now, in the same order as before. An edit since the answer may have changed them.
    """
    if (following := open_in(session, study_session)) is not None:
        session.delete(following)
        session.flush()
    answer = ("answered_at", "revealed_at", "chosen", "correct", "rating", "duration_ms", "review_id")
    blank: dict[str, Any] = dict.fromkeys(answer)
    presentation.sqlmodel_update(blank | {"options": [], "shown_at": now})
    session.flush()


def get(session: Session, user_id: str, presentation_id: str) -> Presentation:
    mine = (col(Presentation.id) == presentation_id, col(Presentation.user_id) == user_id)
    presentation = session.exec(select(Presentation).where(*mine)).one_or_none()
    if presentation is None:
        raise NotFound("This card is no longer on the screen.")
    return presentation


def hold(session: Session, user_id: str, presentation_id: str) -> tuple[Presentation, StudySession]:
    """Read and lock the presentation, so that nobody else can answer it until this transaction ends."""
    presentation = get(session, user_id, presentation_id)
    study_session = hold_session(session, user_id, presentation.session_id)
    session.refresh(presentation)
    return presentation, study_session


def hold_open(
    session: Session, user_id: str, presentation_id: str, *, now: datetime
) -> tuple[Presentation, StudySession]:
    """Like `hold`, but raises `Conflict` if the presentation can no longer be answered."""
    presentation, study_session = hold(session, user_id, presentation_id)
    if presentation.answered_at is not None:
        raise Conflict("This card has been answered already.")
    if is_over(study_session, now=now):
        raise Conflict("This session is over. Start a new one to go on.")
    if not _may_be_asked(card_of(session, presentation), now):
        raise Conflict("This card was put aside meanwhile. Go on with the next one.")
    return presentation, study_session


def card_of(session: Session, presentation: Presentation) -> Card:
    mine = (col(Card.id) == presentation.card_id, col(Card.user_id) == presentation.user_id)
    return session.exec(select(Card).where(*mine)).one()


def _of(study_session: StudySession) -> tuple[ColumnElement[bool], ...]:
    return col(Presentation.user_id) == study_session.user_id, col(Presentation.session_id) == study_session.id


def _stands_open(session: Session, presentation: Presentation, card: Card, waiting: Waiting) -> bool:
    if not _may_be_asked(card, waiting.now) or card.reps != presentation.reps:
        return False
    is_seen = presentation.revealed_at is not None
    return is_seen or (waiting.limits.allow(card) and _is_studied(session, card, waiting))


def _is_studied(session: Session, card: Card, waiting: Waiting) -> bool:
    """Whether the card is still within the scope, and does not rest."""
    return session.exec(select(col(Card.id)).where(col(Card.id) == card.id, waiting.cards.scope)).first() is not None


def _was_left(presentation: Presentation, now: datetime) -> bool:
    """Whether the learner was away for so long that the time for the answer starts again."""
    return presentation.revealed_at is None and now - presentation.shown_at > LONGEST_ANSWER


def _gains_options(presentation: Presentation, card: Card, mode: str) -> bool:
    if presentation.options or presentation.revealed_at is not None or not choices.has_options(card):
        return False
    return mode in _ASKS_BY_CHOICE or choices.is_true_or_false(card)


def _may_be_asked(card: Card, now: datetime) -> bool:
    is_buried = card.buried_until is not None and card.buried_until > now
    return not (card.suspended or card.is_candidate or is_buried or card.deleted_at)
