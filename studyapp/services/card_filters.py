"""Which cards a list shows."""

from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, String, cast, true
from sqlmodel import col

from studyapp.models import Card, CardState
from studyapp.services import fields
from studyapp.services.due import IN_STUDY, LEARNING_STATES, Waiting

SEARCH_CHARS: Final = 1_000

Conditions = tuple[ColumnElement[bool], ...]


class CardFilter(StrEnum):
    """Suspended cards appear under `all`, `suspended` and `warned` only."""

    ALL = "all"
    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    DUE = "due"
    SUSPENDED = "suspended"
    WARNED = "warned"
    """The content rules have something to say about it."""


def shows(show: CardFilter, waiting: Waiting) -> Conditions:
    conditions: dict[CardFilter, Conditions] = {
        CardFilter.ALL: (),
        CardFilter.NEW: (IN_STUDY, waiting.is_new),
        CardFilter.LEARNING: (IN_STUDY, col(Card.state).in_(LEARNING_STATES)),
        CardFilter.REVIEW: (IN_STUDY, col(Card.state) == CardState.REVIEW),
        CardFilter.DUE: (IN_STUDY, waiting.is_due),
        CardFilter.SUSPENDED: (col(Card.suspended) == true(),),
        CardFilter.WARNED: (cast(col(Card.findings), String) != "[]",),
    }
    return conditions[show]


def contains(search: str) -> Conditions:
    """The text as typed, spaces around it and case aside; `%` and `_` mean themselves."""
    sought = fields.block(search, name="The search", longest=SEARCH_CHARS).casefold()
    return (col(Card.search_text).contains(sought, autoescape=True),) if sought else ()
