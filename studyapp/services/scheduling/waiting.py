"""Defines which cards are due, once for the study view, the decks and the start page.

Learning cards are due at their moment, review cards on their study day, new cards at once. Every condition is a range
of `ix_cards_due` or `ix_cards_deck_due`, or of the same indexes of `card_tags` if a tag is studied, so that the next
card is found, and cards are counted, from an index alone.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, literal, or_, true
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from studyapp.models import Card, CardState, CardTag, User
from studyapp.models.card_tags import matched
from studyapp.services.scheduling.day_limits import NO_LIMITS, Limits, limits_now
from studyapp.services.scheduling.skills import has_resting_nodes, resting_nodes, studied_nodes
from studyapp.services.scheduling.study_days import day_end

LEARN_AHEAD: Final = timedelta(minutes=20)
"""A learning card due this soon is shown early if nothing else is left (Anki's default)."""

LEARNING_STATES: Final = (CardState.LEARNING, CardState.RELEARNING)

# Written as in the indexes, because a partial index is only used if the planner recognises its condition.
IN_STUDY: Final = and_(
    col(Card.deleted_at).is_(None), col(Card.suspended) == false(), col(Card.is_candidate) == false()
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cards are studied: all, or only those that meet every condition given here."""

    deck_id: str | None = None
    tag: str | None = None
    goal_id: str | None = None
    node_id: str | None = None
    """A skill, with those below it."""
    course_id: str | None = None
    """A course whose weak areas are practised."""
    concept_id: str | None = None
    """A concept that is practised."""

    @property
    def is_practice(self) -> bool:
        """Whether cards are asked before they are due."""
        return self.course_id is not None or self.concept_id is not None


@dataclass(frozen=True, slots=True)
class Practised:
    """The cards of a practice session, as queries for their ids."""

    cards: SelectOfScalar[Any]
    answered: SelectOfScalar[str]
    """Those that were answered in it: they come up again only when they are due."""


EVERYTHING: Final = Scope()


@dataclass(frozen=True, slots=True)
class Waiting:
    """The cards to study of a learner, within a scope, at one moment and within the day's limits."""

    user_id: str
    deck_id: str | None
    now: datetime
    day_end: datetime
    tag: str | None = None
    limits: Limits = NO_LIMITS
    has_tag: ColumnElement[bool] | None = None
    """The condition for a tag that is looked up card by card; `tag` is None then. See `cards`."""
    nodes: SelectOfScalar[str] | None = None
    """The ids of the skills whose cards are studied; None if the scope has neither a goal nor a skill."""
    resting: SelectOfScalar[str] | None = None
    """The ids of the skills whose cards are not studied now, because nobody asked for these skills on purpose. Most
    learners have none: they pay nothing for it, not even a condition.
    """
    practised: Practised | None = None
    """The cards of a practice session, which come up also before they are due; None in any other."""

    @classmethod
    def with_all_skills(cls, now: datetime, user: User, scope: Scope = EVERYTHING) -> "Waiting":
        """The cards of a deck or tag, or all, also those of skills that rest."""
        return cls(user.id, scope.deck_id, now, day_end(now, user.timezone, user.day_starts_at_hour), scope.tag)

    @classmethod
    def at(cls, session: Session, user: User, scope: Scope = EVERYTHING, *, now: datetime) -> "Waiting":
        """The cards to study at this moment, without the learner's limits of the day."""
        everything = cls.with_all_skills(now, user, scope)
        if scope.is_practice:
            return everything.cards
        if scope.goal_id is None and scope.node_id is None:
            resting = resting_nodes(user.id) if has_resting_nodes(session, user.id) else None
            return replace(everything, resting=resting)
        nodes = studied_nodes(user.id, goal_id=scope.goal_id, node_id=scope.node_id)
        return replace(everything.cards, nodes=nodes)

    @classmethod
    def today(cls, session: Session, user: User, scope: Scope = EVERYTHING, *, now: datetime) -> "Waiting":
        """The cards to study at this moment, within the learner's limits of the day."""
        return replace(cls.at(session, user, scope, now=now), limits=limits_now(session, user, now=now))

    @property
    def rows(self) -> type[Card] | type[CardTag]:
        """The table the conditions are about: the cards, or, if a tag is studied, the rows of the tags."""
        return Card if self.tag is None else CardTag

    @property
    def card_id(self) -> Mapped[str]:
        """The column of `rows` that holds the card's id."""
        return col(Card.id) if self.tag is None else col(CardTag.card_id)

    @property
    def scope(self) -> ColumnElement[bool]:
        """The learner's cards that are not deleted, suspended, candidates, buried, or of a skill that rests."""
        return and_(*self._of_tag(), self.is_up, *self._of_deck(), *self._of_skills(), *self._of_practice())

    @property
    def cards(self) -> "Waiting":
        """The same cards, with all conditions on the cards themselves, for queries that read an index of the cards."""
        return self if self.tag is None else replace(self, tag=None, has_tag=carries(self.tag))

    def _of_tag(self) -> tuple[ColumnElement[bool], ...]:
        if self.tag is None:
            mine = (col(Card.user_id) == self.user_id, IN_STUDY)
            return mine if self.has_tag is None else (*mine, self.has_tag)
        theirs = (col(CardTag.user_id) == self.user_id, col(CardTag.tag) == matched(self.tag))
        return (*theirs, col(CardTag.is_in_study) == true())

    def _of_deck(self) -> tuple[ColumnElement[bool], ...]:
        return () if self.deck_id is None else (col(self.rows.deck_id) == self.deck_id,)

    def _of_skills(self) -> tuple[ColumnElement[bool], ...]:
        return () if self.nodes is None else (col(Card.node_id).in_(self.nodes),)

    def _of_practice(self) -> tuple[ColumnElement[bool], ...]:
        return () if self.practised is None else (col(Card.id).in_(self.practised.cards),)

    def _up_by(self, is_due: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether it is due, or comes up before that."""
        if self.practised is None:
            return is_due
        return or_(is_due, col(Card.id).not_in(self.practised.answered))

    @property
    def is_up(self) -> ColumnElement[bool]:
        """Neither buried nor of a skill that rests."""
        buried_until = col(self.rows.buried_until)
        is_not_buried = or_(buried_until.is_(None), buried_until <= self.now)
        if self.resting is None:
            return is_not_buried
        return and_(is_not_buried, self._is_awake(self.resting))

    def _is_awake(self, resting: SelectOfScalar[str]) -> ColumnElement[bool]:
        if self.tag is None:
            return or_(col(Card.node_id).is_(None), col(Card.node_id).not_in(resting))
        card = aliased(Card)
        of_resting = select(col(card.id)).where(col(card.user_id) == self.user_id, col(card.node_id).in_(resting))
        return self.card_id.not_in(of_resting)

    @property
    def is_new(self) -> ColumnElement[bool]:
        return and_(self.is_in(CardState.NEW), self._is_no_sibling)

    @property
    def is_learning(self) -> ColumnElement[bool]:
        return and_(self.is_in(*LEARNING_STATES), self._up_by(col(self.rows.due_at) <= self.now))

    @property
    def is_learning_soon(self) -> ColumnElement[bool]:
        return and_(self.is_in(*LEARNING_STATES), self._up_by(col(self.rows.due_at) <= self.now + LEARN_AHEAD))

    @property
    def is_learning_ahead(self) -> ColumnElement[bool]:
        """Learning cards that are due soon and not up yet."""
        due_at, practised = col(self.rows.due_at), self.practised
        been = () if practised is None else (col(Card.id).in_(practised.answered),)
        return and_(self.is_in(*LEARNING_STATES), due_at <= self.now + LEARN_AHEAD, due_at > self.now, *been)

    @property
    def is_review(self) -> ColumnElement[bool]:
        return and_(
            self.is_in(CardState.REVIEW), self._up_by(col(self.rows.due_at) < self.day_end), self._is_no_sibling
        )

    @property
    def is_due(self) -> ColumnElement[bool]:
        """Cards studied before that are due again."""
        return or_(self.is_learning_soon, self.is_review)

    def is_in(self, *states: CardState) -> ColumnElement[bool]:
        state = col(self.rows.state)
        return state == states[0] if len(states) == 1 else state.in_(states)

    @property
    def _is_no_sibling(self) -> ColumnElement[bool]:
        return self.card_id.not_in(self.limits.siblings) if self.limits.siblings else true()


def tagged(user_id: str, tag: str) -> ColumnElement[bool]:
    """Whether a card is among the learner's cards with this tag, which are read from an index."""
    theirs = (col(CardTag.user_id) == user_id, col(CardTag.tag) == matched(tag))
    return col(Card.id).in_(select(col(CardTag.card_id)).where(*theirs))


def carries(tag: str) -> ColumnElement[bool]:
    """Whether a card has this tag, looked up for each card that other conditions have found."""
    its = (col(CardTag.card_id) == col(Card.id), col(CardTag.tag) == matched(tag))
    return select(literal(1)).select_from(CardTag).where(*its).correlate(Card).exists()
