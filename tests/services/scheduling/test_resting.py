"""Which cards rest, compared with a slow and plain reading of the rule in random trees of goals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.models import Card, CardState, GoalStatus, SkillNode, User
from studyapp.services.scheduling.due import count_resting
from studyapp.services.scheduling.study_days import day_end
from studyapp.services.scheduling.waiting import Scope, Waiting
from tests.factories import NOON, make_card, make_deck, make_goal, make_node

GOALS, SKILLS, CARDS = 3, 5, 30


@dataclass(frozen=True)
class Skill:
    node: SkillNode
    above: "Skill | None"
    is_put_aside: bool
    """Whether its goal is paused or archived, and there."""
    is_gone: bool
    """Whether it or its goal is deleted."""

    @property
    def rests(self) -> bool:
        return not self.is_gone and (self.is_put_aside or self.is_off)

    @property
    def is_off(self) -> bool:
        """Whether it is switched off, or below one that is; what is below a deleted skill is not reached."""
        if self.is_gone:
            return False
        return not self.node.enabled or (self.above is not None and self.above.is_off)


def planted(session: Session, user: User, chance: Random) -> list[Skill]:
    skills: list[Skill] = []
    for number in range(GOALS):
        is_lost = chance.random() < 0.2
        status = chance.choice(list(GoalStatus))
        goal = make_goal(session, user, title=f"Goal {number}", status=status, deleted_at=NOON if is_lost else None)
        own: list[Skill] = []
        for place in range(SKILLS):
            above = chance.choice([None, *own])
            is_deleted = chance.random() < 0.15
            node = make_node(
                session,
                goal,
                parent_id=above.node.id if above else None,
                position=place,
                enabled=chance.random() < 0.7,
                deleted_at=NOON if is_deleted else None,
            )
            own.append(Skill(node, above, status is not GoalStatus.ACTIVE, is_lost or is_deleted))
        skills += own
    return skills


def dealt(session: Session, user: User, skills: list[Skill], chance: Random) -> list[tuple[Card, bool]]:
    """Cards in all states, and whether each rests."""
    decks = [make_deck(session, user, title=f"Deck {number}") for number in range(2)]
    made: list[tuple[Card, bool]] = []
    for number in range(CARDS):
        skill = chance.choice([None, *skills])
        card = make_card(
            session,
            chance.choice(decks),
            question=f"What is {number}?",
            node_id=skill.node.id if skill else None,
            state=chance.choice([CardState.NEW, CardState.REVIEW, CardState.LEARNING]),
            due_at=NOON + timedelta(days=chance.choice([-2, -1, 3])),
            suspended=chance.random() < 0.1,
            is_candidate=chance.random() < 0.1,
            buried_until=chance.choice([None, None, None, NOON - timedelta(hours=1), NOON + timedelta(hours=5)]),
            deleted_at=NOON if chance.random() < 0.1 else None,
            tags=chance.choice([[], ["exam"], ["other"]]),
        )
        made.append((card, skill is not None and skill.rests))
    return made


def is_in_study(card: Card) -> bool:
    is_buried = card.buried_until is not None and card.buried_until > NOON
    return not (card.deleted_at or card.suspended or card.is_candidate or is_buried)


def scopes(card: Card) -> list[tuple[Scope, Callable[[Card], bool]]]:
    """Everything, a deck, a tag, and a tag in a deck, each with whether a card is in it."""
    deck_id = card.deck_id
    return [
        (Scope(), lambda _: True),
        (Scope(deck_id), lambda card: card.deck_id == deck_id),
        (Scope(tag="exam"), lambda card: "exam" in card.tags),
        (Scope(deck_id, tag="exam"), lambda card: card.deck_id == deck_id and "exam" in card.tags),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_what_rests_is_what_the_rule_says(database: Database, owner: User, seed: int) -> None:
    chance = Random(seed)
    with database.write() as session:
        cards = dealt(session, owner, planted(session, owner, chance), chance)
        tonight = day_end(NOON, owner.timezone, owner.day_starts_at_hour)
        for scope, has in scopes(cards[0][0]):
            waiting = Waiting.at(session, owner, scope, now=NOON)
            inside = [(card, rests) for card, rests in cards if is_in_study(card) and has(card)]
            found = set(session.exec(select(Card.id).where(waiting.cards.scope)))
            assert found == {card.id for card, rests in inside if not rests}, scope
            would_be_due = [c for c, rests in inside if rests and (c.state is CardState.NEW or c.due_at < tonight)]
            assert count_resting(session, waiting) == len(would_be_due), scope
