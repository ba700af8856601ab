"""A retry makes what an ended job left missing, and nothing twice."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from studyapp.errors import Conflict
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.models import Card, Job, JobStatus
from studyapp.services.cards import bulk
from tests.generation.material import CELLS
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import Behaviour, ProviderServer

QUESTIONS = "question_generation"
PROMPT = "8 questions on what everybody should know"


async def half_a_text(workshop: Workshop, server: ProviderServer, **more: Any) -> Job:
    """A job that ended with the first of two chunks of four cards, and one card of the second."""
    server.then(Behaviour.OK).then(Behaviour.REFUSAL, after=1)
    job = await workshop.run(CELLS, count=8, **more)
    assert (job.status, job.items_done) == (JobStatus.FAILED, 5)
    server.calls.clear()
    return job


def questions(made: list[Card]) -> list[str]:
    return [card.question for card in made]


async def test_a_retry_makes_the_missing_cards_and_pays_for_no_finished_chunk(
    workshop: Workshop, server: ProviderServer
) -> None:
    old = await half_a_text(workshop, server)
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert (job.status, job.items_done, job.items_expected, job.progress) == (JobStatus.COMPLETED, 3, 3, 100)
    assert job.result
    assert (job.result["count"], job.result["rejected"], "note" in job.result) == (3, {}, False)
    [call] = server.calls
    assert (call.count, call.material.startswith("# The membrane")) == (3, True)
    assert set(questions(workshop.cards(old.id))) == set(call.asked.avoid)
    new = workshop.cards(job.id)
    assert new[0].ordinal == 0
    assert len(set(questions(new + workshop.cards(old.id)))) == 8


async def test_how_many_are_missing_is_said_before_the_first_is_made(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server)
    await workshop.engine.stop()
    again = workshop.retry(old.id)
    assert (again.created, again.job.items_expected, again.job.items_done) == (True, 3, 0)
    assert (again.job.retry_of, again.job.is_retried) == (old.id, False)


async def test_a_chunk_that_gave_less_is_made_up_for_by_the_retry_too(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.TOO_FEW, after=1).then(Behaviour.REFUSAL, after=1)
    old = await workshop.run(CELLS, count=8)
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert (old.items_done, job.items_done, job.items_expected) == (2, 6, 6)
    assert [call.count for call in server.calls] == [4, 7, 6]


async def test_where_nothing_was_kept_everything_is_asked_for_again(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.REFUSAL, after=0)
    old = await workshop.run(CELLS, count=8)
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert (old.items_done, job.items_done, job.items_expected) == (0, 8, 8)


async def test_a_retry_that_fails_too_is_gone_on_from(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server)
    server.then(Behaviour.REFUSAL, after=1)
    second = await workshop.ended(workshop.retry(old.id).job.id)
    server.then(Behaviour.REFUSAL, after=0)
    third = await workshop.ended(workshop.retry(second.id).job.id)
    job = await workshop.ended(workshop.retry(third.id).job.id)
    assert [(each.items_done, each.items_expected) for each in (second, third, job)] == [(1, 3), (0, 2), (2, 2)]
    assert [call.count for call in server.calls] == [3, 2, 2]


async def test_what_is_missing_is_made_once_however_often_it_is_retried(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server)
    server.then(Behaviour.OK, delay=0.2)
    first = workshop.retry(old.id)
    twice = workshop.retry(old.id)
    assert (twice.job.id, twice.created) == (first.job.id, False)
    await workshop.ended(first.job.id)
    with pytest.raises(Conflict, match="Nothing is missing"):
        workshop.retry(old.id)


async def test_the_same_request_made_while_its_retry_runs_is_that_retry(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server, deck_title="Cells")
    server.hold_after(1)
    again = workshop.retry(old.id).job
    same = workshop.ask(CELLS, count=8, deck_title="Cells")
    assert (same.created, same.job.id) == (False, again.id)
    server.go_on()
    await workshop.ended(again.id)


async def test_two_retries_of_one_job_follow_each_other_whichever_of_them_is_retried(
    workshop: Workshop, server: ProviderServer
) -> None:
    old = await half_a_text(workshop, server)
    server.then(Behaviour.REFUSAL, after=1)
    second = await workshop.ended(workshop.retry(old.id).job.id)
    third = await workshop.ended(workshop.retry(old.id).job.id)
    assert [(each.items_done, each.items_expected) for each in (second, third)] == [(1, 3), (2, 2)]
    with pytest.raises(Conflict, match="Nothing is missing"):
        workshop.retry(second.id)
    with workshop.database.read() as session:
        assert [reading.get_job(session, workshop.user_id, each.id).is_retried for each in (old, second)] == [
            True,
            True,
        ]


async def test_cards_deleted_since_are_not_made_again(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server)
    kept = workshop.cards(old.id)
    ids = [card.id for card in kept]
    workshop.change(lambda session: bulk.delete_cards(session, workshop.user_id, ids, now=workshop.clock()))
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert (job.status, job.items_done, job.items_expected) == (JobStatus.COMPLETED, 3, 3)
    [call] = server.calls
    assert set(questions(kept)) == set(call.asked.avoid)
    assert len(set(questions(kept + workshop.cards(job.id)))) == 8


async def test_a_job_stopped_between_its_last_card_and_its_end_still_gets_the_missing_ones(
    workshop: Workshop, server: ProviderServer
) -> None:
    old = await half_a_text(workshop, server)

    def all_chunks_are_done(session: Any) -> None:
        row = session.get(Job, old.id)
        row.checkpoint = row.checkpoint | {"chunks_done": 2}
        session.add(row)

    workshop.change(all_chunks_are_done)
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 3), job.error
    assert [call.count for call in server.calls] == [3]


async def test_a_restart_while_the_last_chunk_is_asked_once_more_loses_none_of_what_is_missing(
    workshop: Workshop, server: ProviderServer
) -> None:
    server.then(Behaviour.OK).then(Behaviour.TOO_FEW, after=1)
    old = await workshop.run(CELLS, count=8)
    assert (old.status, old.items_done) == (JobStatus.COMPLETED, 5)
    workshop.change(lambda session: session.execute(update(Job).values(status=JobStatus.CANCELLED)))
    server.hold_after(1)
    job_id = workshop.retry(old.id).job.id
    await workshop.until(job_id, lambda job: job.items_done == 1)
    await workshop.restart()
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.items_done, job.items_expected) == (JobStatus.COMPLETED, 3, 3)


async def test_running_it_again_asks_for_everything(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server)
    with workshop.database.write() as session:
        again = QUEUE.repeat(session, workshop.user_id, old.id, now=workshop.clock() + timedelta(seconds=1))
    assert (again.job.items_expected, again.job.retry_of) == (8, None)
    job = await workshop.ended(again.job.id)
    assert job.items_done == 8


async def test_a_restart_amid_the_retry_brings_exactly_what_was_missing(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server)
    server.hold_after(1)
    job_id = workshop.retry(old.id).job.id
    await workshop.until(job_id, lambda job: job.items_done == 1)
    await workshop.restart()
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.items_done, job.items_expected) == (JobStatus.COMPLETED, 3, 3)
    assert len(set(questions(workshop.cards(job_id) + workshop.cards(old.id)))) == 8


async def test_questions_stay_understood_and_only_the_missing_ones_are_asked_for(
    workshop: Workshop, server: ProviderServer
) -> None:
    server.then(Behaviour.REFUSAL, after=3)
    old = await workshop.see_through(QUESTIONS, prompt=PROMPT)
    assert (old.status, old.items_done) == (JobStatus.FAILED, 3)
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert (job.status, job.items_done, job.items_expected) == (JobStatus.COMPLETED, 5, 5)
    assert job.result
    assert (job.result["intent"], "note" in job.result) == (f"What matters about {PROMPT}", False)
    assert [call.asked.count for call in server.calls] == [None, 5]
    assert set(questions(workshop.cards(old.id))) <= set(server.calls[1].asked.avoid)
    assert len(set(questions(workshop.cards(old.id) + workshop.cards(job.id)))) == 8


async def test_a_second_batch_of_questions_is_gone_on_with(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.OK).then(Behaviour.REFUSAL, after=2)
    old = await workshop.see_through(QUESTIONS, prompt="25 questions on what everybody should know")
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert (old.items_done, job.items_done, job.items_expected) == (22, 3, 3)
    assert [call.asked.count for call in server.calls] == [None, 5, 3]


async def test_a_question_job_stopped_after_its_last_question_has_nothing_to_retry(
    workshop: Workshop, server: ProviderServer
) -> None:
    server.then(Behaviour.SILENT)
    job_id = workshop.enqueue(QUESTIONS, prompt=PROMPT).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.cancel(job_id)
    await workshop.ended(job_id)

    def all_are_there(session: Any) -> None:
        row = session.get(Job, job_id)
        row.checkpoint = {"intent": "All", "total": 8, "batches_done": 1, "saved": 8}
        row.items_done = row.items_expected = 8
        session.add(row)

    workshop.change(all_are_there)
    with pytest.raises(Conflict, match="Nothing is missing"):
        workshop.retry(job_id)


async def test_fewer_than_were_missing_come_with_a_note_of_their_own(workshop: Workshop, server: ProviderServer):
    old = await half_a_text(workshop, server)
    server.then(Behaviour.TOO_FEW, after=1)
    job = await workshop.ended(workshop.retry(old.id).job.id)
    assert job.result
    assert job.result["note"] == "1 of 3 cards: the text did not yield more."
