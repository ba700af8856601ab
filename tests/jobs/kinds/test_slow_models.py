"""A model that is slow but sends signs of life is waited for; a silent one is not."""

from datetime import timedelta

from studyapp.generation.provider import Sign
from studyapp.jobs.kinds.keepalive import NOTED_EVERY, Keepalive
from studyapp.jobs.queue.rescue import STALL, stall
from studyapp.models import JobStatus
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import Behaviour, ProviderServer

TEXT = "Osmosis is the movement of water through a membrane. " * 3
LONG = 3600.0


async def begun(workshop: Workshop, server: ProviderServer) -> str:
    job_id = workshop.ask(TEXT, count=1).job.id
    await workshop.until(job_id, lambda job: job.phase == "generating" and len(server.open_calls) == 1)
    return job_id


async def test_six_minutes_of_thinking_are_one_attempt_and_one_call(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.THINKING, seconds=LONG)
    job_id = await begun(workshop, server)
    for _ in range(12):
        seen = workshop.job(job_id).progressed_at
        workshop.clock.pass_by(timedelta(seconds=NOTED_EVERY + 1))
        await workshop.until(job_id, lambda job, seen=seen: job.progressed_at != seen)
        await workshop.engine.rescue()
    assert timedelta(seconds=12 * NOTED_EVERY) > STALL
    job = workshop.job(job_id)
    assert (job.status, job.attempts, len(server.calls)) == (JobStatus.PROCESSING, 1, 1)


async def test_words_are_noted_every_half_minute_and_not_each():
    now, notes = 0.0, 0

    async def alive() -> None:
        nonlocal notes
        notes += 1

    async def answered() -> None:
        raise AssertionError("words are no answer to a knock")

    keepalive = Keepalive(answered=answered, alive=alive, steady=lambda: now)
    for now in range(100):  # noqa: B007 - the clock reads it
        await keepalive.hear(Sign.WORDS)
    assert notes == 3


async def test_pings_alone_are_silence_and_the_sentence_names_the_setting(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.SLOW, seconds=LONG)
    job_id = await begun(workshop, server)
    for _ in range(11):  # one long step would look as if the machine had slept
        workshop.clock.pass_by(STALL / 10)
        await workshop.engine.rescue()
    attempt, *_ = workshop.attempts(job_id)
    assert (attempt.outcome, attempt.error_code) == ("rescued", "TIMEOUT")
    assert attempt.error
    assert "took too long" in attempt.error
    assert "STUDYAPP_PROVIDER_TIMEOUT_SECONDS" in attempt.error


def test_a_model_that_may_be_silent_for_longer_is_not_taken_for_dead_before() -> None:
    assert stall(120) == STALL
    assert stall(600) > timedelta(seconds=600)
