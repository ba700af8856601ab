"""Question jobs that break, are cancelled or restarted: what is saved stays, and nothing is asked for twice."""

import asyncio

import pytest

from studyapp.models import JobStatus
from tests.jobs.kinds.questions.asking import KIND, PROMPT, made
from tests.jobs.kinds.workshop import BREAKS, Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


@pytest.mark.parametrize("behaviour", BREAKS)
async def test_an_answer_that_breaks_is_taken_up_where_it_broke(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(behaviour, after=3)
    job, cards = await made(workshop)
    assert (job.status, len(workshop.attempts(job.id)), job.items_done) == (JobStatus.COMPLETED, 2, 8), job.error
    assert len({card.question for card in cards}) == len(cards) == 8
    assert [call.asked.count for call in server.calls] == [None, 5]
    assert {card.question for card in cards[:3]} <= set(server.calls[1].asked.avoid)
    assert f"What matters about {PROMPT}\n</intent-" in server.calls[1].asked.text


async def test_an_answer_that_breaks_before_its_first_question_is_asked_for_as_it_was_announced(
    workshop: Workshop, server: ProviderServer
):
    server.then(Behaviour.CUT_OFF, after=0)
    job, cards = await made(workshop)
    assert (job.status, len(cards), result_of(job)["intent"]) == (
        JobStatus.COMPLETED, 8, f"What matters about {PROMPT}",
    )  # fmt: skip
    assert [call.asked.count for call in server.calls] == [None, 8]


@pytest.mark.parametrize("behaviour", [Behaviour.OK, Behaviour.SLOW, Behaviour.SILENT])
async def test_cancel_hangs_up_and_keeps_what_is_saved(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(Behaviour.CUT_OFF, after=4).then(behaviour, delay=30)
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    job = await workshop.until(job_id, lambda job: job.error_code == "NETWORK" and job.status is JobStatus.PENDING)
    workshop.clock.reach(job.run_at)
    await workshop.engine.start_due()
    await workshop.until(job_id, lambda _: len(server.calls) == 2)
    await asyncio.sleep(0.05)
    workshop.cancel(job_id)
    assert await server.calls[1].ended() == "disconnected"
    job = await workshop.ended(job_id)
    cards = workshop.cards(job_id)
    assert job.status is JobStatus.CANCELLED
    assert result_of(job) == {
        "deck_id": job.target_id,
        "flashcard_ids": [card.id for card in cards],
        "intent": f"What matters about {PROMPT}",
        "count": len(cards),
        "rejected": {},
        "partial": True,
    }
    assert len(cards) in (4, 5)


async def test_a_restart_in_the_middle_doubles_nothing(workshop: Workshop, server: ProviderServer):
    server.hold_after(4).delay = 0.1
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    await workshop.until(job_id, lambda job: job.items_done >= 3)
    await workshop.restart()
    server.go_on()
    job = await workshop.ended(job_id)
    cards = workshop.cards(job_id)
    assert (job.status, job.attempts, len(cards)) == (JobStatus.COMPLETED, 1, 8)
    assert len({card.question for card in cards}) == 8
    assert server.calls[1].asked.count in (3, 4, 5)
