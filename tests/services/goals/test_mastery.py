"""Mastery: what a card counts, how skills add up, and the same on both databases."""

from datetime import datetime, timedelta
from typing import Any

import fsrs
import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.models import Card, CardState, Deck, User
from studyapp.services.goals import tree
from studyapp.services.goals.mastery import card_progress, retrievability
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck, make_goal, make_node, make_user
from tests.services.goals.conftest import Grown

REVIEW, LEARNING = CardState.REVIEW, CardState.LEARNING


def studied(days_ago: float, stability: float, now: datetime) -> dict[str, Any]:
    moment = now - timedelta(days=days_ago)
    return {"state": REVIEW, "stability": stability, "last_review_at": moment, "due_at": now}


def progress_of(session: Session, card: Card, now: datetime) -> float:
    return session.exec(select(card_progress(now)).where(Card.id == card.id)).one()


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, 0.0),
        ({"state": LEARNING}, 0.25),
        ({"state": CardState.RELEARNING}, 0.25),
        ((0, 30.0), 1.0),
        ((0, 300.0), 1.0),
        ((0, 15.0), 0.625),
        ((0, 3.0), 0.325),
        ((30, 30.0), 0.25 + 0.75 * 0.9),
        ((-5, 30.0), 1.0),
    ],
)
def test_a_card_counts_by_how_far_it_has_come(
    database: Database, deck: Deck, now: datetime, fields: Any, counts: float
) -> None:
    given: dict[str, Any] = fields if isinstance(fields, dict) else studied(fields[0], fields[1], now)
    with database.write() as session:
        assert progress_of(session, make_card(session, deck, **given), now) == pytest.approx(counts, abs=1e-6)


@pytest.mark.parametrize(("days", "stability"), [(0.5, 3.0), (7.0, 3.0), (40.0, 12.5), (400.0, 90.0)])
def test_the_probability_of_recall_is_that_of_fsrs(
    either: Database, now: datetime, days: float, stability: float
) -> None:
    with either.write() as session:
        card = make_card(session, make_deck(session, make_user(session)), **studied(days, stability, now))
        ours = session.exec(select(retrievability(now)).where(Card.id == card.id)).one()
    theirs = fsrs.Card(state=fsrs.State.Review, stability=stability, last_review=now - timedelta(days=int(days)))
    whole = fsrs.Scheduler().get_card_retrievability(theirs, now)
    later = fsrs.Scheduler().get_card_retrievability(theirs, now + timedelta(days=1))
    assert later <= ours <= whole if days != int(days) else ours == pytest.approx(whole)


def test_a_parent_counts_by_the_cards_below_it_and_a_leaf_without_cards_as_one(
    database: Database, owner: User, grown: Grown, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        for number in range(3):
            about = {"node_id": grown.membrane.id, "question": f"Which layer is {number}?"}
            make_card(session, deck, **about, **studied(0, 30.0, now))
        read = tree.read_tree(session, owner.id, grown.goal.id, now=now)
    mastery = {skill.title: skill.tally.mastery for skill in read.skills}
    assert mastery == pytest.approx({"Cells": 3 / 4, "Membrane": 1.0, "Nucleus": 0.0, "Leaves": 0.0})
    assert read.tally.mastery == pytest.approx(3 / 5)


def test_only_cards_that_are_studied_and_skills_that_are_enabled_count(
    database: Database, owner: User, grown: Grown, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        make_card(session, deck, node_id=grown.membrane.id, **studied(0, 30.0, now))
        for field in ("suspended", "is_candidate"):
            make_card(session, deck, node_id=grown.membrane.id, question=f"Is this {field}?", **{field: True})
        make_card(session, deck, node_id=grown.membrane.id, question="Is this deleted?", deleted_at=now)
        for node in (grown.nucleus, grown.leaves):
            session.merge(node).enabled = False
        session.flush()
        read = tree.read_tree(session, owner.id, grown.goal.id, now=now)
    assert read.tally.mastery == pytest.approx(1.0)
    assert [skill.own.cards for skill in read.skills] == [0, 1, 0, 0]


def test_a_skill_is_complete_when_all_its_cards_are_in_review(
    database: Database, owner: User, grown: Grown, deck: Deck, now: datetime
) -> None:
    def complete(session: Session) -> dict[str, bool]:
        read = tree.read_tree(session, owner.id, grown.goal.id, now=now)
        return {skill.title: skill.tally.is_complete for skill in read.skills if skill.is_leaf}

    with database.write() as session:
        make_card(session, deck, node_id=grown.membrane.id, **studied(0, 1.0, now))
        assert complete(session) == {"Membrane": True, "Nucleus": False, "Leaves": False}
        make_card(session, deck, node_id=grown.membrane.id, question="Which is new?")
        assert complete(session)["Membrane"] is False


def test_the_next_skill_is_the_first_enabled_one_that_is_not_complete(
    database: Database, owner: User, grown: Grown, deck: Deck, now: datetime
) -> None:
    def coming(session: Session) -> str | None:
        session.flush()
        following = tree.next_skill(tree.read_tree(session, owner.id, grown.goal.id, now=now))
        return following.title if following else None

    with database.write() as session:
        assert coming(session) == "Membrane"
        make_card(session, deck, node_id=grown.membrane.id, **studied(0, 1.0, now))
        assert coming(session) == "Nucleus"
        session.merge(grown.cells).enabled = False
        assert coming(session) == "Leaves"
        make_card(session, deck, node_id=grown.leaves.id, question="What is a leaf?", **studied(0, 1.0, now))
        assert coming(session) is None


def test_all_trees_are_read_in_one_statement(
    database: Database, owner: User, grown: Grown, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        empty = make_goal(session, owner)
        make_node(session, make_goal(session, owner))
    with database.read() as session, statements() as sent:
        read = tree.read_trees(session, owner.id, [grown.goal.id, empty.id], now=now)
    assert len(read[grown.goal.id].skills) == 4
    assert read[empty.id].skills == []
    assert len(sent) == 2, "one for the learner's time zone, one for all trees"
