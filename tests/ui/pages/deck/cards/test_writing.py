"""Writing cards: kinds, choices from a job, better versions, and duplicates side by side."""

from datetime import timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.jobs.store import reading
from studyapp.models import Card, Deck, Job, JobStatus, JobType
from studyapp.services.cards import editing
from studyapp.ui.pages.deck import CardEditingState, DeckActionsState, DuplicatesState
from tests.factories import NOON, make_card
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

BEFORE = {"question": "What is ATP?", "answer": "Energy", "explanation": None, "distractors": []}
AFTER = {"question": "What does ATP store?", "answer": "Energy", "explanation": "In bonds.", "distractors": []}


@pytest.fixture
def card(use_database: Database, deck: Deck) -> Card:
    with use_database.write() as session:
        return make_card(session, deck, question=BEFORE["question"], answer=BEFORE["answer"])


@pytest.fixture
async def page(tab: Tab[Any], deck: Deck, card: Card) -> CardEditingState:
    opened = await tab(DeckActionsState)
    go_to(opened, f"/decks/{deck.id}")
    await opened.open_deck()
    return await tab(CardEditingState)


@pytest.fixture
def version(use_database: Database, deck: Deck, card: Card) -> Job:
    """A better version, as a completed job."""
    with use_database.write() as session:
        return make_job(
            session,
            deck,
            JobStatus.COMPLETED,
            type=JobType.CARD_REGENERATION,
            target_kind="card",
            target_id=card.id,
            result={"card_id": card.id, "before": BEFORE, "after": AFTER},
        )


async def test_a_card_turns_into_another_kind(page: CardEditingState, card: Card) -> None:
    await page.edit_card(card.id)
    assert (page.editor.kind, page.editor.question, page.editing_id) == ("basic", "What is ATP?", card.id)
    wrong = {"wrong_0": "Water", "wrong_1": "Sugar", "wrong_2": "Salt"}
    await page.save_card({"kind": "multiple_choice", "question": "What is ATP?", "answer": "Energy"} | wrong)
    assert (page.cards[0].kind, page.cards[0].distractors) == ("Multiple choice", ["Water", "Sugar", "Salt"])


async def test_a_cloze_text_adds_all_its_cards(page: CardEditingState) -> None:
    await page.add_card(
        {"kind": "cloze", "question": "The {{c1::mitochondrion}} makes {{c2::ATP}}.", "answer": "left over"}
    )
    assert [row.kind for row in page.cards] == ["Cloze 1", "Cloze 2", ""]


async def test_choices_are_made_by_a_job_whose_placeholder_stands_on_the_card(
    page: CardEditingState, use_database: Database, card: Card
) -> None:
    await page.make_distractors(card.id)
    (task,) = page.cards[0].tasks
    assert (task.status, task.type) == ("pending", "distractor_generation")
    with use_database.read() as session:
        (job,) = reading.list_jobs(session, card.user_id).jobs
    assert job.target == {"kind": "card", "id": card.id}
    assert page._shows(job)


async def test_choices_are_asked_for_what_was_saved_and_the_editor_stays_open(
    page: CardEditingState, card: Card
) -> None:
    await page.edit_card(card.id)
    events: Any = await page.save_card(
        {"kind": "basic", "question": "What is AMP?", "answer": "Less energy", "then": "choices"}
    )
    assert page.editing_id == card.id
    assert page.cards[0].name == "What is AMP?"
    assert events[-1].handler.fn.__name__ == "make_distractors"


async def test_a_better_version_is_asked_for_with_the_learners_wish(
    page: CardEditingState, use_database: Database, card: Card
) -> None:
    page.rewrite(card.id)
    assert page.rewriting_id == card.id
    await page.ask_better({"feedback": "Shorter"})
    assert page.rewriting_id == ""
    assert [task.type for task in page.cards[0].tasks] == ["card_regeneration"]


async def test_a_new_version_stands_beside_the_old_one_until_one_is_taken(
    page: CardEditingState, version: Job, card: Card
) -> None:
    await page._read()
    (proposal,) = page.cards[0].proposals
    assert (proposal.before.question, proposal.after.question) == ("<p>What is ATP?</p>", "<p>What does ATP store?</p>")
    assert page.cards[0].name == "What is ATP?", "nothing has changed yet"
    assert page.jobs == [], "it is told on its card alone"
    await page.use_new(version.id)
    assert (page.cards[0].name, page.cards[0].explanation) == ("What does ATP store?", "<p>In bonds.</p>")
    assert page.cards[0].proposals == []
    await page.use_old(version.id)
    assert (page.cards[0].name, page.cards[0].explanation) == ("What is ATP?", "")


async def test_a_new_version_never_lands_on_other_words(
    page: CardEditingState, use_database: Database, version: Job, card: Card
) -> None:
    with use_database.write() as session:
        editing.edit_card(session, card.user_id, card.id, answer="Edited meanwhile", now=NOON)
    await page._read()
    assert page.cards[0].proposals == []
    with pytest.raises(Conflict):
        await page.use_new(version.id)
    with pytest.raises(NotFound):
        await page.use_new("missing")


async def test_duplicates_stand_side_by_side_and_one_goes_with_its_tags(
    page: CardEditingState, tab: Tab[Any], use_database: Database, deck: Deck, card: Card
) -> None:
    with use_database.write() as session:
        editing.edit_card(session, deck.user_id, card.id, tags=["old"], now=NOON)
        again = editing.add_card(
            session, deck.user_id, deck.id, question="What is ATP?", answer="A molecule", tags=["new"],
            now=NOON + timedelta(days=1),
        )  # fmt: skip
    await page._read()
    assert [row.is_duplicate for row in page.cards] == [True, False]
    similar = await tab(DuplicatesState)
    await similar.compare(again.id)
    assert (similar.pair.other_id, similar.pair.mine.answer, similar.pair.other.answer) == (
        card.id,
        "<p>A molecule</p>",
        "<p>Energy</p>",
    )
    await similar.merge_tags()
    assert ([row.id for row in page.cards], page.cards[0].tags, similar.pair.card_id) == ([card.id], ["old", "new"], "")
    await similar.part_again(again.id, card.id, ["old"])
    assert [row.tags for row in page.cards] == [["new"], ["old"]]
    await similar.compare(again.id)
    await similar.keep_both()
    assert [row.is_duplicate for row in page.cards] == [False, False]
