"""The table of tags says what the cards say, whatever was written to them, and by whom."""

import json
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import RowMapping, text
from sqlmodel import Session

from studyapp.database import Database
from studyapp.models import Card, Job, JobType, Rating, User
from studyapp.models.card_tags import matched
from studyapp.models.columns import new_id
from studyapp.rules.items import CardDraft
from studyapp.services import decks, trash
from studyapp.services.cards import bulk, candidates, duplicates, editing
from studyapp.services.study import answers
from tests.factories import NOON, make_deck

ME = "local"
TAGS = ["cell", "Cell", "Ähre", "ähre", 'say "hi"', "a, b", "50%", "İ"]
CLOZE = "{{c1::Mitochondria}} make {{c2::ATP}} for the cell"
Row = tuple[Any, ...]


def rows_of_cards(session: Session) -> set[Row]:
    cards = session.connection().execute(Card.metadata.tables["cards"].select()).mappings()
    return {(card["id"], matched(tag), *_followed(card)) for card in cards for tag in card["tags"]}


def _followed(card: RowMapping) -> Row:
    is_in_study = not (card["deleted_at"] or card["suspended"] or card["is_candidate"])
    return (card["user_id"], card["deck_id"], card["state"], card["due_at"], is_in_study, card["buried_until"])


def rows_of_tags(session: Session) -> set[Row]:
    return {tuple(row) for row in session.connection().execute(Card.metadata.tables["card_tags"].select())}


