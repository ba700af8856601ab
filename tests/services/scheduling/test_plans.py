"""A study session starts as quickly over 100,000 cards as over ten: its statements read ranges of indexes."""

from datetime import datetime
from secrets import randbelow
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from studyapp.database import Database
from studyapp.models import Card, Deck, GoalStatus, StudyMode, User
from studyapp.models.columns import new_id
from studyapp.models.decks import SHUFFLED
from studyapp.services.scheduling import custom_order
from studyapp.services.scheduling.due import count_waiting
from studyapp.services.scheduling.waiting import Scope, Waiting
from studyapp.services.study import presentations, sessions
from tests.factories import make_card, make_deck, make_goal, make_node


def plans(session: Session, sent: list[tuple[str, Any]]) -> list[str]:
    """SQLite's own words for how it finds the rows of what was asked about cards."""
    connection = session.connection()
    asked = [(statement, values) for statement, values in sent if "FROM card" in statement]
    assert asked
    return [
        str(row.detail)
        for statement, values in asked
        for row in connection.exec_driver_sql(f"explain query plan {statement}", values)
    ]


@pytest.fixture
def deck(database: Database, owner: User, now: datetime) -> Deck:
    """More cards than are sorted whole."""
    with database.write() as session:
        deck = make_deck(session, owner)
        card = make_card(session, deck, tags=["exam"]).model_dump()
        others = [Card(**card | {"id": new_id(), "shuffle": randbelow(SHUFFLED)}) for _ in range(custom_order._SMALL)]
        session.add_all(others)
    return deck


@pytest.mark.parametrize("mode", [StudyMode.FLASHCARD, StudyMode.CUSTOM])
@pytest.mark.parametrize("tag", [None, "exam"])
@pytest.mark.parametrize("in_deck", [False, True])
@pytest.mark.parametrize("has_paused_goal", [False, True])
def test_starting_reads_ranges_of_indexes(
    database: Database,
    deck: Deck,
    now: datetime,
    mode: StudyMode,
    tag: str | None,
    in_deck: bool,
    has_paused_goal: bool,
) -> None:
    if has_paused_goal:
        pause_a_goal(database, deck)
    sent: list[tuple[str, Any]] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: sent.append((given[2], given[3])))
    with database.write() as session:
        scope = Scope(deck.id if in_deck else None, tag)
        study_session = sessions.start_session(session, deck.user_id, mode=mode, scope=scope, now=now).id
        assert presentations.present(session, deck.user_id, study_session, now=now)
        steps = [step for step in plans(session, sent) if " card" in step]
    assert steps
    assert [step for step in steps if "SEARCH" not in step or "USING" not in step] == []
    if tag and mode is StudyMode.FLASHCARD:
        assert any("ix_card_tags" in step for step in steps)
        assert [step for step in steps if "ix_cards" in step and "ix_cards_node" not in step] == []
    if mode is StudyMode.CUSTOM:
        assert any("ix_cards_shuffle (user_id=? AND shuffle=?)" in step for step in steps)


def test_the_cards_of_a_paused_goal_are_told_from_the_others_by_the_indexes_alone(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    pause_a_goal(database, deck)
    sent: list[tuple[str, Any]] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: sent.append((given[2], given[3])))
    with database.write() as session:
        waiting = Waiting.at(session, owner, now=now)
        assert count_waiting(session, waiting).new == custom_order._SMALL + 1
        steps = [step for step in plans(session, sent) if "ix_cards" in step]
    assert len(steps) == len(("new", "learning", "review"))
    assert all("COVERING INDEX ix_cards_due" in step for step in steps)


def pause_a_goal(database: Database, deck: Deck) -> None:
    """Put one card more into the deck, which belongs to a goal that is paused."""
    with database.write() as session:
        goal = make_goal(session, session.get_one(User, deck.user_id), status=GoalStatus.PAUSED)
        make_card(session, deck, tags=["exam"], node_id=make_node(session, goal).id)


def test_a_large_scope_is_gone_through_in_one_order_however_much_is_asked_for(
    database: Database, deck: Deck, now: datetime
) -> None:
    """A few cards come from some places of the shuffle, many from all of them."""
    with database.write() as session:
        study_session = sessions.start_session(session, deck.user_id, mode=StudyMode.CUSTOM, now=now).id
        ahead = [
            [card.id for card in presentations.coming(session, deck.user_id, study_session, count=count, now=now)]
            for count in (1, 7, 60, custom_order._SMALL + 1)
        ]
    assert [len(some) for some in ahead] == [1, 7, 60, custom_order._SMALL + 1]
    assert len(set(ahead[-1])) == custom_order._SMALL + 1
    assert all(some == ahead[-1][: len(some)] for some in ahead)
