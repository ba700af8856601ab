"""Whatever a service writes, every open tab of the learner is told once it is durable."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from studyapp import signals
from studyapp.database import Database
from studyapp.models import User
from studyapp.services import decks
from studyapp.services.cards import bulk, editing, lists
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import answers, sessions
from tests.test_signals import next_change


@dataclass
class Ids:
    deck: str
    card: str
    session: str


Call = Callable[[Session, str, Ids, datetime], Any]

WRITES: dict[str, Call] = {
    "edit_deck": lambda s, me, ids, now: decks.edit_deck(s, me, ids.deck, title="mine", now=now),
    "delete_deck": lambda s, me, ids, now: decks.delete_deck(s, me, ids.deck, now=now),
    "add_card": lambda s, me, ids, now: editing.add_card(s, me, ids.deck, question="What?!", answer="That", now=now),
    "edit_card": lambda s, me, ids, now: editing.edit_card(s, me, ids.card, answer="mine", now=now),
    "suspend_cards": lambda s, me, ids, now: bulk.suspend_cards(s, me, [ids.card], now=now),
    "resume_cards": lambda s, me, ids, now: bulk.resume_cards(s, me, [ids.card], now=now),
    "delete_cards": lambda s, me, ids, now: bulk.delete_cards(s, me, [ids.card], now=now),
    "restore_cards": lambda s, me, ids, now: bulk.restore_cards(s, me, [ids.card], now=now),
    "record_answer": lambda s, me, ids, now: answers.record_answer(s, me, ids.card, rating=3, duration_ms=1, now=now),
    "end_session": lambda s, me, ids, now: sessions.end_session(s, me, ids.session, now=now),
}
READS: dict[str, Call] = {
    "get_deck": lambda s, me, ids, now: decks.get_deck(s, me, ids.deck),
    "summarise_deck": lambda s, me, ids, now: decks.summarise_deck(s, me, ids.deck, now=now),
    "get_card": lambda s, me, ids, now: editing.get_card(s, me, ids.card),
    "list_cards": lambda s, me, ids, now: lists.list_cards(s, me, ids.deck, now=now),
    "next_card": lambda s, me, ids, now: answers.next_card(s, me, deck_id=ids.deck, now=now),
    "session_progress": lambda s, me, ids, now: sessions.session_progress(s, me, ids.session, now=now),
    "start_session": lambda s, me, ids, now: sessions.start_session(s, me, scope=Scope(ids.deck), now=now),
}
CALLS = WRITES | READS


@pytest.fixture
def ids(database: Database, owner: User, now: datetime) -> Ids:
    with database.write() as session:
        deck = decks.create_deck(session, owner.id, title="Biology", now=now)
        card = CALLS["add_card"](session, owner.id, Ids(deck.id, "", ""), now)
        return Ids(deck.id, card.id, sessions.start_session(session, owner.id, now=now).id)


@pytest.mark.parametrize(("name", "is_heard"), [(name, name in WRITES) for name in CALLS])
async def test_what_is_written_is_announced_and_what_is_read_is_not(
    database: Database, owner: User, ids: Ids, now: datetime, name: str, is_heard: bool
) -> None:
    async with signals.subscribe(owner.id, pause=0) as changes:
        with database.write() as session:
            CALLS[name](session, owner.id, ids, now)
        assert await next_change(changes, within=60 if is_heard else 0.05) is is_heard


async def test_restoring_a_deck_and_taking_an_answer_back_are_announced(
    database: Database, owner: User, ids: Ids, now: datetime
) -> None:
    with database.write() as session:
        CALLS["record_answer"](session, owner.id, ids, now)
    async with signals.subscribe(owner.id, pause=0) as changes:
        with database.write() as session:
            answers.undo_answer(session, owner.id, now=now)
        assert await next_change(changes)
    with database.write() as session:
        CALLS["delete_deck"](session, owner.id, ids, now)
    async with signals.subscribe(owner.id, pause=0) as changes:
        with database.write() as session:
            decks.restore_deck(session, owner.id, ids.deck, now=now)
        assert await next_change(changes)
