"""Study sessions: one can be continued for a day after a reload or a closed tab, and is summed up at its end."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from studyapp.errors import NotFound
from studyapp.models import CardState, Presentation, Rating, Review, StudyMode, StudySession, User
from studyapp.services import text_input
from studyapp.services.accounts import get_user, hold_user
from studyapp.services.changes import changed
from studyapp.services.decks import get_deck
from studyapp.services.goals.goals import get_goal
from studyapp.services.goals.nodes import get_node
from studyapp.services.scheduling import custom_order
from studyapp.services.scheduling.due import COUNTED_TO, Counts, count_waiting
from studyapp.services.scheduling.study_days import day_start
from studyapp.services.scheduling.waiting import EVERYTHING, LEARN_AHEAD, LEARNING_STATES, Scope, Waiting
from studyapp.services.study import practice
from studyapp.services.study.practice import Change

SESSION_LASTS: Final = timedelta(hours=24)
TIMED_WAITS: Final = timedelta(minutes=30)
"""A timed study session that was started longer ago is not continued, nor a practice session that has been through its
cards and was left so long ago.
"""


@dataclass(frozen=True, slots=True)
class SessionProgress:
    mode: StudyMode
    answered: int
    left: Counts
    correct: int
    """The number of answers other than Again; in a timed study session this is the score."""
    again: int
    seconds: int
    """Time spent on cards, not since the start."""
    next_due_at: datetime | None
    """When the next card comes up that is not due yet; for review cards this is the start of their study day. May be
    None.
    """
    resumes_at: datetime | None
    """When the first learning card that is not due yet comes back; None if there is none."""
    ends_at: datetime | None
    """When a timed study session is over; None in other modes, and before its first card is shown."""
    is_over: bool

    @property
    def accuracy(self) -> float | None:
        """Share of correct answers, from 0 to 1; None before the first answer."""
        return self.correct / self.answered if self.answered else None


def start_session(
    session: Session,
    user_id: str,
    *,
    mode: StudyMode = StudyMode.FLASHCARD,
    scope: Scope = EVERYTHING,
    now: datetime,
) -> StudySession:
    """Continue the open study session of this mode and scope, or start a new one if there is none recent enough."""
    scope = _checked(session, user_id, scope)
    # The lock makes two devices that start at once get the same study session.
    hold_user(session, user_id)
    same = (col(StudySession.user_id) == user_id, col(StudySession.ended_at).is_(None), *_same(mode, scope))
    newest = select(StudySession).where(*same).order_by(col(StudySession.started_at).desc()).limit(1)
    study_session = session.exec(newest).one_or_none()
    if study_session and _goes_on(session, study_session, now):
        study_session.active_at = now
        return study_session
    session.exec(update(StudySession).where(*same).values(ended_at=col(StudySession.active_at)))
    practised = practice.chosen(session, user_id, scope, now=now) if scope.is_practice else []
    study_session = StudySession(
        user_id=user_id,
        mode=mode,
        deck_id=scope.deck_id,
        tag=scope.tag,
        goal_id=scope.goal_id,
        node_id=scope.node_id,
        course_id=scope.course_id,
        concept_id=scope.concept_id,
        practised=[concept.id for concept in practised],
        known_before={concept.id: asdict(concept.mastery) for concept in practised},
        started_at=now,
        active_at=now,
    )
    session.add(study_session)
    session.flush()
    return study_session


def get_session(session: Session, user_id: str, session_id: str) -> StudySession:
    return _found(session.exec(_mine(user_id, session_id)).one_or_none())


def hold_session(session: Session, user_id: str, session_id: str) -> StudySession:
    """Read and lock the study session, so that nobody else can change it until this transaction ends."""
    held = _mine(user_id, session_id).with_for_update().execution_options(populate_existing=True)
    return _found(session.exec(held).one_or_none())


def end_session(session: Session, user_id: str, session_id: str, *, now: datetime) -> None:
    study_session = get_session(session, user_id, session_id)
    study_session.ended_at = study_session.ended_at or now
    session.flush()
    changed(session, user_id)


def scope_of(study_session: StudySession) -> Scope:
    names = ("deck_id", "tag", "goal_id", "node_id", "course_id", "concept_id")
    return Scope(**{name: getattr(study_session, name) for name in names})


def is_over(study_session: StudySession, *, now: datetime) -> bool:
    """Whether the learner ended the study session, or its time is up."""
    return study_session.ended_at is not None or (study_session.ends_at is not None and now >= study_session.ends_at)


def waiting_in(session: Session, study_session: StudySession, *, now: datetime) -> Waiting:
    """The cards that this study session may still show. Custom study and practice have no limits."""
    user, scope = get_user(session, study_session.user_id), scope_of(study_session)
    if scope.is_practice:
        return replace(Waiting.at(session, user, scope, now=now), practised=practice.practised(study_session))
    if study_session.mode == StudyMode.CUSTOM:
        return Waiting.at(session, user, scope, now=now)
    return Waiting.today(session, user, scope, now=now)


def count_left(session: Session, study_session: StudySession, waiting: Waiting) -> Counts:
    if study_session.mode == StudyMode.CUSTOM:
        return custom_order.count_left(session, study_session, waiting, at_most=COUNTED_TO)
    return count_waiting(session, waiting, at_most=COUNTED_TO)


def session_progress(session: Session, user_id: str, session_id: str, *, now: datetime) -> SessionProgress:
    study_session, user = get_session(session, user_id, session_id), get_user(session, user_id)
    waiting = waiting_in(session, study_session, now=now)
    answered, again, milliseconds = _answers(session, study_session)
    resumes_at, next_due_at = (
        (None, None) if study_session.mode == StudyMode.CUSTOM else _coming_up(session, waiting, user)
    )
    return SessionProgress(
        mode=study_session.mode,
        answered=answered,
        left=count_left(session, study_session, waiting),
        correct=answered - again,
        again=again,
        seconds=round(milliseconds / 1000),
        next_due_at=next_due_at,
        resumes_at=resumes_at,
        ends_at=study_session.ends_at,
        is_over=is_over(study_session, now=now),
    )


def practised_concepts(session: Session, user_id: str, session_id: str, *, now: datetime) -> list[Change]:
    """How well each concept of a practice session was known at its start, and is now; empty if it is another one."""
    return practice.changes(session, get_session(session, user_id, session_id), now=now)


def _mine(user_id: str, session_id: str) -> SelectOfScalar[StudySession]:
    return select(StudySession).where(col(StudySession.id) == session_id, col(StudySession.user_id) == user_id)


def _found(study_session: StudySession | None) -> StudySession:
    if study_session is None:
        raise NotFound("This study session is not there.")
    return study_session


def _checked(session: Session, user_id: str, scope: Scope) -> Scope:
    if scope.deck_id is not None:
        get_deck(session, user_id, scope.deck_id)
    tag = None if scope.tag is None else text_input.line(scope.tag, name="The tag", longest=text_input.MAX_TAG_CHARS)
    goal = None if scope.goal_id is None else get_goal(session, user_id, scope.goal_id)
    node = None if scope.node_id is None else get_node(session, user_id, scope.node_id)
    if goal and node and node.goal_id != goal.id:
        raise NotFound("This skill is not there.")
    asked = replace(scope, tag=tag or None)
    practice.checked(session, user_id, asked)
    return asked


def _same(mode: StudyMode, scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return (
        col(StudySession.mode) == mode,
        col(StudySession.deck_id).is_not_distinct_from(scope.deck_id),
        col(StudySession.tag).is_not_distinct_from(scope.tag),
        col(StudySession.goal_id).is_not_distinct_from(scope.goal_id),
        col(StudySession.node_id).is_not_distinct_from(scope.node_id),
        col(StudySession.course_id).is_not_distinct_from(scope.course_id),
        col(StudySession.concept_id).is_not_distinct_from(scope.concept_id),
    )


def _goes_on(session: Session, study_session: StudySession, now: datetime) -> bool:
    lasts = TIMED_WAITS if study_session.mode == StudyMode.TIMED else SESSION_LASTS
    if now >= study_session.started_at + lasts or is_over(study_session, now=now):
        return False
    if not scope_of(study_session).is_practice or now < study_session.active_at + TIMED_WAITS:
        return True
    return count_left(session, study_session, waiting_in(session, study_session, now=now)).total > 0


def _answers(session: Session, study_session: StudySession) -> tuple[int, int, int]:
    """The number of answers, how many of them were Again, and the milliseconds they took."""
    row: Any = Presentation if study_session.mode == StudyMode.CUSTOM else Review
    given = (
        col(row.user_id) == study_session.user_id,
        col(row.session_id) == study_session.id,
        col(row.rating).is_not(None),
    )
    figures = select(
        func.count(),
        func.count().filter(col(row.rating) == Rating.AGAIN),
        func.coalesce(func.sum(col(row.duration_ms)), 0),
    )
    return session.exec(figures.where(*given)).one()


def _coming_up(session: Session, waiting: Waiting, user: User) -> tuple[datetime | None, datetime | None]:
    """When the next learning card comes back, and when the next card comes up that is not up now."""
    due_at, is_learning = col(waiting.rows.due_at), waiting.is_in(*LEARNING_STATES)
    first: Any = select(func.min(due_at)).where(waiting.scope)
    resumes = first.where(is_learning, due_at > waiting.now)
    learning = first.where(is_learning, due_at > waiting.now + LEARN_AHEAD)
    review = first.where(waiting.is_in(CardState.REVIEW), due_at >= waiting.day_end)
    three = (resumes.scalar_subquery(), learning.scalar_subquery(), review.scalar_subquery())
    resumes_at, soonest, day = session.exec(select(*three)).one()
    starts = None if day is None else day_start(day, user.timezone, user.day_starts_at_hour)
    return resumes_at, min((moment for moment in (soonest, starts) if moment is not None), default=None)
