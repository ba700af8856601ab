"""Better versions of single cards, through the real engine and the real SDK."""

from typing import Any

import pytest

from studyapp.errors import NotFound
from studyapp.jobs.kinds.rewrite.versions import Version, take_version
from studyapp.models import CardKind, JobStatus, User
from studyapp.services.cards import bulk
from tests.factories import make_card, make_deck
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

KIND = "card_regeneration"


async def test_both_versions_are_told_and_the_card_stays(workshop: Workshop, server: ProviderServer):
    card = workshop.card()
    job = await workshop.see_through(KIND, card_id=card.id, feedback="Ask for less")
    assert job.status is JobStatus.COMPLETED, job.error
    assert result_of(job) == {
        "card_id": card.id,
        "before": {
            "question": "What is the powerhouse of the cell?",
            "answer": "The mitochondrion",
            "explanation": None,
            "distractors": [],
        },
        "after": {
            "question": "What is the powerhouse of the cell, in a word or two?",
            "answer": "The mitochondrion",
            "explanation": "The same fact in a clearer wording.",
            "distractors": [],
        },
    }
    assert workshop.read_card(card.id) == card
    assert "Ask for less\n</feedback-" in server.calls[0].asked.text


@pytest.mark.parametrize(
    "fields",
    [
        {
            "kind": CardKind.MULTIPLE_CHOICE,
            "question": "Which gas makes up the largest part of Earth's air?",
            "answer": "Nitrogen",
            "distractors": ["Oxygen", "Argon", "Methane"],
        },
        {"kind": CardKind.TRUE_FALSE, "question": "Water expands when it freezes.", "answer": "True"},
        {
            "kind": CardKind.CLOZE,
            "question": "The {{c1::mitochondrion}} makes most of a cell's energy.",
            "answer": "mitochondrion",
            "cloze_ordinal": 1,
        },
    ],
)
async def test_a_card_stays_of_its_kind(workshop: Workshop, fields: dict[str, Any]):
    card = workshop.card(**fields)
    job = await workshop.see_through(KIND, card_id=card.id)
    assert job.status is JobStatus.COMPLETED, job.error
    after = result_of(job)["after"]
    assert (after["answer"], after["distractors"]) == (card.answer, card.distractors)
    assert after["question"] != card.question


async def test_a_version_that_breaks_a_rule_is_asked_for_once_more(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.ALL_BAD)
    card = workshop.card()
    job = await workshop.see_through(KIND, card_id=card.id)
    assert (job.status, len(server.calls)) == (JobStatus.COMPLETED, 2)
    assert "- Is it so, number 0? – The question can be answered with yes or no." in server.calls[1].asked.text


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        (Behaviour.ALL_BAD, "No version was good enough: 2 answered with yes or no."),
        (Behaviour.EMPTY, "The model gave no other version of this card."),
    ],
)
async def test_a_model_that_cannot_do_it_fails_the_job(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour, sentence: str
):
    server.always(behaviour)
    job = await workshop.see_through(KIND, card_id=workshop.card().id)
    assert (job.status, job.error_code, job.error) == (JobStatus.FAILED, "BAD_OUTPUT", sentence)
    assert len(server.calls) == 2


async def test_a_version_equal_to_another_card_is_none(workshop: Workshop, server: ProviderServer):
    card = workshop.card()
    twin = "What is the powerhouse of the cell, in a word or two?"
    workshop.card(deck_id=card.deck_id, question=twin)
    job = await workshop.see_through(KIND, card_id=card.id)
    assert (job.status, job.error) == (JobStatus.FAILED, "No version was good enough: 2 repeated another card.")
    assert twin in server.calls[0].asked.avoid


async def test_an_answer_that_breaks_is_asked_for_again(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.CUT_OFF)
    job = await workshop.see_through(KIND, card_id=workshop.card().id)
    assert (job.status, len(workshop.attempts(job.id))) == (JobStatus.COMPLETED, 2)


@pytest.mark.parametrize("ending", [Behaviour.REFUSAL, Behaviour.CUT_OFF])
async def test_what_follows_the_version_spoils_nothing(workshop: Workshop, server: ProviderServer, ending: Behaviour):
    server.then(ending, after=1)
    job = await workshop.see_through(KIND, card_id=workshop.card().id)
    assert (job.status, job.attempts, len(server.calls)) == (JobStatus.COMPLETED, 1, 1)


async def test_a_card_edited_meanwhile_is_rewritten_from_its_new_words(workshop: Workshop, server: ProviderServer):
    server.hold()
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.edit(card.id, question="Which organelle makes ATP?")
    server.go_on()
    job = await workshop.ended(job_id)
    assert job.status is JobStatus.COMPLETED
    assert result_of(job)["before"]["question"] == "Which organelle makes ATP?"
    assert result_of(job)["after"]["question"] == "Which organelle makes ATP, in a word or two?"


async def test_what_a_card_got_meanwhile_stays_when_a_version_is_taken(workshop: Workshop, owner: User):
    card, wrong = workshop.card(), ["The centrosome", "The lysosome", "The ribosome"]
    job = await workshop.see_through(KIND, card_id=card.id)
    workshop.edit(card.id, explanation="As I see it.", distractors=wrong)
    for version in (Version.AFTER, Version.BEFORE):
        workshop.change(
            lambda session, taken=version: take_version(session, owner.id, job.id, taken, now=workshop.clock())
        )
        now = workshop.read_card(card.id)
        assert now.question == result_of(job)[version]["question"]
        assert (now.explanation, now.distractors) == ("As I see it.", wrong)


async def test_a_version_in_letters_that_are_stored_otherwise_can_be_taken_back(workshop: Workshop, owner: User):
    card = workshop.card(question="What did Andre\u0301 see?", explanation="He was at the Cafe\u0301.")
    job = await workshop.see_through(KIND, card_id=card.id)
    for version in (Version.AFTER, Version.BEFORE, Version.AFTER):
        workshop.change(
            lambda session, taken=version: take_version(session, owner.id, job.id, taken, now=workshop.clock())
        )
    assert workshop.read_card(card.id).question == "What did André see, in a word or two?"


async def test_a_card_deleted_meanwhile_ends_the_job(workshop: Workshop, server: ProviderServer, owner: User):
    server.hold()
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.change(lambda session: bulk.delete_cards(session, owner.id, [card.id], now=workshop.clock()))
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.error) == (JobStatus.FAILED, "The card was deleted before this was done.")
    assert job.result is None


async def test_nobody_elses_card_is_a_target(workshop: Workshop, stranger: User):
    workshop.change(lambda session: make_card(session, make_deck(session, stranger), id="theirs"))
    with pytest.raises(NotFound):
        workshop.enqueue(KIND, card_id="theirs")


async def test_without_a_model_it_fails_at_once_and_says_how_to_set_one(modest_workshop: Workshop):
    job = await modest_workshop.see_through(KIND, card_id=modest_workshop.card().id)
    assert (job.status, job.error_code, job.attempts) == (JobStatus.FAILED, "NO_MODEL", 1)
    assert job.error
    assert "ANTHROPIC_API_KEY" in job.error
