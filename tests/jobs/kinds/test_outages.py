"""A provider that becomes unavailable and returns: real requests to a real server, with a shortened schedule."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import Job, JobStatus, User
from tests.jobs.kinds.workshop import Workshop, model_at, workshop_with
from tests.provider_server import Behaviour, ProviderServer

TEXTS = [f"Osmosis number {number} is the movement of water through a membrane. " * 2 for number in range(9)]
NEVER = 3600.0


@asynccontextmanager
async def at_work(
    database: Database, owner: User, server: ProviderServer, folder: Path, **more: object
) -> AsyncGenerator[Workshop]:
    pace = more.pop("pace", Pace(look=0.05, outage_waits=(0.2, 0.4), knock=NEVER))
    model = model_at(server, chunk_chars=8_000)
    async with workshop_with(database, owner.id, model, data_dir=folder, pace=pace, **more) as workshop:
        yield workshop


def waits(job: Job) -> bool:
    return job.status is JobStatus.PENDING and job.outage_since is not None


async def ended(workshop: Workshop, job_ids: list[str]) -> list[Job]:
    return [await workshop.until(job_id, lambda job: job.finished_at is not None) for job_id in job_ids]


async def test_nine_jobs_outlast_a_provider_that_was_closed_and_opened_again(
    database: Database, owner: User, tmp_path: Path
):
    async with ProviderServer() as server:
        port = server.port
        server.hold_after(1)
        async with at_work(database, owner, server, tmp_path, jobs_per_hour=100) as workshop:
            ids = [workshop.ask(text, count=2).job.id for text in TEXTS]
            await workshop.until(ids[2], lambda job: job.items_done == 1)
            await server.__aexit__()
            for job_id in ids:
                await workshop.until(job_id, waits)
            jobs = [workshop.job(job_id) for job_id in ids]
            assert {job.error for job in jobs if job.error} <= {
                f"http://127.0.0.1:{port} cannot be reached.",
                f"The connection to http://127.0.0.1:{port} broke before the answer was complete.",
            }
            server.go_on()
            async with ProviderServer(port=port):
                done = await ended(workshop, ids)
    assert [(job.status, job.items_done, job.attempts) for job in done] == [(JobStatus.COMPLETED, 2, 1)] * 9
    assert {job.outage_since for job in done} == {None}


async def test_while_it_is_away_one_job_tries_and_the_others_wait_with_it(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    server.always(Behaviour.OVERLOADED)
    pace = Pace(look=0.05, outage_waits=(NEVER,), knock=NEVER)
    async with at_work(database, owner, server, tmp_path, pace=pace, jobs_per_hour=100) as workshop:
        first = workshop.ask(TEXTS[0], count=2).job.id
        await workshop.until(first, waits)
        others = [workshop.ask(text, count=2).job.id for text in TEXTS[1:]]
        for job_id in others:
            assert (await workshop.until(job_id, waits)).error == workshop.job(first).error
        assert len(server.calls) == 1, "nobody asks a provider that is known to be away"
        assert {workshop.job(job_id).attempts for job_id in others} == {0}
        moments = [workshop.job(job_id).run_at for job_id in (first, *others)]
        assert max(moments) - min(moments) < timedelta(seconds=60), "all are to go on together"

        workshop.change(lambda session: QUEUE.try_now(session, owner.id, others[3], now=workshop.clock()))
        await workshop.until(others[3], lambda _: len(server.calls) == 2)
        await workshop.until(others[3], waits)

        server.always(Behaviour.OK)
        workshop.change(lambda session: QUEUE.try_now(session, owner.id, others[0], now=workshop.clock()))
        done = await ended(workshop, [first, *others])
    assert {(job.status, job.items_done, job.attempts) for job in done} == {(JobStatus.COMPLETED, 2, 1)}


async def test_a_knock_that_is_answered_ends_the_wait(database: Database, owner: User, tmp_path: Path):
    async with ProviderServer() as server:
        port = server.port
        await server.__aexit__()
        pace = Pace(look=0.05, outage_waits=(NEVER,), knock=0.05)
        async with at_work(database, owner, server, tmp_path, pace=pace) as workshop:
            job_id = workshop.ask(TEXTS[0], count=2).job.id
            await workshop.until(job_id, waits)
            async with ProviderServer(port=port):
                [job] = await ended(workshop, [job_id])
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)


async def test_knocks_at_a_provider_that_is_there_but_overloaded_bring_nothing_forward(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    server.always(Behaviour.OVERLOADED)
    pace = Pace(look=0.05, outage_waits=(NEVER,), knock=0.02)
    async with at_work(database, owner, server, tmp_path, pace=pace) as workshop:
        job_id = workshop.ask(TEXTS[0], count=2).job.id
        await workshop.until(job_id, waits)
        await workshop.until(job_id, lambda _: server.knocks >= 5)
        assert len(server.calls) == 1


async def test_a_provider_that_asks_for_a_day_is_tried_as_often_as_any_other(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    server.always(Behaviour.OVERLOADED, seconds=86_400)
    async with at_work(database, owner, server, tmp_path) as workshop:
        job_id = workshop.ask(TEXTS[0], count=2).job.id
        await workshop.until(job_id, waits)
        server.always(Behaviour.OK)
        [job] = await ended(workshop, [job_id])
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)


async def test_nobody_is_made_to_wait_longer_than_patience(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    server.always(Behaviour.OVERLOADED)
    pace = Pace(look=0.05, outage_waits=(NEVER,), knock=NEVER)
    async with at_work(database, owner, server, tmp_path, pace=pace, outage_patience_minutes=30) as workshop:
        job = await workshop.until(workshop.ask(TEXTS[0], count=2).job.id, waits)
        assert job.run_at - workshop.clock() <= timedelta(minutes=30)


async def test_patience_ends_and_the_sentence_says_how_long_it_was(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    server.always(Behaviour.OVERLOADED)
    async with at_work(database, owner, server, tmp_path, outage_patience_minutes=30, jobs_per_hour=100) as workshop:
        ids = [workshop.ask(text, count=2).job.id for text in TEXTS[:4]]
        for job_id in ids:
            await workshop.until(job_id, waits)
        workshop.clock.pass_by(timedelta(minutes=31))
        done = await ended(workshop, ids)
    for job in done:
        assert (job.status, job.error_code, job.retryable) == (JobStatus.FAILED, "OVERLOADED", True)
        assert job.error
        assert job.error.endswith("It was waited for 31 minutes.")


async def test_without_patience_it_is_tried_three_times(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    server.always(Behaviour.OVERLOADED)
    async with at_work(database, owner, server, tmp_path, outage_patience_minutes=0) as workshop:
        job = await workshop.run(TEXTS[0], count=2)
    assert (job.status, job.error_code, job.attempts) == (JobStatus.FAILED, "OVERLOADED", 3)
    assert len(server.calls) == 3


async def test_an_answer_that_always_breaks_holds_up_nobody_else(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    """A local model that runs out of memory at one prompt, at every attempt, behaves like this."""
    async with at_work(database, owner, server, tmp_path) as workshop:
        poison = workshop.ask("provider:cut_off!" + TEXTS[0], count=2).job.id
        await workshop.until(poison, waits)
        [other] = await ended(workshop, [workshop.ask(TEXTS[1], count=2).job.id])
        assert other.status is JobStatus.COMPLETED
        assert workshop.job(poison).finished_at is None


async def test_a_stopped_job_waits_no_more_and_only_what_waits_can_be_tried_now(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    server.always(Behaviour.OVERLOADED)
    pace = Pace(look=0.05, outage_waits=(NEVER,), knock=NEVER)
    async with at_work(database, owner, server, tmp_path, pace=pace) as workshop:
        job_id = workshop.ask(TEXTS[0], count=2).job.id
        await workshop.until(job_id, waits)
        workshop.cancel(job_id)
        assert workshop.job(job_id).status is JobStatus.CANCELLED
        with pytest.raises(Conflict):
            workshop.change(lambda session: QUEUE.try_now(session, owner.id, job_id, now=workshop.clock()))
