"""A job that makes nothing leaves no empty deck behind. Until the job is deleted, its deck can be opened and filled."""

from datetime import timedelta
from typing import Any

import pytest

from studyapp.errors import LimitReached, NotFound
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import retention
from studyapp.models import Deck, JobStatus
from studyapp.services import decks
from studyapp.services.study import today
from tests.generation.material import CELLS
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import Behaviour, ProviderServer

REQUESTS: list[tuple[str, dict[str, Any]]] = [
    ("flashcard_generation", {"content": CELLS, "count": 4}),
    ("question_generation", {"prompt": "4 questions on cells"}),
]


def listed(workshop: Workshop) -> list[str]:
    with workshop.database.read() as session:
        shown = decks.list_decks(session, workshop.user_id, now=workshop.clock())
        assert len(shown) == today.today(session, workshop.user_id, now=workshop.clock()).totals.decks
    return [deck.id for deck in shown]


def deck_of(workshop: Workshop, job_id: str) -> Deck:
    with workshop.database.read() as session:
        return decks.get_deck(session, workshop.user_id, workshop.job(job_id).target_id)


@pytest.mark.parametrize(("kind", "payload"), REQUESTS)
async def test_the_deck_of_a_failed_request_is_listed_once_a_retry_fills_it(
    workshop: Workshop, server: ProviderServer, kind: str, payload: dict[str, Any]
):
    server.then(Behaviour.REFUSAL).hold_after(0)
    job_id = workshop.enqueue(kind, **payload).job.id
    assert listed(workshop) == [workshop.job(job_id).target_id]
    server.go_on()
    assert (await workshop.ended(job_id)).status is JobStatus.FAILED
    assert listed(workshop) == []
    deck = deck_of(workshop, job_id)
    again = await workshop.ended(workshop.retry(job_id).job.id)
    assert (again.status, again.target_id) == (JobStatus.COMPLETED, deck.id)
    assert listed(workshop) == [deck.id]


async def test_a_deck_the_learner_has_touched_or_that_was_there_before_is_kept(
    workshop: Workshop, server: ProviderServer
):
    server.always(Behaviour.REFUSAL)
    with workshop.database.write() as session:
        before = decks.create_deck(session, workshop.user_id, title="Cells", now=workshop.clock())
    await workshop.run(CELLS, deck_id=before.id)
    renamed = deck_of(workshop, (await workshop.run(CELLS, deck_title="Other cells")).id)
    workshop.change(
        lambda session: decks.edit_deck(session, workshop.user_id, renamed.id, title="Mine", now=workshop.clock())
    )
    assert listed(workshop) == [renamed.id, before.id]


async def test_what_a_cancelled_request_has_saved_keeps_its_deck_listed(workshop: Workshop, server: ProviderServer):
    server.hold_after(1)
    job_id = workshop.ask(CELLS, count=4).job.id
    await workshop.until(job_id, lambda job: job.items_done == 1)
    workshop.cancel(job_id)
    assert (await workshop.ended(job_id)).status is JobStatus.CANCELLED
    assert listed(workshop) == [workshop.job(job_id).target_id]


async def test_a_deck_left_behind_goes_when_its_job_is_forgotten(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.REFUSAL)
    job = await workshop.run(CELLS)
    workshop.change(lambda session: retention.prune(session, now=workshop.clock() + timedelta(days=29)))
    assert deck_of(workshop, job.id)
    workshop.change(lambda session: retention.prune(session, now=workshop.clock() + timedelta(days=31)))
    with workshop.database.read() as session, pytest.raises(NotFound):
        decks.get_deck(session, workshop.user_id, job.target_id)


async def test_a_deck_left_behind_stays_unlisted_while_a_later_job_is_remembered(
    workshop: Workshop, server: ProviderServer
):
    server.always(Behaviour.REFUSAL)
    first = await workshop.run(CELLS, deck_title="Cells")
    workshop.clock.pass_by(timedelta(days=20))
    later = await workshop.run(CELLS * 2, deck_title="Cells")
    assert later.target_id == first.target_id
    for days in (11, 20):
        workshop.clock.pass_by(timedelta(days=days))
        for _ in ("the later job", "then the first"):
            workshop.change(lambda session: retention.prune(session, now=workshop.clock()))
        assert listed(workshop) == []
    with workshop.database.read() as session, pytest.raises(NotFound):
        decks.get_deck(session, workshop.user_id, first.target_id)


async def test_a_refused_request_makes_no_deck(workshop: Workshop):
    await workshop.engine.stop()
    for number in range(3):
        workshop.enqueue("question_generation", prompt=f"Cells {number}")
    before = listed(workshop)
    with pytest.raises(LimitReached), workshop.database.write() as session:
        QUEUE.enqueue(session, workshop.user_id, "question_generation", {"prompt": "More"}, now=workshop.clock())
    assert listed(workshop) == before
