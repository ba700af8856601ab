"""A card gets three wrong answers, through the real engine and the real SDK."""

import asyncio
from typing import Any

import pytest

from studyapp.errors import BadInput, NotFound
from studyapp.models import CardKind, JobStatus, User
from studyapp.rules.choices import ChoiceDraft, check_choices
from tests.factories import make_card, make_deck
from tests.jobs.kinds.distractors.asking import GOOD, KIND, choices_for
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


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


async def test_talk_around_the_answer_does_not_matter(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.PROSE)
    job, card = await choices_for(workshop)
    assert (job.status, len(card.distractors), len(server.calls)) == (JobStatus.COMPLETED, 3, 1)


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
    job, card = await choices_for(modest_workshop, question="Which tool keeps the beat?", answer="Metronome")
    assert (job.status, job.error_code, job.attempts) == (JobStatus.FAILED, "NO_MODEL", 1)
    assert job.error
    assert "ANTHROPIC_API_KEY" in job.error
    assert card.distractors == []


async def test_without_a_model_a_card_that_can_do_without_stays_without_quietly(modest_workshop: Workshop):
    card = modest_workshop.card(question="Which tool keeps the beat?", answer="Metronome")
    job = await modest_workshop.see_through(KIND, card_id=card.id, optional=True)
    assert (job.status, job.error, job.items_done) == (JobStatus.COMPLETED, None, 0)
    assert result_of(job)["note"] == "Nothing in the deck fitted, so this card stays without choices."
    assert result_of(job)["distractors"] == modest_workshop.read_card(card.id).distractors == []


async def test_without_a_model_a_year_gets_years(modest_workshop: Workshop):
    job, card = await choices_for(modest_workshop, question="In which year did the Berlin Wall fall?", answer="1989")
    assert job.status is JobStatus.COMPLETED, job.error
    assert all(len(year) == 4 and year.isdigit() for year in card.distractors)
