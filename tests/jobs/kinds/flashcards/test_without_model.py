"""Flashcard jobs without a model."""

from studyapp.models import JobStatus
from tests.generation.material import CELLS
from tests.jobs.kinds.workshop import Workshop

POEM = "O rose, thou art sick!\nThe invisible worm,\nThat flies in the night,\nIn the howling storm,\n" * 2


async def test_cards_are_made_without_a_model(modest_workshop: Workshop):
    job = await modest_workshop.run(CELLS, count=1, source_title="Cells")
    cards = modest_workshop.cards(job.id)
    assert (job.status, job.items_done, job.attempts) == (JobStatus.COMPLETED, 1, 1)
    assert len(cards) == 1
    assert all(card.source_quote for card in cards)
    [attempt] = modest_workshop.attempts(job.id)
    assert (attempt.provider, attempt.model, attempt.tokens_in) == ("extractive", None, None)


async def test_a_text_without_facts_fails_and_says_what_would_help(modest_workshop: Workshop):
    job = await modest_workshop.run(POEM, count=4)
    assert (job.status, job.error_code, job.retryable) == (JobStatus.FAILED, "BAD_INPUT", False)
    assert job.error
    assert "ANTHROPIC_API_KEY" in job.error
    assert modest_workshop.cards(job.id) == []


async def test_a_text_that_is_used_up_says_so(modest_workshop: Workshop):
    first = await modest_workshop.run(CELLS, count=50, deck_title="Cells")
    assert first.result
    assert "the text did not yield more" in first.result["note"]
    second = await modest_workshop.run(CELLS, count=50, deck_title="Cells")
    assert (second.status, second.error) == (JobStatus.FAILED, "The deck already holds every card this text yields.")
