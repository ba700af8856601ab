"""Questions from a bare prompt, through the real engine and the real SDK."""

import asyncio
from typing import Any

import pytest
from sqlmodel import Session

from studyapp.errors import LimitReached, NotFound
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import Card, CardKind, Deck, Job, JobStatus, JobType, User
from studyapp.rules.items import CardDraft
from studyapp.rules.questions import check_question
from studyapp.services import decks
from tests.factories import make_card, make_deck
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import Behaviour, ProviderServer

KIND = "question_generation"
PROMPT = "8 questions on what everybody should know"
BREAKS = [
    Behaviour.CUT_OFF,
    Behaviour.ENDED_EARLY,
    Behaviour.ERROR_EVENT,
    Behaviour.GARBLED,
    Behaviour.MALFORMED,
    Behaviour.MAX_TOKENS,
]


async def made(workshop: Workshop, prompt: str = PROMPT, **more: Any) -> tuple[Job, list[Card]]:
    job = await workshop.see_through(KIND, prompt=prompt, **more)
    return job, workshop.cards(job.id)


def result_of(job: Job) -> dict[str, Any]:
    assert job.result is not None
    return job.result


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
    server.then(Behaviour.SLOW, seconds=0.5, delay=0.3)
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    await workshop.until(job_id, lambda job: job.phase == "clarifying")
    await workshop.until(job_id, lambda job: job.items_expected is not None)
    job = view_of(workshop, job_id)
    assert (job.phase, job.intent, job.items_expected) == ("generating", f"What matters about {PROMPT}", 8)
    assert job.items_done < 8
    await workshop.ended(job_id)


async def test_questions_are_there_while_others_are_still_being_made(workshop: Workshop, server: ProviderServer):
    server.hold_after(2)
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 2)
    assert (job.status, job.progress, job.phase) == (JobStatus.PROCESSING, 25, "generating")
    assert len(workshop.cards(job_id)) == 2
    server.go_on()
    await workshop.ended(job_id)


@pytest.mark.parametrize("behaviour", BREAKS)
async def test_an_answer_that_breaks_is_taken_up_where_it_broke(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(behaviour, after=3)
    job, cards = await made(workshop)
    assert (job.status, len(workshop.attempts(job.id)), job.items_done) == (JobStatus.COMPLETED, 2, 8), job.error
    assert len({card.question for card in cards}) == len(cards) == 8
    assert [call.asked.count for call in server.calls] == [None, 5]
    assert {card.question for card in cards[:3]} <= set(server.calls[1].asked.avoid)
    assert f"What matters about {PROMPT}\n</intent-" in server.calls[1].asked.text


async def test_an_answer_that_breaks_before_its_first_question_is_asked_for_as_it_was_announced(
    workshop: Workshop, server: ProviderServer
):
    server.then(Behaviour.CUT_OFF, after=0)
    job, cards = await made(workshop)
    assert (job.status, len(cards), result_of(job)["intent"]) == (
        JobStatus.COMPLETED, 8, f"What matters about {PROMPT}",
    )  # fmt: skip
    assert [call.asked.count for call in server.calls] == [None, 8]


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


async def test_what_the_deck_holds_is_not_asked_again(workshop: Workshop, server: ProviderServer):
    first, _ = await made(workshop, deck_title="General")
    second, cards = await made(workshop, "8 more questions", deck_title="General")
    assert first.target_id == second.target_id
    assert {card.question for card in cards}.isdisjoint(card.question for card in workshop.cards(first.id))
    assert len(server.calls[1].asked.avoid) == 8


async def test_a_deck_that_holds_them_all_says_so(workshop: Workshop, owner: User):
    def fill(session: Session) -> None:
        deck = make_deck(session, owner, id="full")
        make_card(session, deck, question="Which organelle makes most of a human cell's ATP", answer="Mitochondrion")

    workshop.change(fill)
    job, _ = await made(workshop, "1 question", deck_id="full")
    assert (job.status, job.error_code) == (JobStatus.FAILED, "BAD_INPUT")
    assert job.error == "The deck already holds every question the model wrote on this."


@pytest.mark.parametrize("behaviour", [Behaviour.OK, Behaviour.SLOW, Behaviour.SILENT])
async def test_cancel_hangs_up_and_keeps_what_is_saved(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(Behaviour.CUT_OFF, after=4).then(behaviour, delay=30)
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    job = await workshop.until(job_id, lambda job: job.error_code == "NETWORK" and job.status is JobStatus.PENDING)
    workshop.clock.reach(job.run_at)
    await workshop.engine.start_due()
    await workshop.until(job_id, lambda _: len(server.calls) == 2)
    await asyncio.sleep(0.05)
    workshop.cancel(job_id)
    assert await server.calls[1].ended() == "disconnected"
    job = await workshop.ended(job_id)
    cards = workshop.cards(job_id)
    assert job.status is JobStatus.CANCELLED
    assert result_of(job) == {
        "deck_id": job.target_id,
        "flashcard_ids": [card.id for card in cards],
        "intent": f"What matters about {PROMPT}",
        "count": len(cards),
        "rejected": {},
        "partial": True,
    }
    assert len(cards) in (4, 5)


async def test_a_restart_in_the_middle_doubles_nothing(workshop: Workshop, server: ProviderServer):
    server.hold_after(4).delay = 0.1
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    await workshop.until(job_id, lambda job: job.items_done >= 3)
    await workshop.restart()
    server.go_on()
    job = await workshop.ended(job_id)
    cards = workshop.cards(job_id)
    assert (job.status, job.attempts, len(cards)) == (JobStatus.COMPLETED, 1, 8)
    assert len({card.question for card in cards}) == 8
    assert server.calls[1].asked.count in (3, 4, 5)


async def test_a_deck_deleted_meanwhile_ends_the_job(workshop: Workshop, server: ProviderServer, owner: User):
    server.hold_after(1).delay = 0.1
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 1)
    workshop.change(lambda session: decks.delete_deck(session, owner.id, job.target_id, now=workshop.clock()))
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.error) == (JobStatus.FAILED, "This deck is not there.")
    assert await server.calls[0].ended() == "disconnected"


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


async def test_the_deck_is_called_by_the_prompts_first_words(workshop: Workshop):
    target = workshop.enqueue(KIND, prompt="The Silk Road: traders, goods and towns").job.target
    assert target
    with workshop.database.read() as session:
        deck = session.get(Deck, target["id"])
    assert deck
    assert deck.title == "The Silk Road"


async def test_nobody_elses_deck_is_a_target(workshop: Workshop, stranger: User):
    workshop.change(lambda session: make_deck(session, stranger, id="theirs"))
    with pytest.raises(NotFound):
        workshop.enqueue(KIND, prompt=PROMPT, deck_id="theirs")


async def test_cards_of_the_deck_are_named_to_the_model(workshop: Workshop, server: ProviderServer, owner: User):
    def fill(session: Session) -> None:
        deck = make_deck(session, owner, id="mixed")
        make_card(session, deck, question="Who painted the Mona Lisa?", answer="Leonardo da Vinci")

    workshop.change(fill)
    await made(workshop, deck_id="mixed")
    assert server.calls[0].asked.avoid == ("Who painted the Mona Lisa?",)


async def test_without_a_model_it_fails_at_once_and_says_how_to_set_one(modest_workshop: Workshop):
    job, _ = await made(modest_workshop)
    assert (job.status, job.error_code, job.attempts, job.retryable) == (JobStatus.FAILED, "NO_MODEL", 1, False)
    assert job.error
    assert "ANTHROPIC_API_KEY" in job.error
    assert "ANTHROPIC_BASE_URL" in job.error
