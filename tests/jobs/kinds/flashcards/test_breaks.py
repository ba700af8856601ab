"""Flashcard jobs that break, are cancelled or refused: what is saved stays, and nothing is asked for twice."""

import asyncio
from datetime import timedelta

import pytest

from studyapp.models import JobStatus
from tests.generation.material import CELLS
from tests.jobs.kinds.flashcards.asking import questions
from tests.jobs.kinds.workshop import BREAKS, Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


@pytest.mark.parametrize("behaviour", BREAKS)
async def test_an_answer_that_breaks_in_the_first_chunk_is_taken_up_where_it_broke(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(behaviour, after=3)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, len(workshop.attempts(job.id)), job.items_done) == (JobStatus.COMPLETED, 2, 8)
    cards = workshop.cards(job.id)
    assert len({card.ordinal for card in cards}) == 8
    assert len(set(questions(cards))) == 8
    assert [call.count for call in server.calls] == [4, 1, 4]
    assert set(questions(cards[:3])) <= set(server.calls[1].asked.avoid)


@pytest.mark.parametrize("after", [0, 1, 3])
async def test_a_finished_chunk_is_never_asked_for_again(workshop: Workshop, server: ProviderServer, after: int):
    server.then(Behaviour.OK).then(Behaviour.CUT_OFF, after=after).then(Behaviour.OVERLOADED)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, len(workshop.attempts(job.id))) == (JobStatus.COMPLETED, 3)
    assert len(set(questions(workshop.cards(job.id)))) == 8
    assert [call.count for call in server.calls] == [4, 4, 4 - after, 4 - after]
    assert sum(call.material.startswith("# The cell") for call in server.calls) == 1


async def test_a_finished_chunk_is_not_asked_for_again_for_what_it_did_not_give(
    workshop: Workshop, server: ProviderServer
):
    server.then(Behaviour.TOO_FEW, after=1).then(Behaviour.CUT_OFF, after=2)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 8)
    assert [call.count for call in server.calls] == [4, 7, 5]
    assert sum(call.material.startswith("# The cell") for call in server.calls) == 1


async def test_a_card_deleted_meanwhile_is_neither_made_again_nor_in_the_way(
    workshop: Workshop, server: ProviderServer
):
    server.then(Behaviour.CUT_OFF, after=3)
    job_id = workshop.ask(CELLS, count=8).job.id
    await workshop.until(job_id, lambda job: job.error_code == "NETWORK" and job.status is JobStatus.PENDING)
    last = workshop.cards(job_id)[-1]
    workshop.change(lambda session: session.merge(last).sqlmodel_update({"deleted_at": workshop.clock()}))
    job = await workshop.ended(job_id)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 8)
    assert len(workshop.cards(job_id)) == 8
    assert result_of(job)["count"] == 7


async def test_the_wait_a_provider_asks_for_is_kept(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.RATE_LIMITED, seconds=17)
    job_id = workshop.ask(CELLS, count=2).job.id
    job = await workshop.until(job_id, lambda job: job.attempts == 1 and job.status is JobStatus.PENDING)
    [attempt] = workshop.attempts(job_id)
    assert attempt.ended_at
    assert timedelta(seconds=16) < job.run_at - attempt.ended_at <= timedelta(seconds=17)
    assert (job.error_code, job.retryable) == ("RATE_LIMITED", True)
    assert len(server.calls) == 1
    assert (await workshop.ended(job_id)).status is JobStatus.COMPLETED


@pytest.mark.parametrize("behaviour", [Behaviour.OK, Behaviour.SLOW, Behaviour.SILENT])
async def test_cancel_hangs_up_within_two_seconds_and_keeps_what_is_saved(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(Behaviour.OK).then(behaviour, delay=30)
    job_id = workshop.ask(CELLS, count=8).job.id
    await workshop.until(job_id, lambda job: job.items_done == 4)
    await workshop.until(job_id, lambda job: len(server.calls) == 2)
    await asyncio.sleep(0.05)
    workshop.cancel(job_id)
    assert await server.calls[1].ended() == "disconnected", "the provider would have gone on for half a minute"
    job = await workshop.ended(job_id)
    assert job.status is JobStatus.CANCELLED
    assert result_of(job) == {
        "deck_id": job.target_id,
        "flashcard_ids": [card.id for card in workshop.cards(job_id)],
        "count": 4,
        "rejected": {},
        "partial": True,
    }


@pytest.mark.parametrize(
    ("behaviour", "code", "word"),
    [
        (Behaviour.REFUSAL, "REFUSED", "declined"),
        (Behaviour.UNAUTHORIZED, "API_KEY", "ANTHROPIC_API_KEY"),
        (Behaviour.NOT_FOUND, "NO_MODEL", "test"),
    ],
)
async def test_what_will_not_get_better_fails_at_once_with_a_sentence(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour, code: str, word: str
):
    server.always(behaviour, after=1)
    job = await workshop.run(CELLS, count=4)
    assert (job.status, job.error_code, job.retryable, job.attempts) == (JobStatus.FAILED, code, False, 1)
    assert job.error
    assert word in job.error
    assert len(server.calls) == 1


async def test_what_came_before_a_refusal_is_kept(workshop: Workshop, server: ProviderServer):
    job = await workshop.run(CELLS + " provider:refusal:3", count=8)
    assert job.status is JobStatus.FAILED
    assert (result_of(job)["count"], result_of(job)["partial"]) == (3 + 4 if len(server.calls) == 2 else 3, True)


@pytest.mark.parametrize("ending", [Behaviour.REFUSAL, Behaviour.MAX_TOKENS])
async def test_a_job_that_has_all_its_cards_is_complete_however_the_answer_ends(
    workshop: Workshop, server: ProviderServer, ending: Behaviour
):
    server.then(ending, after=4)
    job = await workshop.run(CELLS, count=4)
    assert (job.status, job.attempts, len(workshop.cards(job.id))) == (JobStatus.COMPLETED, 1, 4)
