"""A text becomes as many cards as asked for, one by one, through the real engine and the real SDK."""

from studyapp.models import JobStatus
from tests.generation.material import CELLS
from tests.jobs.kinds.flashcards.asking import ONE_CHUNK, questions
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


async def test_a_text_becomes_the_cards_asked_for(workshop: Workshop, server: ProviderServer):
    job = await workshop.run(CELLS, count=8, source_title="Cells")
    cards = workshop.cards(job.id)
    assert job.status is JobStatus.COMPLETED
    assert (job.items_done, job.items_expected, job.progress, job.attempts) == (8, 8, 100, 1)
    assert result_of(job) == {
        "deck_id": job.target_id,
        "flashcard_ids": [card.id for card in cards],
        "count": 8,
        "rejected": {},
        "partial": False,
    }
    assert len({card.ordinal for card in cards}) == 8
    assert len(set(questions(cards))) == 8
    assert all(card.source_title == "Cells" and card.source_quote and card.source_quote in CELLS for card in cards)
    assert [call.count for call in server.calls] == [4, 4]
    assert [call.material for call in server.calls] == [ONE_CHUNK.strip(), CELLS[len(ONE_CHUNK) :].strip()]


async def test_cards_are_there_while_others_are_still_being_made(workshop: Workshop, server: ProviderServer):
    server.hold_after(2)
    job_id = workshop.ask(CELLS, count=8).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 2)
    assert job.status is JobStatus.PROCESSING
    assert (job.progress, job.phase) == (25, "generating")
    assert len(workshop.cards(job_id)) == 2
    server.go_on()
    await workshop.ended(job_id)


async def test_an_empty_answer_is_no_success(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.EMPTY)
    job = await workshop.run(CELLS, count=4)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "BAD_OUTPUT")
    assert job.error == "The model found nothing in this text to make a card of."


async def test_fewer_cards_than_asked_for_come_with_a_note(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.TOO_FEW, after=1)
    job = await workshop.run(CELLS, count=6)
    assert job.status is JobStatus.COMPLETED
    assert result_of(job)["count"] == 2
    assert result_of(job)["note"] == "2 of 6 cards: the text did not yield more."


async def test_a_chunk_makes_up_for_what_the_one_before_did_not_give(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.TOO_FEW, after=1)
    job = await workshop.run(CELLS, count=6)
    assert [call.count for call in server.calls] == [3, 5]
    assert job.items_done == 6


async def test_what_is_made_up_for_has_a_limit(workshop: Workshop, server: ProviderServer):
    text = "\n\n".join(f"# Part {number}\n\n{CELLS[10:420]}" for number in range(5))
    server.always(Behaviour.EMPTY)
    await workshop.run(text, count=5)
    assert [call.count for call in server.calls] == [1, 2, 3, 3, 3]


async def test_more_cards_than_asked_for_are_not_saved(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.TOO_MANY)
    job = await workshop.run(CELLS, count=4)
    assert len(workshop.cards(job.id)) == 4


async def test_the_same_card_is_saved_once(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.REPEATS)
    job = await workshop.run(CELLS, count=4)
    cards = workshop.cards(job.id)
    assert len(cards) == len(set(questions(cards)))
    assert result_of(job)["rejected"]["F9"] > 0


async def test_each_card_names_the_page_its_quote_stands_on(workshop: Workshop):
    starts = [0, CELLS.index("Ribosomes"), CELLS.index("# The membrane")]
    job = await workshop.run(CELLS, count=8, page_starts=starts)
    for card in workshop.cards(job.id):
        assert card.source_quote
        at = CELLS.index(card.source_quote)
        assert card.source_page == sum(start <= at for start in starts)
    assert {card.source_page for card in workshop.cards(job.id)} == {1, 2, 3}


async def test_pressing_twice_is_one_job(workshop: Workshop, server: ProviderServer):
    server.delay = 0.05
    first, second = workshop.ask(CELLS, count=3), workshop.ask(CELLS, count=5)
    assert (first.created, second.created) == (True, False)
    assert first.job.id == second.job.id
    await workshop.ended(first.job.id)
