"""Distractors for a card, through the real engine and the real SDK."""

import asyncio
from typing import Any

import pytest

from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, CardKind, Job, JobStatus, User
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.services.cards import bulk, choices, editing
from tests.factories import make_card, make_deck
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import Behaviour, ProviderServer

KIND = "distractor_generation"
GOOD = ["the centrosome", "the lysosome", "the ribosome"]


async def choices_for(workshop: Workshop, **fields: Any) -> tuple[Job, Card]:
    card = workshop.card(**fields)
    job = await workshop.see_through(KIND, card_id=card.id)
    return job, workshop.read_card(card.id)


def result_of(job: Job) -> dict[str, Any]:
    assert job.result is not None
    return job.result


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the powerhouse of the cell?", "The mitochondrion"),
        ("In which year did the Berlin Wall fall?", "1989"),
        ("How long does the Moon take around Earth?", "27.3 days"),
        ("What is the capital of Japan?", "Tokyo"),
    ],
)
async def test_a_card_gets_three_wrong_answers_that_no_rule_minds(workshop: Workshop, question: str, answer: str):
    job, card = await choices_for(workshop, question=question, answer=answer)
    assert (job.status, job.progress, job.attempts) == (JobStatus.COMPLETED, 100, 1), job.error
    assert len(card.distractors) == 3
    assert check_choices(ChoiceDraft(question, answer, tuple(card.distractors))) == []
    assert result_of(job) == {"card_id": card.id, "distractors": card.distractors, "rejected": {}}


async def test_the_model_sees_the_card_and_its_neighbours(workshop: Workshop, server: ProviderServer):
    card = workshop.card(explanation="It makes ATP.", source_quote="The mitochondrion is the powerhouse.")
    workshop.card(deck_id=card.deck_id, question="What makes proteins?", answer="The ribosome")
    await workshop.see_through(KIND, card_id=card.id)
    [call] = server.calls
    assert (call.asked.material, call.asked.key) == (card.question, card.answer)
    for text in ("It makes ATP.", "The mitochondrion is the powerhouse.", "- What makes proteins? – The ribosome"):
        assert text in call.asked.text


async def test_an_attempt_knows_what_it_cost(workshop: Workshop):
    job, _ = await choices_for(workshop)
    [attempt] = workshop.attempts(job.id)
    assert (attempt.provider, attempt.model) == ("anthropic", "test")
    assert attempt.tokens_in
    assert attempt.tokens_out


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


async def test_talk_around_the_answer_does_not_matter(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.PROSE)
    job, card = await choices_for(workshop)
    assert (job.status, len(card.distractors), len(server.calls)) == (JobStatus.COMPLETED, 3, 1)


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


async def test_a_card_edited_meanwhile_is_done_once_more_for_its_new_words(
    workshop: Workshop, server: ProviderServer, owner: User
):
    server.then(Behaviour.OK, delay=0.5)
    card = workshop.card(question="What is the capital of Japan?", answer="Tokyo")
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.change(
        lambda session: editing.edit_card(
            session, owner.id, card.id, question="In which year did the Berlin Wall fall?", answer="1989",
            now=workshop.clock(),
        )
    )  # fmt: skip
    job = await workshop.ended(job_id)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)
    assert [call.asked.key for call in server.calls] == ["Tokyo", "1989"]
    assert all(text.isdigit() for text in workshop.read_card(card.id).distractors)
    assert result_of(job)["distractors"] == workshop.read_card(card.id).distractors


async def test_a_card_edited_again_and_again_is_left_alone(workshop: Workshop, server: ProviderServer, owner: User):
    server.always(Behaviour.OK, delay=0.5)
    card = workshop.card(question="What is the capital of Japan?", answer="Tokyo")
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    for number, answer in ((1, "Kyoto"), (2, "Osaka")):
        await workshop.until(job_id, lambda _, calls=number: len(server.calls) == calls)
        workshop.change(
            lambda session, text=answer: editing.edit_card(
                session, owner.id, card.id, answer=text, now=workshop.clock()
            )
        )
    job = await workshop.ended(job_id)
    assert (job.status, job.error_code, len(server.calls)) == (JobStatus.FAILED, "BAD_INPUT", 2)
    assert job.error
    assert "edited" in job.error
    assert workshop.read_card(card.id).distractors == []


