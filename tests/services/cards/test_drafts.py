"""Cards that a generator drafted are saved with their source, once, in the order of the material."""

from datetime import datetime, timedelta

import pytest

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import CardState, Deck, Job, JobType, User
from studyapp.rules.items import CardDraft, Finding, Severity
from studyapp.services import decks
from studyapp.services.cards import editing, lists
from tests.factories import make_card


@pytest.fixture
def job(database: Database, owner: User, deck: Deck, now: datetime) -> Job:
    with database.write() as session:
        job = Job(
            user_id=owner.id,
            type=JobType.FLASHCARD_GENERATION,
            target_kind="deck",
            target_id=deck.id,
            dedup_key="x",
            run_at=now,
            created_at=now,
        )
        session.add(job)
    return job


def draft(question: str = "What do ribosomes make?") -> CardDraft:
    return CardDraft(question, "Proteins", explanation="…", quote="ribosomes make proteins", page=3, tags=("cell",))


def test_a_saved_draft_carries_its_source_and_its_warnings(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    finding = Finding("F11", Severity.WARN, "unexplained acronym")
    with database.write() as session:
        card = editing.save_draft(
            session,
            owner.id,
            deck.id,
            draft(),
            findings=[finding],
            source_title="Cells",
            job_id=job.id,
            ordinal=0,
            now=now,
        )
    assert (card.source_title, card.source_page, card.source_quote) == ("Cells", 3, "ribosomes make proteins")
    assert card.findings == [{"rule": "F11", "severity": "warn", "message": "unexplained acronym"}]
    assert (card.kind, card.tags, card.state) == ("basic", ["cell"], CardState.NEW)


def test_what_a_model_wrote_is_made_storable_and_tags_that_do_not_fit_are_left_out(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    odd = CardDraft(
        "What\ud800 is\x00 it?", "A\x00 cell", explanation="\ud800", quote="q\x00", tags=("x" * 51, "ok", "OK")
    )
    with database.write() as session:
        card = editing.save_draft(
            session,
            owner.id,
            deck.id,
            odd,
            findings=[],
            source_title=None,
            job_id=job.id,
            ordinal=0,
            now=now,
        )
    assert (card.question, card.answer, card.explanation, card.source_quote) == ("What is it?", "A cell", "", "q")
    assert card.tags == ["ok"]


def test_saving_an_item_of_a_job_again_adds_nothing_and_the_cards_of_a_job_keep_their_order(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    with database.write() as session:
        for ordinal in (2, 0, 1, 1):
            editing.save_draft(
                session,
                owner.id,
                deck.id,
                draft(f"What is number {ordinal}?"),
                findings=[],
                source_title=None,
                job_id=job.id,
                ordinal=ordinal,
                now=now,
            )
        made = lists.cards_of_job(session, owner.id, job.id)
        assert [card.question for card in made] == [f"What is number {n}?" for n in range(3)]


def test_the_cards_of_a_job_stand_together_in_the_order_of_the_material(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    with database.write() as session:
        by_hand = make_card(session, deck, question="by hand", created_at=now - timedelta(days=1))
        for ordinal in range(3):
            saved_at = now + timedelta(minutes=ordinal)
            editing.save_draft(
                session,
                owner.id,
                deck.id,
                draft(f"number {ordinal}"),
                findings=[],
                source_title=None,
                job_id=job.id,
                ordinal=ordinal,
                now=saved_at,
            )
    with database.read() as session:
        listed = lists.list_cards(session, owner.id, deck.id, now=now).cards
    assert [card.question for card in listed] == ["number 0", "number 1", "number 2", by_hand.question]


def test_a_draft_for_a_deck_that_was_deleted_meanwhile_is_not_saved(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    with database.write() as session:
        decks.delete_deck(session, owner.id, deck.id, now=now)
        with pytest.raises(NotFound):
            editing.save_draft(
                session,
                owner.id,
                deck.id,
                draft(),
                findings=[],
                source_title=None,
                job_id=job.id,
                ordinal=0,
                now=now,
            )
