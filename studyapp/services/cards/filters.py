"""The filters of a card list, as SQL conditions."""

from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, String, cast, true
from sqlmodel import col

from studyapp.models import Card, CardKind, CardState
from studyapp.services import text_input
from studyapp.services.cards import leeches
from studyapp.services.scheduling.waiting import IN_STUDY, LEARNING_STATES, Waiting, tagged

SEARCH_CHARS: Final = 1_000

Conditions = tuple[ColumnElement[bool], ...]


class CardFilter(StrEnum):
    """Which cards a list shows. Cards that are not studied at present only appear in `all`, and from `suspended` on."""

    ALL = "all"
    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    DUE = "due"
    SUSPENDED = "suspended"
    WARNED = "warned"
    """Cards with findings of the content rules."""
    FLAGGED = "flagged"
    BURIED = "buried"
    """Not studied until the next study day."""
    LEECHES = "leeches"
    """Cards forgotten so often that they should be worded differently."""
    CANDIDATES = "candidates"
    """Generated cards that the learner has not kept or dropped yet."""
    NO_CHOICES = "no_choices"
    """Cards without distractors, except true/false cards, which need none."""


def shows(show: CardFilter, waiting: Waiting) -> Conditions:
    in_study = (IN_STUDY, waiting.is_up)
    conditions: dict[CardFilter, Conditions] = {
        CardFilter.ALL: (),
        CardFilter.NEW: (*in_study, waiting.is_new),
        CardFilter.LEARNING: (*in_study, col(Card.state).in_(LEARNING_STATES)),
        CardFilter.REVIEW: (*in_study, col(Card.state) == CardState.REVIEW),
        CardFilter.DUE: (*in_study, waiting.is_due),
        CardFilter.SUSPENDED: (col(Card.suspended) == true(),),
        CardFilter.WARNED: (cast(col(Card.findings), String) != "[]",),
        CardFilter.FLAGGED: (col(Card.flagged) == true(),),
        CardFilter.BURIED: (col(Card.buried_until) > waiting.now,),
        CardFilter.LEECHES: (tagged(waiting.user_id, leeches.TAG),),
        CardFilter.CANDIDATES: (col(Card.is_candidate) == true(),),
        CardFilter.NO_CHOICES: (cast(col(Card.distractors), String) == "[]", col(Card.kind) != CardKind.TRUE_FALSE),
    }
    return conditions[show]


def contains(search: str) -> Conditions:
    """Cards whose text contains the search, ignoring case and surrounding spaces; `%` and `_` are not special."""
    sought = text_input.block(search, name="The search", longest=SEARCH_CHARS).casefold()
    return (col(Card.search_text).contains(sought, autoescape=True),) if sought else ()


def with_tag(user_id: str, tag: str) -> Conditions:
    return (tagged(user_id, tag),) if tag else ()


def made_by(job_id: str) -> Conditions:
    return (col(Card.job_id) == job_id,) if job_id else ()


def alone(card_id: str) -> Conditions:
    return (col(Card.id) == card_id,) if card_id else ()


def of_kind(kind: CardKind | None) -> Conditions:
    return () if kind is None else (col(Card.kind) == kind,)