async def test_a_card_deleted_meanwhile_ends_the_job(workshop: Workshop, server: ProviderServer, owner: User):
    server.then(Behaviour.OK, delay=0.5)
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.change(lambda session: bulk.delete_cards(session, owner.id, [card.id], now=workshop.clock()))
    job = await workshop.ended(job_id)
    assert (job.status, job.error_code, job.retryable) == (JobStatus.FAILED, "BAD_INPUT", False)
    assert job.error == "The card was deleted before this was done."
    assert workshop.read_card(card.id).distractors == []


async def test_wrong_answers_written_by_hand_meanwhile_stay(workshop: Workshop, server: ProviderServer, owner: User):
    server.then(Behaviour.OK, delay=0.5)
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.change(lambda session: choices.set_distractors(session, owner.id, card.id, GOOD, now=workshop.clock()))
    job = await workshop.ended(job_id)
    assert job.status is JobStatus.COMPLETED
    assert workshop.read_card(card.id).distractors == GOOD == result_of(job)["distractors"]


async def test_choices_a_card_has_are_replaced_by_others(workshop: Workshop, server: ProviderServer):
    job, card = await choices_for(workshop, distractors=GOOD)
    assert job.status is JobStatus.COMPLETED
    assert set(card.distractors).isdisjoint(GOOD)
    assert "- the centrosome – The learner wants another one." in server.calls[0].asked.text


async def test_a_cloze_is_asked_with_its_gap(workshop: Workshop, server: ProviderServer):
    text = "The {{c1::mitochondrion}} is the powerhouse of the cell."
    job, card = await choices_for(workshop, kind=CardKind.CLOZE, question=text, answer="mitochondrion", cloze_ordinal=1)
    assert job.status is JobStatus.COMPLETED, job.error
    assert server.calls[0].asked.material == "The […] is the powerhouse of the cell."
    assert len(card.distractors) == 3


async def test_the_other_cards_of_a_cloze_text_are_not_among_its_neighbours(workshop: Workshop, server: ProviderServer):
    text = "The {{c1::mitochondrion}} is the powerhouse of the {{c2::cell}}."
    fields = {"kind": CardKind.CLOZE, "question": text, "note_id": "note"}
    card = workshop.card(answer="mitochondrion", cloze_ordinal=1, **fields)
    workshop.card(deck_id=card.deck_id, answer="cell", cloze_ordinal=2, **fields)
    await workshop.see_through(KIND, card_id=card.id)
    assert "<others-" not in server.calls[0].asked.text


async def test_cancel_hangs_up_and_leaves_the_card_plain(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SILENT)
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    await asyncio.sleep(0.05)
    workshop.cancel(job_id)
    assert await server.calls[0].ended() == "disconnected"
    assert (await workshop.ended(job_id)).status is JobStatus.CANCELLED
    assert workshop.read_card(card.id).distractors == []


async def test_asking_twice_for_a_card_is_one_job(workshop: Workshop, server: ProviderServer):
    server.delay = 0.05
    card = workshop.card()
    first, second = workshop.enqueue(KIND, card_id=card.id), workshop.enqueue(KIND, card_id=card.id)
    assert (first.job.id, first.created, second.created) == (second.job.id, True, False)
    await workshop.ended(first.job.id)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": CardKind.TRUE_FALSE, "answer": "True"}, "has its two choices already"),
        ({"answer": "much too long to be read among four options, " * 4}, "120"),
    ],
)
async def test_a_card_no_wrong_answers_fit_is_refused(workshop: Workshop, fields: dict[str, Any], said: str):
    card = workshop.card(**fields)
    with pytest.raises(BadInput, match=said):
        workshop.enqueue(KIND, card_id=card.id)


async def test_nobody_elses_card_is_a_target(workshop: Workshop, stranger: User):
    workshop.change(lambda session: make_card(session, make_deck(session, stranger), id="theirs"))
    with pytest.raises(NotFound):
        workshop.enqueue(KIND, card_id="theirs")


async def test_without_a_model_too_few_cards_of_a_kind_are_an_honest_failure(modest_workshop: Workshop):
    job, card = await choices_for(modest_workshop)
    assert (job.status, job.error_code, job.attempts) == (JobStatus.FAILED, "NO_MODEL", 1)
    assert job.error
    assert "ANTHROPIC_API_KEY" in job.error
    assert card.distractors == []


async def test_without_a_model_a_year_gets_years(modest_workshop: Workshop):
    job, card = await choices_for(modest_workshop, question="In which year did the Berlin Wall fall?", answer="1989")
    assert job.status is JobStatus.COMPLETED, job.error
    assert all(len(year) == 4 and year.isdigit() for year in card.distractors)
