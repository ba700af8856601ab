"""Rejected cards are asked for once more, with the reasons."""

from studyapp.models import JobStatus
from tests.generation.material import CELLS
from tests.jobs.kinds.flashcards.asking import ONE_CHUNK, questions
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


async def test_rejected_cards_are_asked_for_once_more_with_the_reasons(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 8)
    assert result_of(job)["rejected"] == {"F3": 2}
    assert [call.count for call in server.calls] == [4, 2, 4]
    repair = server.calls[1]
    assert repair.material == server.calls[0].material
    assert (
        "Is statement number 1 in this passage true? – The question can be answered with yes or no."
        in repair.asked.text
    )
    assert set(questions(workshop.cards(job.id)[:2])) == set(repair.asked.avoid)


async def test_there_is_never_a_second_repair(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.ALL_BAD).then(Behaviour.OK)
    job = await workshop.run(CELLS, count=4)
    assert [call.count for call in server.calls] == [2, 1, 3]
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 4)


async def test_a_repair_that_fails_costs_no_card(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.BROKEN)
    job = await workshop.run(ONE_CHUNK, count=4)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)
    assert result_of(job)["note"] == "2 of 4 cards: rejected were 2 answered with yes or no."


async def test_a_repair_for_which_nobody_is_there_is_waited_for(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.OVERLOADED)
    job = await workshop.run(ONE_CHUNK, count=4)
    assert (job.status, job.attempts, job.items_done) == (JobStatus.COMPLETED, 1, 4)
    assert [attempt.outcome for attempt in workshop.attempts(job.id)] == ["outage", "completed"]


async def test_a_later_attempt_does_not_repair_again(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.SILENT).then(Behaviour.SOME_BAD)
    job_id = workshop.ask(ONE_CHUNK, count=4).job.id
    await workshop.until(job_id, lambda job: len(server.calls) == 2)
    await workshop.restart()
    job = await workshop.ended(job_id)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)
    assert [("<rejected-" in call.asked.text) for call in server.calls] == [False, True, False]
    assert [call.count for call in server.calls] == [4, 2, 2]
    assert result_of(job) | {"flashcard_ids": []} == {
        "deck_id": job.target_id,
        "flashcard_ids": [],
        "count": 3,
        "rejected": {"F3": 3},
        "partial": False,
        "note": "3 of 4 cards: rejected were 3 answered with yes or no.",
    }


async def test_when_nothing_passes_the_job_fails_with_the_reasons(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.ALL_BAD)
    job = await workshop.run(CELLS, count=4)
    assert (job.status, job.error_code, job.retryable) == (JobStatus.FAILED, "BAD_OUTPUT", False)
    assert job.error == "None of the 12 cards was good enough: 12 answered with yes or no."
    assert workshop.cards(job.id) == []
    assert job.result is None


async def test_what_cannot_be_read_is_asked_for_once_more(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.UNREADABLE_ITEM, after=1)
    job = await workshop.run(ONE_CHUNK, count=4)
    assert (job.status, job.attempts, len(workshop.cards(job.id))) == (JobStatus.COMPLETED, 1, 4)
    assert result_of(job)["rejected"] == {"unreadable": 1}
    first, repair = server.calls
    assert (first.count, repair.count) == (4, 1)
    assert "This item was no JSON." in repair.asked.text


async def test_what_cannot_be_read_twice_is_said(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.UNREADABLE_ITEM, after=1).then(Behaviour.UNREADABLE_ITEM, after=0)
    job = await workshop.run(ONE_CHUNK, count=4)
    assert (job.status, job.attempts, len(workshop.cards(job.id))) == (JobStatus.COMPLETED, 1, 3)
    assert result_of(job)["rejected"] == {"unreadable": 2}
    assert result_of(job)["note"] == "3 of 4 cards: rejected were 2 that could not be read."
