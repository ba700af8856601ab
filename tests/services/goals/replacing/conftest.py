"""A generated tree: Cells (Membrane, Nucleus) and Leaves (Stomata), each skill at an end with cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from studyapp.database import Database
from studyapp.models import Card, CardState, Deck, Goal, Job, JobType, Replacement, SkillNode, User
from studyapp.models.columns import new_id
from studyapp.services.goals.replacing.plan import Plan
from studyapp.services.goals.replacing.replace import adopt, begin
from tests.factories import NOON, make_card, make_goal, make_node

SINCE = NOON + timedelta(days=1)
"""When something is made anew."""
LATER = SINCE + timedelta(hours=1)
BEFORE = {"Cells": "", "Membrane": "Cells", "Nucleus": "Cells", "Leaves": "", "Stomata": "Leaves"}
"""The tree of `made`: each skill with the one above it."""


@dataclass(frozen=True)
class Made:
    goal: Goal
    deck: Deck
    nodes: dict[str, SkillNode]
    """By title."""

    def card(self, session: Session, title: str, question: str, **fields: Any) -> Card:
        """A generated card of the skill of this title."""
        given: dict[str, Any] = {"node_id": self.nodes[title].id, "question": question, "ordinal": 0} | fields
        return make_card(session, self.deck, **given)

    def reviewed(self, session: Session, title: str, question: str, **fields: Any) -> Card:
        return self.card(session, title, question, state=CardState.REVIEW, **fields)

    def node(self, session: Session, title: str, *, below: str | None = None, **fields: Any) -> SkillNode:
        """Another skill; a generated one if it gets an `ordinal`."""
        parent_id = self.nodes[below].id if below else None
        self.nodes[title] = make_node(session, self.goal, title=title, parent_id=parent_id, position=9, **fields)
        return self.nodes[title]


@pytest.fixture
def made(database: Database, owner: User, deck: Deck) -> Made:
    with database.write() as session:
        goal = make_goal(session, owner, deck_id=deck.id)
        grown = Made(goal, deck, {})
        for title, below in (("Cells", None), ("Membrane", "Cells"), ("Nucleus", "Cells"), ("Leaves", None)):
            grown.node(session, title, below=below, ordinal=0)
        grown.node(session, "Stomata", below="Leaves", ordinal=0)
        return grown


def replace(session: Session, plan: Plan, *, now: datetime = SINCE) -> Replacement:
    """Carry out the plan for a job, as the first item it saves does."""
    kind = JobType.SKILL_TREE_GENERATION
    job = Job(
        user_id="local",
        type=kind,
        target_kind="goal",
        target_id=plan.goal_id,
        dedup_key=new_id(),
        created_at=SINCE,
        run_at=SINCE,
    )
    session.add(job)
    session.flush()
    done = begin(session, "local", plan, replacement_id=new_id(), job_id=job.id, now=now)
    session.expire_all()
    return done


def grow(session: Session, made: Made, replaced: Replacement, title: str, *, below: str | None = None) -> SkillNode:
    """A skill that the job makes in place of those set aside."""
    node = made.node(session, title, below=below, ordinal=0, created_at=SINCE)
    adopt(session, "local", replaced.id, node.id)
    return node


def titles(session: Session, goal: Goal) -> dict[str, str]:
    """The skills that the tree has, each with the title of the one above it."""
    nodes = session.exec(
        select(SkillNode).where(SkillNode.goal_id == goal.id, col(SkillNode.deleted_at).is_(None))
    ).all()
    named = {node.id: node.title for node in nodes}
    return {node.title: named.get(node.parent_id or "", "") for node in nodes}


def places(session: Session, cards: Sequence[Card]) -> list[str]:
    """The title of the skill of each card, with a `-` before it if the card is in the trash."""
    session.expire_all()
    fresh = [session.get_one(Card, card.id) for card in cards]
    return [("-" if card.deleted_at else "") + session.get_one(SkillNode, card.node_id).title for card in fresh]
