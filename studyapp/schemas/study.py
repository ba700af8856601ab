"""Answers about the next card, its intervals, and the effect of an answer."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, Field

from studyapp.models import CardState, Rating
from studyapp.schemas.base import FromAttributes
from studyapp.schemas.cards import CardAnswer
from studyapp.services.scheduling.intervals import describe_interval


class IntervalAnswer(BaseModel):
    rating: Literal[1, 2, 3, 4]
    seconds: int
    label: str = Field(examples=["10 min"])


class CountsAnswer(FromAttributes):
    new: int
    learning: int
    review: int


class NextAnswer(BaseModel):
    card: CardAnswer | None = Field(description="Null when nothing is due.")
    intervals: list[IntervalAnswer] = Field(description="For each rating, when the card would come back.")
    left: CountsAnswer


class AnsweredAnswer(BaseModel):
    card: CardAnswer
    review_id: str
    state: CardState
    due_at: datetime
    interval: IntervalAnswer


def interval(rating: Rating, delay: timedelta) -> IntervalAnswer:
    seconds = round(delay.total_seconds())
    return IntervalAnswer(rating=rating.value, seconds=seconds, label=describe_interval(delay))
