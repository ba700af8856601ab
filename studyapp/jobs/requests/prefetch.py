"""Orders distractors for the next cards of a study session, so that studying never waits for a model.

All orders of a study session count as one request against the hourly limit: the first job is admitted like any other,
and the later ones are its children. What failed or found nothing since the session began is not ordered again
automatically: the learner sees the card without options, and may retry a job that failed.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from studyapp.errors import BadInput, LimitReached, NotFound
from studyapp.generation.choices import unaskable
from studyapp.jobs.queue.hurry import hurry
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.reading import jobs_for_target, latest_for_targets
from studyapp.jobs.store.tables import jobs
from studyapp.jobs.store.views import JobView
from studyapp.models import Card, JobStatus, JobType, StudyMode, StudySession
from studyapp.services.cards import choices
from studyapp.services.study import presentations
from studyapp.services.study.sessions import get_session

AHEAD: Final = 5
"""The number of cards to prepare after the one on the screen."""
SHOWN: Final = 100
"""The priority of the card on the screen."""
COMING: Final = 50
"""The priority of the cards after it."""
_KIND: Final = JobType.DISTRACTOR_GENERATION
_GAVE_UP: Final = (JobStatus.FAILED, JobStatus.CANCELLED)


def order_from(session: Session, user_id: str, session_id: str, shown: Card, *, now: datetime) -> str | None:
    """Order distractors for the card on the screen and the next ones in a multiple-choice session; see `order`."""
    if get_session(session, user_id, session_id).mode != StudyMode.MULTIPLE_CHOICE:
        return None
    following = presentations.coming(session, user_id, session_id, count=AHEAD, now=now)
    return order(session, user_id, session_id, [shown, *following], now=now)


def order(
    session: Session,
    user_id: str,
    session_id: str,
    cards: Sequence[Card],
    *,
    now: datetime,
) -> str | None:
    """Order the distractors these cards lack. The first card is the one on the screen.

    Returns None, or a sentence if the hourly limit is reached: then no more distractors are ordered.
    """
    study_session = get_session(session, user_id, session_id)
    near = [(card, SHOWN if at == 0 else COMING) for at, card in enumerate(cards[: 1 + AHEAD])]
    lacking = [(card, priority) for card, priority in near if _lacks_distractors(card)]
    given_up = _given_up(session, user_id, [card.id for card, _ in lacking], since=study_session.started_at)
    try:
        for card, priority in lacking:
            if card.id not in given_up:
                _order_one(session, study_session, card, priority, now=now)
    except LimitReached as refusal:
        return refusal.sentence
    return None


def ordered_for(session: Session, user_id: str, card_id: str) -> JobView | None:
    """The active job that makes distractors for this card, or the last one unless it made some."""
    here = jobs_for_target(session, user_id, "card", card_id)
    found = next((job for job in here if job.type is _KIND), None)
    return found or next(filter(_found_none, latest_for_targets(session, user_id, "card", [card_id])), None)


def _found_none(job: JobView) -> bool:
    return job.type is _KIND and job.status is JobStatus.COMPLETED and job.items_done == 0


def _order_one(
    session: Session,
    study_session: StudySession,
    card: Card,
    priority: int,
    *,
    now: datetime,
) -> None:
    try:
        admission = QUEUE.enqueue(
            session,
            study_session.user_id,
            _KIND,
            {"card_id": card.id, "optional": True},
            now=now,
            priority=priority,
            parent_id=study_session.prefetch_job_id,
        )
    except (BadInput, NotFound):  # deleted or edited a moment ago
        return
    if not admission.created:
        hurry(session, study_session.user_id, admission.job.id, priority)
    elif study_session.prefetch_job_id is None:
        study_session.prefetch_job_id = admission.job.id
        session.flush()


def _lacks_distractors(card: Card) -> bool:
    return choices.needs_distractors(card) and unaskable(choices.stem(card), card.answer) is None


def _given_up(session: Session, user_id: str, card_ids: Collection[str], *, since: datetime) -> set[str]:
    """The ids of the cards whose jobs failed, were cancelled or found nothing since then."""
    if not card_ids:
        return set()
    gone_wrong = select(jobs.c.target_id).where(
        jobs.c.user_id == user_id,
        jobs.c.target_kind == "card",
        jobs.c.target_id.in_(card_ids),
        jobs.c.type == _KIND,
        or_(jobs.c.status.in_(_GAVE_UP), and_(jobs.c.status == JobStatus.COMPLETED, jobs.c.items_done == 0)),
        jobs.c.finished_at >= since,
    )
    return set(session.connection().execute(gone_wrong).scalars())
