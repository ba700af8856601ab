"""Cards from an uploaded document: the job names it, and reads it when it runs."""

import pytest

from studyapp.errors import NotFound
from studyapp.jobs.queue.queue import QUEUE
from studyapp.material.pages import PageProblem
from studyapp.material.reading import Document
from studyapp.models import Deck, Job, JobStatus
from studyapp.services import documents
from tests.generation.material import CELLS
from tests.jobs.kinds.flashcards.asking import questions
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

WORDS = "\n".join(f"palabra {at} - word {at}" for at in range(30))
TYPE = "flashcard_generation"


def stored(workshop: Workshop, document: Document, *, pairs: int = 0) -> str:
    with workshop.database.write() as session:
        return documents.add_document(session, workshop.user_id, document, pairs=pairs, now=workshop.clock()).id


async def test_cards_of_a_document_name_it_and_their_pages(workshop: Workshop):
    middle = CELLS.index("\n\n", len(CELLS) // 2) + 2
    scanned = Document("Lecture 3", CELLS, (0, middle, len(CELLS)), (None, None, PageProblem.NO_TEXT))
    job = await workshop.see_through(TYPE, document_id=stored(workshop, scanned), count=8)
    cards = workshop.cards(job.id)
    assert (job.status, len(cards)) == (JobStatus.COMPLETED, 8)
    assert {card.source_title for card in cards} == {"Lecture 3"}
    assert {card.source_page for card in cards} == {1, 2}
    assert result_of(job)["note"] == "1 of 3 pages has no text: a scan."
    with workshop.database.read() as session:
        assert session.get_one(Deck, job.target_id).title == "Lecture 3"


async def test_a_document_that_is_a_word_list_becomes_all_its_pairs(modest_workshop: Workshop):
    document_id = stored(modest_workshop, Document("Words", WORDS), pairs=30)
    job = await modest_workshop.see_through(TYPE, document_id=document_id, count=10)
    assert (job.status, job.items_done, job.items_expected) == (JobStatus.COMPLETED, 30, 30)
    both = await modest_workshop.see_through(
        TYPE, document_id=document_id, both_directions=True, deck_title="Both ways"
    )
    assert (both.items_done, both.items_expected) == (60, 60)


async def test_a_book_of_1_9_million_characters_is_read_in_places(workshop: Workshop, server: ProviderServer):
    page = CELLS + "\n\n"
    pages = 1_900_000 // len(page) + 1
    starts = tuple(at * len(page) for at in range(pages))
    book = Document("A whole book", page * pages, starts, (None,) * pages)
    assert len(book.text) > 1_900_000
    job = await workshop.see_through(TYPE, document_id=stored(workshop, book), count=6)
    assert job.status is JobStatus.COMPLETED
    assert len(server.calls) >= 6
    assert all(len(call.material) < 20_000 for call in server.calls)
    pages_asked = {card.source_page for card in workshop.cards(job.id)}
    assert len(pages_asked) == 6


async def test_a_broken_job_goes_on_with_its_document(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.OK).then(Behaviour.CUT_OFF, after=1)
    document_id = stored(workshop, Document("Lecture 3", CELLS))
    job = await workshop.see_through(TYPE, document_id=document_id, count=8)
    assert (job.status, len(workshop.attempts(job.id)), job.items_done) == (JobStatus.COMPLETED, 2, 8)
    assert len(set(questions(workshop.cards(job.id)))) == 8


async def test_a_job_whose_document_was_deleted_says_so(modest_workshop: Workshop):
    document_id = stored(modest_workshop, Document("Lecture 3", CELLS))

    def ask_and_delete() -> Job:
        with modest_workshop.database.write() as session:
            now, me = modest_workshop.clock(), modest_workshop.user_id
            admitted = QUEUE.enqueue(session, me, TYPE, {"document_id": document_id}, now=now)
            documents.delete_document(session, me, document_id)
            return session.get_one(Job, admitted.job.id)

    job = await modest_workshop.ended(ask_and_delete().id)
    assert (job.status, job.retryable) == (JobStatus.FAILED, False)
    assert job.error == "This document is not there any more. Upload it again."


async def test_a_document_that_is_not_there_is_refused_at_the_door(modest_workshop: Workshop):
    with pytest.raises(NotFound, match="Upload it again"):
        await modest_workshop.see_through(TYPE, document_id="nowhere")


async def test_the_same_document_for_the_same_deck_is_one_job(modest_workshop: Workshop):
    document_id = stored(modest_workshop, Document("Lecture 3", CELLS))
    with modest_workshop.database.write() as session:
        now, me = modest_workshop.clock(), modest_workshop.user_id
        asked = [
            QUEUE.enqueue(session, me, TYPE, {"document_id": document_id, "count": count}, now=now) for count in (3, 4)
        ]
    assert [each.created for each in asked] == [True, False]
