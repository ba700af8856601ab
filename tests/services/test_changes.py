"""Whatever a service writes, every open tab of that learner hears of it, once it is durable."""

from datetime import datetime

import pytest

from studyapp import signals
from studyapp.database import Database
from studyapp.models import User
from studyapp.services import decks
from studyapp.services.study import answers, sessions
from tests.services.test_ownership import CALLS, Ids
from tests.test_signals import next_change

WRITES = (
    "edit_deck",
    "delete_deck",
    "add_card",
    "edit_card",
    "suspend_cards",
    "resume_cards",
    "delete_cards",
    "restore_cards",
    "record_answer",
    "end_session",
)
READS = ("get_deck", "summarise_deck", "get_card", "list_cards", "next_card", "session_progress", "start_session")


@pytest.fixture
def ids(database: Database, owner: User, now: datetime) -> Ids:
    with database.write() as session:
        deck = decks.create_deck(session, owner.id, title="Biology", now=now)
        card = CALLS["add_card"](session, owner.id, Ids(deck.id, "", ""), now)
        return Ids(deck.id, card.id, sessions.start_session(session, owner.id, now=now).id)


@pytest.mark.parametrize(("name", "is_heard"), [(name, True) for name in WRITES] + [(name, False) for name in READS])
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
            CALLS["restore_deck"](session, owner.id, ids, now)
        assert await next_change(changes)