class Writer:
    """Writes in every way there is to the cards there are, drawn by a given number."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session, self.draw = session, Random(seed)

    def ids(self, condition: str) -> list[str]:
        found = self.session.connection().execute(text(f"select id from cards where {condition} order by id")).scalars()
        return self.draw.sample(some := list(found), min(2, len(some)))

    def deck(self) -> str:
        query = "select id from decks where deleted_at is null order by id"
        found = list(self.session.connection().execute(text(query)).scalars())
        return self.draw.choice(found) if found else make_deck(self.session, ME).id

    def tags(self) -> list[str]:
        return self.draw.sample(TAGS, self.draw.randrange(4))

    @property
    def alive(self) -> list[str]:
        return self.ids("deleted_at is null")

    def bury_or_suspend(self) -> None:
        act = self.draw.choice([bulk.bury_cards, bulk.unbury_cards, bulk.suspend_cards, bulk.resume_cards])
        act(self.session, ME, self.alive, now=NOON)

    def add(self) -> None:
        question = self.draw.choice(["What makes ATP in a cell?", CLOZE])
        kind = "cloze" if question == CLOZE else "basic"
        editing.add_card(
            self.session, ME, self.deck(), question=question, answer="Them", kind=kind, tags=self.tags(), now=NOON
        )

    def draft(self) -> None:
        card = CardDraft("What is it?", "A cell", tags=tuple(self.tags()))
        made = {"user_id": ME, "type": JobType.FLASHCARD_GENERATION, "target_kind": "deck", "target_id": "d"}
        job = Job(**made, dedup_key=new_id(), run_at=NOON, created_at=NOON)
        self.session.add(job)
        self.session.flush()
        saved: dict[str, Any] = {"findings": (), "source_title": None, "job_id": job.id, "ordinal": 1, "now": NOON}
        editing.save_draft(self.session, ME, self.deck(), card, **saved)

    def edit(self) -> None:
        for card_id in self.alive[:1]:
            cloze = self.draw.choice([CLOZE, "{{c1::Mitochondria}} make ATP"])
            editing.edit_card(self.session, ME, card_id, question=cloze, kind="cloze", tags=self.tags(), now=NOON)

    def tag(self) -> None:
        bulk.tag_cards(self.session, ME, self.alive, ["cell", "Ähre"], now=NOON)

    def untag(self) -> None:
        bulk.untag_cards(self.session, ME, self.alive, ["CELL"], now=NOON)

    def move(self) -> None:
        bulk.move_cards(self.session, ME, self.alive, deck_id=self.deck(), now=NOON)

    def consider(self) -> None:
        candidates.keep_candidates(self.session, ME, self.ids("is_candidate and deleted_at is null"), now=NOON)
        self.session.execute(text("update cards set is_candidate = not is_candidate where rowid % 2 = 0"))
        self.session.expire_all()

    def merge(self) -> None:
        match self.alive:
            case [card_id, other]:
                duplicates.merge(self.session, ME, card_id, into=other, now=NOON)

    def answer(self) -> None:
        for card_id in self.ids("deleted_at is null and not suspended and not is_candidate and buried_until is null"):
            known = "lapses = 7, state = 'review', step = null, stability = 9, difficulty = 5"
            self.session.execute(text(f"update cards set {known} where id = :id"), {"id": card_id})
            self.session.expire_all()
            answers.record_answer(self.session, ME, card_id, rating=Rating.AGAIN, duration_ms=9, now=NOON)
            if self.draw.random() < 0.5:
                answers.undo_answer(self.session, ME, now=NOON)

    def delete(self) -> None:
        bulk.delete_cards(self.session, ME, self.alive, now=NOON)

    def restore(self) -> None:
        alive = "deck_id in (select id from decks where deleted_at is null)"
        bulk.restore_cards(self.session, ME, self.ids(f"deleted_at is not null and {alive}"), now=NOON)

    def delete_deck(self) -> None:
        deck = self.deck()
        decks.delete_deck(self.session, ME, deck, now=NOON)
        if self.draw.random() < 0.5:
            decks.restore_deck(self.session, ME, deck, now=NOON)

    def purge(self) -> None:
        trash.delete_for_ever(self.session, ME, card_ids=self.ids("deleted_at is not null"))
        if self.draw.random() < 0.5:
            trash.purge(self.session, now=NOON + 2 * trash.KEPT)

    def write_by_hand(self) -> None:
        tags = json.dumps(self.tags())
        self.session.execute(text("update cards set tags = :tags where rowid % 3 = 0"), {"tags": tags})
        self.session.expire_all()


WRITES: list[Callable[[Writer], None]] = [
    Writer.bury_or_suspend,
    Writer.add,
    Writer.draft,
    Writer.edit,
    Writer.tag,
    Writer.untag,
    Writer.move,
    Writer.consider,
    Writer.merge,
    Writer.answer,
    Writer.delete,
    Writer.restore,
    Writer.delete_deck,
    Writer.purge,
    Writer.write_by_hand,
]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(writes=st.lists(st.tuples(st.sampled_from(WRITES), st.integers(0, 9)), min_size=6, max_size=14))
def test_after_any_writes_the_table_of_tags_is_what_the_cards_say(
    database: Database, owner: User, writes: list[tuple[Callable[[Writer], None], int]]
) -> None:
    with Session(database.engine) as session:
        for _ in range(3):
            Writer(session, 1).add()
        for write, seed in writes:
            write(Writer(session, seed))
            session.flush()
            assert rows_of_tags(session) == rows_of_cards(session), write.__name__


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_every_way_of_writing_is_tried_on_tagged_cards(
    database: Database, owner: User, now: datetime, write: Callable[[Writer], None]
) -> None:
    """So that the property above is about something."""
    with database.write() as session:
        deck, _ = make_deck(session, ME), make_deck(session, ME)
        given: dict[str, Any] = {"question": "What is it?", "answer": "A cell", "tags": ["cell"], "now": now}
        ids = [editing.add_card(session, ME, deck.id, **given).id for _ in range(3)]
        if write is Writer.restore or write is Writer.purge:
            bulk.delete_cards(session, ME, ids[:2], now=now)
        seen = {frozenset(rows_of_tags(session))}
        for seed in range(4):
            write(Writer(session, seed))
            session.flush()
            seen.add(frozenset(rows_of_tags(session)))
        assert len(seen) > 1


def test_a_tag_is_matched_whatever_the_case_of_its_latin_letters() -> None:
    assert [matched(tag) for tag in ("CELL 2", "Ähre", "İ")] == ["cell 2", "Ähre", "İ"]
