"""A card that is edited or deleted while its wrong answers are made."""

from studyapp.models import JobStatus, User
from studyapp.services.cards import bulk, choices
from tests.jobs.kinds.distractors.asking import GOOD, KIND
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


async def test_a_card_edited_meanwhile_is_done_once_more_for_its_new_words(workshop: Workshop, server: ProviderServer):
    server.hold()
    card = workshop.card(question="What is the capital of Japan?", answer="Tokyo")
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.edit(card.id, question="In which year did the Berlin Wall fall?", answer="1989")
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)
    assert [call.asked.key for call in server.calls] == ["Tokyo", "1989"]
    assert all(text.isdigit() for text in workshop.read_card(card.id).distractors)
    assert result_of(job)["distractors"] == workshop.read_card(card.id).distractors


async def test_a_card_edited_again_and_again_is_left_alone(workshop: Workshop, server: ProviderServer):
    server.hold()
    card = workshop.card(question="What is the capital of Japan?", answer="Tokyo")
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    for number, answer in ((1, "Kyoto"), (2, "Osaka")):
        await workshop.until(job_id, lambda _, calls=number: len(server.calls) == calls)
        workshop.edit(card.id, answer=answer)
        server.calls[-1].go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.error_code, len(server.calls)) == (JobStatus.FAILED, "BAD_INPUT", 2)
    assert job.error
    assert "edited" in job.error
    assert workshop.read_card(card.id).distractors == []


async def test_a_card_deleted_meanwhile_ends_the_job(workshop: Workshop, server: ProviderServer, owner: User):
    server.hold()
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.change(lambda session: bulk.delete_cards(session, owner.id, [card.id], now=workshop.clock()))
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.error_code, job.retryable) == (JobStatus.FAILED, "BAD_INPUT", False)
    assert job.error == "The card was deleted before this was done."
    assert workshop.read_card(card.id).distractors == []


async def test_wrong_answers_written_by_hand_meanwhile_stay(workshop: Workshop, server: ProviderServer, owner: User):
    server.hold()
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.change(lambda session: choices.set_distractors(session, owner.id, card.id, GOOD))
    server.go_on()
    job = await workshop.ended(job_id)
    assert job.status is JobStatus.COMPLETED
    assert workshop.read_card(card.id).distractors == GOOD == result_of(job)["distractors"]


async def test_wrong_answers_written_together_with_another_question_stay(workshop: Workshop, server: ProviderServer):
    server.hold()
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda _: len(server.calls) == 1)
    workshop.edit(card.id, question="What makes most of a cell's energy?", distractors=GOOD)
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, len(server.calls)) == (JobStatus.COMPLETED, 1)
    assert workshop.read_card(card.id).distractors == GOOD == result_of(job)["distractors"]


async def test_wrong_answers_written_between_two_attempts_stay(workshop: Workshop, server: ProviderServer, owner: User):
    server.then(Behaviour.RATE_LIMITED, seconds=60)
    card = workshop.card()
    job_id = workshop.enqueue(KIND, card_id=card.id).job.id
    await workshop.until(job_id, lambda job: job.error_code == "RATE_LIMITED")
    workshop.change(lambda session: choices.set_distractors(session, owner.id, card.id, GOOD))
    job = await workshop.ended(job_id)
    assert (job.status, len(server.calls)) == (JobStatus.COMPLETED, 1)
    assert workshop.read_card(card.id).distractors == GOOD == result_of(job)["distractors"]
