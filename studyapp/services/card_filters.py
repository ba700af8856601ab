"""Which cards a list shows."""

import unicodedata
from enum import StrEnum

from sqlalchemy import ColumnElement, String, cast, true
from sqlmodel import col

from studyapp.models import Card, CardState
from studyapp.services.due import IN_STUDY, LEARNING_STATES, Waiting

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
    sought = unicodedata.normalize("NFC", search).replace("\0", "").strip().casefold()
    return (col(Card.search_text).contains(sought, autoescape=True),) if sought else ()
