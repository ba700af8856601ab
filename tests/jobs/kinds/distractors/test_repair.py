"""Wrong answers that are missing or rejected are asked for once more, with the reasons."""

from typing import Any

import pytest

from studyapp.models import JobStatus
from tests.jobs.kinds.distractors.asking import choices_for
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


@pytest.mark.parametrize(
    ("behaviour", "how", "again"),
    [
        (Behaviour.TOO_FEW, {"after": 2}, 1),
        (Behaviour.KEY_AMONG, {}, 1),
        (Behaviour.REPEATS, {}, 2),
        (Behaviour.SOME_BAD, {}, 1),
        (Behaviour.ALL_BAD, {}, 3),
        (Behaviour.EMPTY, {}, 3),
    ],
)
async def test_what_is_missing_is_asked_for_once_more(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour, how: dict[str, Any], again: int
):
    server.then(behaviour, **how)
    job, card = await choices_for(workshop)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1), job.error
    assert len(card.distractors) == 3
    first, repair = server.calls
    assert (first.count, repair.count) == (3, again)
    assert len(repair.asked.kept) == 3 - again
    assert set(repair.asked.kept) < set(card.distractors) or not repair.asked.kept


async def test_the_repair_call_says_what_was_wrong(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD)
    job, _ = await choices_for(workshop)
    assert result_of(job)["rejected"] == {"D2": 1}
    assert "- All of the above – " in server.calls[1].asked.text


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (Behaviour.REPEATS, "Only 2 of 3 wrong answers were good enough: rejected were 3 equal or missing options."),
        (Behaviour.KEY_AMONG, "Only 2 of 3"),
        (
            Behaviour.ALL_BAD,
            "None of the wrong answers was good enough: rejected were 4 “all of the above” or its like",
        ),
        (Behaviour.OTHER_LANGUAGE, "wrong answers"),
        (Behaviour.EMPTY, "The model gave no wrong answers where 3 are needed."),
    ],
)
async def test_a_model_that_cannot_do_it_fails_the_job_with_the_reasons_and_leaves_the_card_plain(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour, said: str
):
    server.always(behaviour)
    job, card = await choices_for(workshop, question="What carries signals to the brain of a cat?", answer="A nerve")
    assert (job.status, job.error_code, job.attempts) == (JobStatus.FAILED, "BAD_OUTPUT", 1)
    assert job.error
    assert said in job.error
    assert card.distractors == []
    assert len(server.calls) == 2


async def test_two_good_ones_of_two_calls_are_not_filled_up(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.TOO_FEW, after=2).then(Behaviour.EMPTY)
    job, card = await choices_for(workshop)
    assert (job.status, job.error) == (JobStatus.FAILED, "The model gave 2 wrong answers where 3 are needed.")
    assert card.distractors == []


async def test_a_right_answer_that_is_told_by_its_length_is_mended(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.LONGEST_RIGHT)
    answer = "the transport of water molecules through a membrane"
    job, card = await choices_for(workshop, question="What does osmosis mean in biology?", answer=answer)
    assert job.status is JobStatus.COMPLETED
    assert result_of(job)["rejected"]["D3"]
    assert all(len(answer) < 1.5 * len(wrong) for wrong in card.distractors)


@pytest.mark.parametrize("behaviour", [Behaviour.CUT_OFF, Behaviour.ENDED_EARLY, Behaviour.MAX_TOKENS])
async def test_a_later_attempt_asks_for_what_is_missing_only(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(behaviour, after=2)
    job, card = await choices_for(workshop)
    assert (job.status, len(workshop.attempts(job.id)), len(card.distractors)) == (JobStatus.COMPLETED, 2, 3)
    assert [call.count for call in server.calls] == [3, 1]
    assert server.calls[1].asked.kept == tuple(card.distractors[:2])


async def test_an_answer_that_breaks_after_the_third_is_good_enough(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.ERROR_EVENT, after=3)
    job, card = await choices_for(workshop)
    assert (job.status, job.attempts, len(card.distractors)) == (JobStatus.COMPLETED, 1, 3)


async def test_there_is_one_repair_across_all_attempts(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.CUT_OFF, after=0).then(Behaviour.ALL_BAD)
    job, _ = await choices_for(workshop)
    assert (job.status, len(workshop.attempts(job.id))) == (JobStatus.FAILED, 2)
    assert ["<rejected-" in call.asked.text for call in server.calls] == [False, True, False]
