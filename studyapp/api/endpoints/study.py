"""Endpoints to study without a session: get the next card, answer it, undo the answer."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Id, Milliseconds, RatingNumber
from studyapp.models import Rating
from studyapp.schemas.cards import CardAnswer
from studyapp.schemas.study import AnsweredAnswer, CountsAnswer, NextAnswer, interval
from studyapp.services.study import answers

router = APIRouter(prefix="/study", tags=["study"])


class NewAnswer(Body):
    card_id: Id
    rating: RatingNumber = Field(description="1 again, 2 hard, 3 good, 4 easy.")
    duration_ms: Milliseconds = Field(description="The time from seeing the question to the rating.")


@router.get("/next", responses=documented(404))
def next_card(
    learner: Learner,
    database: Db,
    now: Now,
    deck_id: Annotated[Id | None, Query(description="If left out, everything due is studied.")] = None,
) -> NextAnswer:
    """Get the card to study now, or null if none is due. This request changes nothing."""
    with database.read() as session:
        due = answers.next_card(session, learner, deck_id=deck_id, now=now)
    if due is None:
        return NextAnswer(card=None, intervals=[], left=CountsAnswer(new=0, learning=0, review=0))
    intervals = [interval(rating, delay) for rating, delay in sorted(due.intervals.items())]
    return NextAnswer(card=CardAnswer.of(due.card), intervals=intervals, left=CountsAnswer.model_validate(due.left))


@router.post("/answers", responses=documented(404, 409, 413))
def record_answer(body: NewAnswer, learner: Learner, database: Db, now: Now) -> AnsweredAnswer:
    """Record an answer. The response has the card's new state and when it comes back."""
    rating = Rating(body.rating)
    with database.write() as session:
        answered = answers.record_answer(
            session, learner, body.card_id, rating=rating, duration_ms=body.duration_ms, now=now
        )
        return AnsweredAnswer(
            card=CardAnswer.of(answered.card),
            review_id=answered.review_id,
            state=answered.card.state,
            due_at=answered.card.due_at,
            interval=interval(rating, answered.scheduled),
        )


@router.post("/undo", responses=documented(409))
def undo_answer(learner: Learner, database: Db, now: Now) -> CardAnswer:
    """Undo the latest answer: the card is as it was before."""
    with database.write() as session:
        return CardAnswer.of(answers.undo_answer(session, learner, now=now))
