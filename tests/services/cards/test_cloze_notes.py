"""One cloze text makes several cards: each with its own answer and schedule, all with the same text."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import Card, CardKind, CardState, Deck, Job, User
from studyapp.rules.items import CardDraft
from studyapp.services import decks
from studyapp.services.cards import bulk, cloze_notes, editing, lists
from tests.api.rows import make_job
from tests.factories import make_card, make_deck

TEXT = "The {{c1::mitochondrion}} makes {{c2::ATP::a molecule}}."


@pytest.fixture
def note(database: Database, owner: User, deck: Deck, now: datetime) -> list[Card]:
    with database.write() as session:
        editing.add_card(session, owner.id, deck.id, question=TEXT, kind=CardKind.CLOZE, tags=["cell"], now=now)
    return listed(database, owner, deck, now)


Edit = Callable[..., Card]


@pytest.fixture
def edit(database: Database, owner: User, now: datetime) -> Edit:
    def edit(card: Card, **changes: Any) -> Card:
        with database.write() as session:
            return editing.edit_card(session, owner.id, card.id, **changes, now=now + timedelta(hours=1))

    return edit


def listed(database: Database, owner: User, deck: Deck, now: datetime) -> list[Card]:
    with database.read() as session:
        return lists.list_cards(session, owner.id, deck.id, now=now).cards


def study(database: Database, card: Card) -> None:
    with database.write() as session:
        found = session.get_one(Card, card.id)
        found.state, found.reps, found.stability = CardState.REVIEW, 5, 20.0


def test_each_ordinal_makes_a_card_in_the_order_of_the_text(note: list[Card]) -> None:
    assert [(card.cloze_ordinal, card.answer) for card in note] == [(1, "mitochondrion"), (2, "ATP")]
    assert len({card.note_id for card in note}) == 1
    assert {card.question for card in note} == {TEXT}
    assert [card.findings for card in note] == [[], []], "the cards of a text are no duplicates of each other"


def test_an_edited_text_is_that_of_all_its_cards_and_their_schedules_stay(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    study(database, note[1])
    text = "The {{c1::mitochondrion}} of a cell makes {{c2::ATP}}."
    edited = edit(note[0], question=text, tags=["energy"], explanation="It breathes.")
    assert edited.id == note[0].id
    both = listed(database, owner, deck, now)
    assert [card.id for card in both] == [card.id for card in note]
    assert {(card.question, card.explanation, *card.tags) for card in both} == {(text, "It breathes.", "energy")}
    assert [(card.state, card.reps) for card in both] == [(CardState.NEW, 0), (CardState.REVIEW, 5)]


def test_an_edit_changes_tags_on_all_cards_and_keeps_what_one_of_them_has_alone(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    with database.write() as session:
        bulk.tag_cards(session, owner.id, [note[0].id], ["leech"], now=now)
    edit(note[1], question=TEXT.replace("makes", "produces"), tags=["energy", "cell"])
    assert [card.tags for card in listed(database, owner, deck, now)] == [
        ["energy", "cell", "leech"],
        ["energy", "cell"],
    ]
    edit(note[0], tags=["leech"])
    assert [card.tags for card in listed(database, owner, deck, now)] == [["leech"], []]


def test_a_new_ordinal_gets_a_new_card(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    study(database, note[0])
    edit(note[0], question=TEXT + " It has {{c3::two}} membranes.")
    three = listed(database, owner, deck, now)
    assert [(card.answer, card.reps) for card in three] == [("mitochondrion", 5), ("ATP", 0), ("two", 0)]
    assert len({card.note_id for card in three}) == 1


def test_the_card_of_a_removed_ordinal_goes_to_the_trash_and_comes_back_with_its_ordinal(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    study(database, note[1])
    edit(note[0], question="The {{c1::mitochondrion}} makes ATP.")
    assert [card.answer for card in listed(database, owner, deck, now)] == ["mitochondrion"]
    edit(note[0], question=TEXT)
    assert [(card.id, card.reps) for card in listed(database, owner, deck, now)] == [(note[0].id, 0), (note[1].id, 5)]


def test_a_card_whose_deck_is_in_the_trash_comes_back_into_the_deck_of_its_text(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    study(database, note[1])
    with database.write() as session:
        other = make_deck(session, owner)
        bulk.move_cards(session, owner.id, [note[1].id], deck_id=other.id, now=now)
        decks.delete_deck(session, owner.id, other.id, now=now)
    edit(note[0], question="The {{c1::mitochondrion}} makes ATP.")
    edit(note[0], question=TEXT)
    assert [(card.id, card.reps) for card in listed(database, owner, deck, now)] == [(note[0].id, 0), (note[1].id, 5)]


def test_a_card_the_learner_deleted_does_not_come_back_with_an_edit(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    with database.write() as session:
        bulk.delete_cards(session, owner.id, [note[1].id], now=now)
    edit(note[0], question=TEXT + " Always.")
    assert [card.answer for card in listed(database, owner, deck, now)] == ["mitochondrion"]


def test_a_card_that_comes_back_to_a_changed_text_keeps_its_own(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    with database.write() as session:
        bulk.delete_cards(session, owner.id, [note[1].id], now=now)
    edit(note[0], question=TEXT + " Always.")
    with database.write() as session:
        bulk.restore_cards(session, owner.id, [note[1].id], now=now)
    back = {card.id: card for card in listed(database, owner, deck, now)}
    assert back[note[1].id].question == TEXT
    assert back[note[1].id].note_id != back[note[0].id].note_id


def test_wrong_answers_stay_as_long_as_the_answer_does(database: Database, note: list[Card], edit: Edit) -> None:
    wrong = ["GTP", "ADP", "water"]
    edit(note[1], distractors=wrong)
    assert edit(note[1], question=TEXT + " Always.").distractors == wrong
    assert edit(note[0], question=TEXT.replace("ATP", "ADP")).distractors == []
    with database.read() as session:
        assert session.get_one(Card, note[1].id).distractors == []


def test_a_cloze_that_turns_into_a_plain_card_leaves_its_note(
    database: Database, owner: User, deck: Deck, note: list[Card], edit: Edit, now: datetime
) -> None:
    card = edit(note[0], kind="basic", question="What makes ATP?", answer="The mitochondrion")
    assert (card.kind, card.note_id, card.cloze_ordinal) == (CardKind.BASIC, None, None)
    assert [each.id for each in listed(database, owner, deck, now)] == [card.id]


def test_a_plain_card_can_turn_into_a_cloze(
    database: Database, owner: User, deck: Deck, edit: Edit, now: datetime
) -> None:
    with database.write() as session:
        plain = make_card(session, deck)
    card = edit(plain, kind="cloze", question=TEXT)
    assert (card.id, card.cloze_ordinal, card.answer) == (plain.id, 1, "mitochondrion")
    assert [each.answer for each in listed(database, owner, deck, now)] == ["mitochondrion", "ATP"]


def test_a_generated_text_makes_all_its_cards_once_in_their_place(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        job = make_job(session, owner, now, target_id=deck.id)
        for ordinal in (0, 1, 1, 2):
            text = TEXT if ordinal == 1 else f"What is number {ordinal}?"
            draft = CardDraft(text, "x", kind="cloze" if ordinal == 1 else "basic", quote="q", tags=("cell",))
            save(session, owner, deck, draft, job=job, ordinal=ordinal, now=now)
    made = listed(database, owner, deck, now)
    assert [card.answer for card in made] == ["x", "mitochondrion", "ATP", "x"]
    assert {(card.job_id, card.source_quote, *card.tags) for card in made} == {(job.id, "q", "cell")}


def test_what_a_learner_wants_to_look_through_waits_as_a_candidate(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        session.get_one(User, owner.id).reviews_candidates = True
        job = make_job(session, owner, now, target_id=deck.id)
        save(session, owner, deck, CardDraft(TEXT, "", kind="cloze"), job=job, ordinal=0, now=now)
        assert session.exec(select(col(Card.is_candidate))).all() == [True, True]


def test_siblings_are_the_other_cards_of_the_text(database: Database, owner: User, note: list[Card]) -> None:
    with database.read() as session:
        assert [card.id for card in cloze_notes.siblings(session, owner.id, note[0])] == [note[1].id]
        assert cloze_notes.siblings(session, "stranger", note[0]) == []


def save(session: Any, owner: User, deck: Deck, draft: CardDraft, *, job: Job, ordinal: int, now: datetime) -> None:
    editing.save_draft(
        session, owner.id, deck.id, draft, findings=[], source_title="Cells", job_id=job.id, ordinal=ordinal, now=now
    )
