"""Not yours and not there are the same answer wherever an id is taken, and a refused call changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, SQLModel

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import User
from studyapp.rules.items import CardDraft
from studyapp.services import decks
from studyapp.services.cards import bulk, candidates, duplicates, editing, lists
from studyapp.services.scheduling.due import Scope
from studyapp.services.study import answers, sessions
from tests.factories import make_card, make_deck


@dataclass
class Ids:
    deck: str
    card: str
    session: str


Call = Callable[[Session, str, Ids, datetime], Any]

CALLS: dict[str, Call] = {
    "get_deck": lambda s, me, ids, now: decks.get_deck(s, me, ids.deck),
    "summarise_deck": lambda s, me, ids, now: decks.summarise_deck(s, me, ids.deck, now=now),
    "edit_deck": lambda s, me, ids, now: decks.edit_deck(s, me, ids.deck, title="mine", now=now),
    "delete_deck": lambda s, me, ids, now: decks.delete_deck(s, me, ids.deck, now=now),
    "restore_deck": lambda s, me, ids, now: decks.restore_deck(s, me, ids.deck, now=now),
    "add_card": lambda s, me, ids, now: editing.add_card(s, me, ids.deck, question="What?!", answer="That", now=now),
    "get_card": lambda s, me, ids, now: editing.get_card(s, me, ids.card),
    "list_cards": lambda s, me, ids, now: lists.list_cards(s, me, ids.deck, now=now),
    "edit_card": lambda s, me, ids, now: editing.edit_card(s, me, ids.card, answer="mine", now=now),
    "suspend_cards": lambda s, me, ids, now: bulk.suspend_cards(s, me, [ids.card], now=now),
    "resume_cards": lambda s, me, ids, now: bulk.resume_cards(s, me, [ids.card], now=now),
    "delete_cards": lambda s, me, ids, now: bulk.delete_cards(s, me, [ids.card], now=now),
    "restore_cards": lambda s, me, ids, now: bulk.restore_cards(s, me, [ids.card], now=now),
    "flag_cards": lambda s, me, ids, now: bulk.flag_cards(s, me, [ids.card], now=now),
    "unflag_cards": lambda s, me, ids, now: bulk.unflag_cards(s, me, [ids.card], now=now),
    "bury_cards": lambda s, me, ids, now: bulk.bury_cards(s, me, [ids.card], now=now),
    "unbury_cards": lambda s, me, ids, now: bulk.unbury_cards(s, me, [ids.card], now=now),
    "tag_cards": lambda s, me, ids, now: bulk.tag_cards(s, me, [ids.card], ["mine"], now=now),
    "untag_cards": lambda s, me, ids, now: bulk.untag_cards(s, me, [ids.card], ["mine"], now=now),
    "move_cards": lambda s, me, ids, now: bulk.move_cards(s, me, [ids.card], deck_id=ids.deck, now=now),
    "reconsider": lambda s, me, ids, now: candidates.reconsider(s, me, [ids.card], now=now),
    "candidate_ids": lambda s, me, ids, now: candidates.candidate_ids(s, me, ids.deck),
    "keep_both": lambda s, me, ids, now: duplicates.keep_both(s, me, ids.card, now=now),
    "save_draft": lambda s, me, ids, now: editing.save_draft(
        s,
        me,
        ids.deck,
        CardDraft("What?!", "That"),
        findings=[],
        source_title=None,
        job_id="job",
        ordinal=0,
        now=now,
    ),
    "start_session": lambda s, me, ids, now: sessions.start_session(s, me, scope=Scope(ids.deck), now=now),
    "next_card": lambda s, me, ids, now: answers.next_card(s, me, deck_id=ids.deck, now=now),
    "record_answer": lambda s, me, ids, now: answers.record_answer(s, me, ids.card, rating=3, duration_ms=1, now=now),
    "get_session": lambda s, me, ids, now: sessions.get_session(s, me, ids.session),
    "session_progress": lambda s, me, ids, now: sessions.session_progress(s, me, ids.session, now=now),
    "end_session": lambda s, me, ids, now: sessions.end_session(s, me, ids.session, now=now),
}


@pytest.fixture
def ids(database: Database, owner: User, now: datetime) -> Ids:
    with database.write() as session:
        deck = make_deck(session, owner)
        return Ids(deck.id, make_card(session, deck).id, sessions.start_session(session, owner.id, now=now).id)


def everything(database: Database) -> dict[str, list[Any]]:
    with database.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select())]
            for name, table in SQLModel.metadata.tables.items()
        }


@pytest.mark.parametrize("name", CALLS)
def test_what_belongs_to_somebody_else_is_not_there(
    database: Database, stranger: User, ids: Ids, now: datetime, name: str
) -> None:
    before = everything(database)
    with database.write() as session, pytest.raises(NotFound) as foreign:
        CALLS[name](session, stranger.id, ids, now)
    with database.write() as session, pytest.raises(NotFound) as missing:
        CALLS[name](session, stranger.id, Ids("no", "no", "no"), now)
    assert foreign.value.sentence == missing.value.sentence
    assert everything(database) == before


@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"save_draft"}))  # which needs a job; test_cards.py saves drafts
def test_the_owner_gets_an_answer_to_the_same_call(
    database: Database, owner: User, ids: Ids, now: datetime, name: str
) -> None:
    with database.read() as session:  # nothing of it is kept
        CALLS[name](session, owner.id, ids, now)


def test_lists_show_nothing_of_somebody_else(database: Database, stranger: User, ids: Ids, now: datetime) -> None:
    with database.read() as session:
        assert decks.list_decks(session, stranger.id, now=now) == []
        assert lists.known_cards(session, stranger.id, ids.deck) == []
        assert lists.cards_of_job(session, stranger.id, "job") == []
        assert lists.list_tags(session, stranger.id, deck_id=ids.deck) == []
        assert answers.next_card(session, stranger.id, now=now) is None
