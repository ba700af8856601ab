"""Endpoints for study sessions: start or continue one, get its next card, answer it. The server judges answers."""

from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field, model_validator
from sqlmodel import Session

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import WHOLE, Body, Id, Milliseconds, PathId, RatingNumber, StrictInt, Tag, having
from studyapp.jobs.requests import prefetch
from studyapp.models import ACTIVE, Rating, StudyMode
from studyapp.schemas.cards import CardAnswer
from studyapp.schemas.study_sessions import JudgedAnswer, SessionAnswer, ShownAnswer
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from studyapp.services.study.presentations import Presented

router = APIRouter(prefix="/study/sessions", tags=["study"])


Choice = Annotated[int, Field(strict=True, ge=0, le=9), WHOLE]


class NewScope(Body):
    """Which cards to study: those of a deck, a goal or a skill, or with a tag. Without any, everything due.

    With a course or a concept its cards are practised, also before they are due.
    """

    deck_id: Id | None = None
    tag: Tag | None = None
    goal_id: Id | None = None
    node_id: Id | None = Field(default=None, description="A skill, with the enabled ones below it.")
    course_id: Id | None = Field(
        default=None, description="A course whose weak areas are practised: at most ten concepts, fixed at the start."
    )
    concept_id: Id | None = Field(default=None, description="A concept that is practised.")


class NewSession(Body):
    mode: StudyMode = StudyMode.FLASHCARD
    scope: NewScope = Field(default_factory=NewScope)


class GivenAnswer(Body):
    """An answer: a `choice` if the card was shown with choices, else a `rating`.

    A `rating` beside a `choice` is a lower grade that the learner gives themselves.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [having(choice={"type": "integer"}), having(rating={"type": "integer"})]}
    )

    card_id: Id
    choice: Choice | None = Field(default=None, description="An index into `choices`.")
    rating: RatingNumber | None = Field(default=None, description="1 again, 2 hard, 3 good, 4 easy.")
    duration_ms: Milliseconds | None = Field(
        default=None, description="The time since the card was seen. If left out, the time since it was requested."
    )

    @model_validator(mode="after")
    def _says_something(self) -> "GivenAnswer":
        if self.choice is None and self.rating is None:
            raise ValueError("Give a choice or a rating.")
        return self


class Lowered(Body):
    card_id: Id
    rating: StrictInt = Field(ge=1, le=3, description="Not higher than the grade of the choice.")


_STARTED: dict[int | str, dict[str, Any]] = {
    201: {"model": SessionAnswer, "description": "A new session."},
    200: {"model": SessionAnswer, "description": "The open session of this mode and scope, which continues."},
}


@router.post("", status_code=201, responses=_STARTED | documented(404, 409, 413))
def start_session(body: NewSession, response: Response, learner: Learner, database: Db, now: Now) -> SessionAnswer:
    """Start a session, or continue one that any device left within the last day (half an hour when timed).

    Practice is refused if no question of the weak areas, or of the concept, is a card yet.
    """
    scope = Scope(**body.scope.model_dump())
    with database.write() as session:
        study_session = sessions.start_session(session, learner, mode=body.mode, scope=scope, now=now)
        response.status_code = 201 if study_session.started_at == now else 200
        return _session(session, learner, study_session.id, now)


@router.get("/{session_id}", responses=documented(404))
def get_session(session_id: PathId, learner: Learner, database: Db, now: Now) -> SessionAnswer:
    """Get the progress of a session, or its summary once it is over."""
    with database.read() as session:
        return _session(session, learner, session_id, now)


@router.get("/{session_id}/next", responses=documented(404))
def next_in_session(session_id: PathId, learner: Learner, database: Db, now: Now) -> ShownAnswer:
    """Get the current card of this session. Repeated requests get the same card until it is answered."""
    with database.write() as session:
        shown = presentations.present(session, learner, session_id, now=now)
        if shown is None:
            return ShownAnswer.nothing(sessions.session_progress(session, learner, session_id, now=now))
        return ShownAnswer.of(shown, job_id=_order_distractors(session, learner, session_id, shown, now))


@router.post("/{session_id}/answers", responses=documented(404, 409, 413))
def answer_in_session(session_id: PathId, body: GivenAnswer, learner: Learner, database: Db, now: Now) -> JudgedAnswer:
    """Judge a choice, or accept the learner's own rating, for the current card."""
    rating = None if body.rating is None else Rating(body.rating)
    with database.write() as session:
        presentation = presentations.on_screen(session, learner, session_id, card_id=body.card_id)
        if body.choice is None:
            assert rating is not None
            judged = presentations.grade(
                session, learner, presentation, rating=rating, duration_ms=body.duration_ms, now=now
            )
        else:
            judged = presentations.choose(
                session, learner, presentation, choice=body.choice, rating=rating, duration_ms=body.duration_ms, now=now
            )
        return JudgedAnswer.of(judged)


@router.post("/{session_id}/lower", responses=documented(404, 409, 413))
def lower_in_session(session_id: PathId, body: Lowered, learner: Learner, database: Db, now: Now) -> JudgedAnswer:
    """Grade the latest choice lower, e.g. because it was a guess."""
    with database.write() as session:
        presentation = presentations.latest(session, learner, session_id, card_id=body.card_id)
        return JudgedAnswer.of(presentations.lower(session, learner, presentation, rating=Rating(body.rating), now=now))


@router.post("/{session_id}/undo", responses=documented(404, 409))
def undo_in_session(session_id: PathId, learner: Learner, database: Db, now: Now) -> CardAnswer:
    """Undo the latest answer of this session: the card is as it was before, and is the current card again."""
    with database.write() as session:
        return CardAnswer.of(presentations.undo(session, learner, session_id, now=now))


@router.post("/{session_id}/end", responses=documented(404))
def end_session(session_id: PathId, learner: Learner, database: Db, now: Now) -> SessionAnswer:
    """End the session. The answer is its summary."""
    with database.write() as session:
        sessions.end_session(session, learner, session_id, now=now)
        return _session(session, learner, session_id, now)


def _session(session: Session, learner: str, session_id: str, now: Now) -> SessionAnswer:
    progress = sessions.session_progress(session, learner, session_id, now=now)
    study_session = sessions.get_session(session, learner, session_id)
    practised = sessions.practised_concepts(session, learner, session_id, now=now)
    return SessionAnswer.of(study_session, progress, practised)


def _order_distractors(session: Session, learner: str, session_id: str, shown: Presented, now: Now) -> str | None:
    """Order distractors for this card and the next ones, and return the id of this card's active job, or None."""
    prefetch.order_from(session, learner, session_id, shown.card, now=now)
    if not shown.needs_distractors:
        return None
    job = prefetch.ordered_for(session, learner, shown.card.id)
    return job.id if job and job.status in ACTIVE else None
