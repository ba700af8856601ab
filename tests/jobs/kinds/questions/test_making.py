"""A bare prompt becomes questions, one by one, through the real engine and the real SDK."""

import pytest

from studyapp.errors import LimitReached
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import CardKind, JobStatus, JobType, User
from studyapp.rules.items import CardDraft
from studyapp.rules.questions import check_question
from tests.jobs.kinds.questions.asking import KIND, PROMPT, made
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


def view_of(workshop: Workshop, job_id: str) -> JobView:
    with workshop.database.read() as session:
        return reading.get_job(session, workshop.user_id, job_id)


async def test_a_prompt_becomes_questions_of_two_kinds(workshop: Workshop, server: ProviderServer):
    job, cards = await made(workshop)
    assert (job.status, job.items_done, job.items_expected, job.progress) == (JobStatus.COMPLETED, 8, 8, 100)
    assert result_of(job) == {
        "deck_id": job.target_id,
        "flashcard_ids": [card.id for card in cards],
        "intent": f"What matters about {PROMPT}",
        "count": 8,
        "rejected": {},
        "partial": False,
    }
    assert {card.kind for card in cards} == {CardKind.MULTIPLE_CHOICE, CardKind.TRUE_FALSE}
    for card in cards:
        assert card.explanation
        if card.kind is CardKind.TRUE_FALSE:
            assert (card.answer in ("True", "False"), card.distractors) == (True, [])
        else:
            assert len(card.distractors) == 3
        draft = CardDraft(
            card.question, card.answer, card.explanation, kind=card.kind, distractors=tuple(card.distractors)
        )
        assert check_question(draft) == card.findings == []
    assert [(call.asked.material, call.asked.count) for call in server.calls] == [(PROMPT, None)]


async def test_the_intent_and_the_total_show_before_the_first_question(workshop: Workshop, server: ProviderServer):
    server.hold()
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    await workshop.until(job_id, lambda job: job.phase == "clarifying" and len(server.calls) == 1)
    server.hold_after(0)
    await workshop.until(job_id, lambda job: job.items_expected is not None)
    job = view_of(workshop, job_id)
    assert (job.phase, job.intent, job.items_expected) == ("generating", f"What matters about {PROMPT}", 8)
    assert job.items_done == 0
    server.go_on()
    await workshop.ended(job_id)


async def test_questions_are_there_while_others_are_still_being_made(workshop: Workshop, server: ProviderServer):
    server.hold_after(2)
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 2)
    assert (job.status, job.progress, job.phase) == (JobStatus.PROCESSING, 25, "generating")
    assert len(workshop.cards(job_id)) == 2
    server.go_on()
    await workshop.ended(job_id)


async def test_more_than_one_answer_holds_are_asked_for_in_turn(workshop: Workshop, server: ProviderServer):
    job, cards = await made(workshop, "25 questions on what everybody should know")
    assert (job.status, job.items_done, job.items_expected) == (JobStatus.COMPLETED, 25, 25)
    assert len({card.question for card in cards}) == 25
    assert [call.asked.count for call in server.calls] == [None, 5]
    assert len(server.calls[1].asked.avoid) == 20


async def test_more_questions_than_announced_are_not_waited_for(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.TOO_MANY)
    _, cards = await made(workshop)
    assert len(cards) == 8


async def test_an_empty_answer_is_no_success(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.EMPTY)
    job, _ = await made(workshop)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "BAD_OUTPUT")
    assert job.error == "The model wrote no question on this. Say more exactly what you want to be asked about."
    assert job.result is None


async def test_fewer_questions_than_announced_come_with_a_note(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.TOO_FEW, after=3)
    job, _ = await made(workshop)
    assert (job.status, result_of(job)["count"]) == (JobStatus.COMPLETED, 3)
    assert result_of(job)["note"] == "3 of 8 questions: the model did not write more."


async def test_talk_around_the_answer_does_not_matter(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.PROSE)
    job, cards = await made(workshop)
    assert (job.status, len(cards), job.items_expected) == (JobStatus.COMPLETED, 8, 8)


async def test_who_looks_through_what_is_generated_gets_candidates(workshop: Workshop, owner: User):
    workshop.change(lambda session: session.merge(owner).sqlmodel_update({"reviews_candidates": True}))
    _, cards = await made(workshop)
    assert all(card.is_candidate for card in cards)


async def test_three_may_be_under_way_and_a_fourth_is_refused_without_using_up_a_place(workshop: Workshop):
    await workshop.engine.stop()
    for number in range(3):
        workshop.enqueue(KIND, prompt=f"Subject {number}")
    with pytest.raises(LimitReached, match="3 of these are under way already"):
        workshop.enqueue(KIND, prompt="Subject 4")
    assert not workshop.enqueue(KIND, prompt="Subject 1").created
    with workshop.database.read() as session:
        assert QUEUE.quota(session, workshop.user_id, JobType(KIND), now=workshop.clock()).used == 3


async def test_without_a_model_it_fails_at_once_and_says_how_to_set_one(modest_workshop: Workshop):
    job, _ = await made(modest_workshop)
    assert (job.status, job.error_code, job.attempts, job.retryable) == (JobStatus.FAILED, "NO_MODEL", 1, False)
    assert job.error
    assert "ANTHROPIC_API_KEY" in job.error
    assert "ANTHROPIC_BASE_URL" in job.error
