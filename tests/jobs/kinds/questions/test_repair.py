"""Rejected questions are asked for once more, with the reasons."""

import pytest

from studyapp.models import JobStatus
from tests.jobs.kinds.questions.asking import made
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


@pytest.mark.parametrize(
    ("behaviour", "rules"),
    [
        (Behaviour.SOME_BAD, {"F3", "F5", "F1"}),
        (Behaviour.KEY_AMONG, {"D1"}),
        (Behaviour.NOT_AMONG, {"D1"}),
        (Behaviour.LONGEST_RIGHT, {"D3"}),
        (Behaviour.REPEATS, {"F9"}),
    ],
)
async def test_rejected_questions_are_asked_for_once_more_with_the_reasons(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour, rules: set[str]
):
    server.then(behaviour)
    job, cards = await made(workshop)
    assert (job.status, job.attempts, len(cards)) == (JobStatus.COMPLETED, 1, 8), job.error
    rejected = result_of(job)["rejected"]
    assert rules & set(rejected)
    repair = server.calls[1]
    assert repair.asked.count == sum(rejected.values())
    assert "<rejected-" in repair.asked.text
    assert len(server.calls) == 2


async def test_there_is_never_a_second_repair(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.ALL_BAD)
    job, cards = await made(workshop)
    assert (job.status, len(cards), len(server.calls)) == (JobStatus.COMPLETED, 4, 2)
    assert result_of(job)["note"].startswith("4 of 8 questions: rejected were 8 ")


async def test_a_repair_that_fails_costs_no_question(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.BROKEN)
    job, cards = await made(workshop)
    assert (job.status, job.attempts, len(cards)) == (JobStatus.COMPLETED, 1, 4)


async def test_a_repair_for_which_nobody_is_there_is_waited_for(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.OVERLOADED)
    job, cards = await made(workshop)
    assert (job.status, job.attempts, len(cards)) == (JobStatus.COMPLETED, 1, 8)
    assert [attempt.outcome for attempt in workshop.attempts(job.id)] == ["outage", "completed"]


@pytest.mark.parametrize("behaviour", [Behaviour.ALL_BAD, Behaviour.OTHER_LANGUAGE])
async def test_when_nothing_passes_the_job_fails_with_the_reasons(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.always(behaviour)
    job, cards = await made(workshop, "1 question on cells")
    assert (job.status, job.error_code, job.retryable, cards) == (JobStatus.FAILED, "BAD_OUTPUT", False, [])
    assert job.error
    assert job.error.startswith("None of the 2 questions was good enough: 2 ")
