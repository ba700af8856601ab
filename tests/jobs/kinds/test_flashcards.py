"""Flashcard jobs from the request to the cards, through the real engine and the real SDK."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import Card, Deck, Job, JobStatus, User
from studyapp.services import decks
from tests.factories import make_card, make_deck
from tests.generation.material import CELLS
from tests.jobs.kinds.workshop import Workshop, model_at, workshop_with
from tests.provider_server import Behaviour, ProviderServer

ONE_CHUNK = CELLS[: CELLS.index("# The membrane")]
BREAKS = [
    Behaviour.CUT_OFF,
    Behaviour.ENDED_EARLY,
    Behaviour.ERROR_EVENT,
    Behaviour.GARBLED,
    Behaviour.MALFORMED,
    Behaviour.MAX_TOKENS,
]


def questions(cards: list[Card]) -> list[str]:
    return [card.question for card in cards]


def result_of(job: Job) -> dict[str, Any]:
    assert job.result is not None
    return job.result


async def test_a_text_becomes_the_cards_asked_for(workshop: Workshop, server: ProviderServer):
    job = await workshop.run(CELLS, count=8, source_title="Cells")
    cards = workshop.cards(job.id)
    assert job.status is JobStatus.COMPLETED
    assert (job.items_done, job.items_expected, job.progress, job.attempts) == (8, 8, 100, 1)
    assert result_of(job) == {
        "deck_id": job.target_id,
        "flashcard_ids": [card.id for card in cards],
        "count": 8,
        "rejected": {},
        "partial": False,
    }
    assert len({card.ordinal for card in cards}) == 8
    assert len(set(questions(cards))) == 8
    assert all(card.source_title == "Cells" and card.source_quote and card.source_quote in CELLS for card in cards)
    assert [call.count for call in server.calls] == [4, 4]
    assert [call.material for call in server.calls] == [ONE_CHUNK.strip(), CELLS[len(ONE_CHUNK) :].strip()]


async def test_cards_are_there_while_others_are_still_being_made(workshop: Workshop, server: ProviderServer):
    server.hold_after(2)
    job_id = workshop.ask(CELLS, count=8).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 2)
    assert job.status is JobStatus.PROCESSING
    assert (job.progress, job.phase) == (25, "generating")
    assert len(workshop.cards(job_id)) == 2
    server.go_on()
    await workshop.ended(job_id)


@pytest.mark.parametrize("behaviour", BREAKS)
async def test_an_answer_that_breaks_in_the_first_chunk_is_taken_up_where_it_broke(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(behaviour, after=3)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, len(workshop.attempts(job.id)), job.items_done) == (JobStatus.COMPLETED, 2, 8)
    cards = workshop.cards(job.id)
    assert len({card.ordinal for card in cards}) == 8
    assert len(set(questions(cards))) == 8
    assert [call.count for call in server.calls] == [4, 1, 4]
    assert set(questions(cards[:3])) <= set(server.calls[1].asked.avoid)


@pytest.mark.parametrize("after", [0, 1, 3])
async def test_a_finished_chunk_is_never_asked_for_again(workshop: Workshop, server: ProviderServer, after: int):
    server.then(Behaviour.OK).then(Behaviour.CUT_OFF, after=after).then(Behaviour.OVERLOADED)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, len(workshop.attempts(job.id))) == (JobStatus.COMPLETED, 3)
    assert len(set(questions(workshop.cards(job.id)))) == 8
    assert [call.count for call in server.calls] == [4, 4, 4 - after, 4 - after]
    assert sum(call.material.startswith("# The cell") for call in server.calls) == 1


async def test_a_finished_chunk_is_not_asked_for_again_for_what_it_did_not_give(
    workshop: Workshop, server: ProviderServer
):
    server.then(Behaviour.TOO_FEW, after=1).then(Behaviour.CUT_OFF, after=2)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 8)
    assert [call.count for call in server.calls] == [4, 7, 5]
    assert sum(call.material.startswith("# The cell") for call in server.calls) == 1


async def test_a_card_deleted_meanwhile_is_neither_made_again_nor_in_the_way(
    workshop: Workshop, server: ProviderServer
):
    server.then(Behaviour.CUT_OFF, after=3)
    job_id = workshop.ask(CELLS, count=8).job.id
    await workshop.until(job_id, lambda job: job.error_code == "NETWORK" and job.status is JobStatus.PENDING)
    last = workshop.cards(job_id)[-1]
    workshop.change(lambda session: session.merge(last).sqlmodel_update({"deleted_at": workshop.clock()}))
    job = await workshop.ended(job_id)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 8)
    assert len(workshop.cards(job_id)) == 8
    assert result_of(job)["count"] == 7


async def test_the_wait_a_provider_asks_for_is_kept(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.RATE_LIMITED, seconds=17)
    job_id = workshop.ask(CELLS, count=2).job.id
    job = await workshop.until(job_id, lambda job: job.attempts == 1 and job.status is JobStatus.PENDING)
    [attempt] = workshop.attempts(job_id)
    assert attempt.ended_at
    assert timedelta(seconds=16) < job.run_at - attempt.ended_at <= timedelta(seconds=17)
    assert (job.error_code, job.retryable) == ("RATE_LIMITED", True)
    assert len(server.calls) == 1
    assert (await workshop.ended(job_id)).status is JobStatus.COMPLETED


@pytest.mark.parametrize("behaviour", [Behaviour.OK, Behaviour.SLOW, Behaviour.SILENT])
async def test_cancel_hangs_up_within_two_seconds_and_keeps_what_is_saved(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour
):
    server.then(Behaviour.OK).then(behaviour, delay=30)
    job_id = workshop.ask(CELLS, count=8).job.id
    await workshop.until(job_id, lambda job: job.items_done == 4)
    await workshop.until(job_id, lambda job: len(server.calls) == 2)
    await asyncio.sleep(0.05)
    workshop.cancel(job_id)
    assert await server.calls[1].ended() == "disconnected", "the provider would have gone on for half a minute"
    job = await workshop.ended(job_id)
    assert job.status is JobStatus.CANCELLED
    assert result_of(job) == {
        "deck_id": job.target_id,
        "flashcard_ids": [card.id for card in workshop.cards(job_id)],
        "count": 4,
        "rejected": {},
        "partial": True,
    }


@pytest.mark.parametrize(
    ("behaviour", "code", "word"),
    [
        (Behaviour.REFUSAL, "REFUSED", "declined"),
        (Behaviour.UNAUTHORIZED, "API_KEY", "ANTHROPIC_API_KEY"),
        (Behaviour.NOT_FOUND, "NO_MODEL", "test"),
        (Behaviour.BAD_REQUEST, "BAD_INPUT", "did not accept"),
    ],
)
async def test_what_will_not_get_better_fails_at_once_with_a_sentence(
    workshop: Workshop, server: ProviderServer, behaviour: Behaviour, code: str, word: str
):
    server.always(behaviour, after=1)
    job = await workshop.run(CELLS, count=4)
    assert (job.status, job.error_code, job.retryable, job.attempts) == (JobStatus.FAILED, code, False, 1)
    assert job.error
    assert word in job.error
    assert len(server.calls) == 1


async def test_what_came_before_a_refusal_is_kept(workshop: Workshop, server: ProviderServer):
    job = await workshop.run(CELLS + " provider:refusal:3", count=8)
    assert job.status is JobStatus.FAILED
    assert (result_of(job)["count"], result_of(job)["partial"]) == (3 + 4 if len(server.calls) == 2 else 3, True)


async def test_rejected_cards_are_asked_for_once_more_with_the_reasons(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD)
    job = await workshop.run(CELLS, count=8)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 8)
    assert result_of(job)["rejected"] == {"F3": 2}
    assert [call.count for call in server.calls] == [4, 2, 4]
    repair = server.calls[1]
    assert repair.material == server.calls[0].material
    assert (
        "Is statement number 1 in this passage true? – The question can be answered with yes or no."
        in repair.asked.text
    )
    assert set(questions(workshop.cards(job.id)[:2])) == set(repair.asked.avoid)


async def test_there_is_never_a_second_repair(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.ALL_BAD).then(Behaviour.OK)
    job = await workshop.run(CELLS, count=4)
    assert [call.count for call in server.calls] == [2, 1, 3]
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 4)


async def test_a_repair_that_fails_costs_no_card(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.BROKEN)
    job = await workshop.run(ONE_CHUNK, count=4)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)
    assert result_of(job)["note"] == "2 of 4 cards: rejected were 2 answered with yes or no."


async def test_a_repair_for_which_nobody_is_there_is_waited_for(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.OVERLOADED)
    job = await workshop.run(ONE_CHUNK, count=4)
    assert (job.status, job.attempts, job.items_done) == (JobStatus.COMPLETED, 1, 4)
    assert [attempt.outcome for attempt in workshop.attempts(job.id)] == ["outage", "completed"]


async def test_a_later_attempt_does_not_repair_again(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.SOME_BAD).then(Behaviour.SILENT).then(Behaviour.SOME_BAD)
    job_id = workshop.ask(ONE_CHUNK, count=4).job.id
    await workshop.until(job_id, lambda job: len(server.calls) == 2)
    await workshop.restart()
    job = await workshop.ended(job_id)
    assert (job.status, job.attempts) == (JobStatus.COMPLETED, 1)
    assert [("<rejected-" in call.asked.text) for call in server.calls] == [False, True, False]
    assert [call.count for call in server.calls] == [4, 2, 2]
    assert result_of(job) | {"flashcard_ids": []} == {
        "deck_id": job.target_id,
        "flashcard_ids": [],
        "count": 3,
        "rejected": {"F3": 3},
        "partial": False,
        "note": "3 of 4 cards: rejected were 3 answered with yes or no.",
    }


async def test_when_nothing_passes_the_job_fails_with_the_reasons(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.ALL_BAD)
    job = await workshop.run(CELLS, count=4)
    assert (job.status, job.error_code, job.retryable) == (JobStatus.FAILED, "BAD_OUTPUT", False)
    assert job.error == "None of the 12 cards was good enough: 12 answered with yes or no."
    assert workshop.cards(job.id) == []
    assert job.result is None


async def test_an_empty_answer_is_no_success(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.EMPTY)
    job = await workshop.run(CELLS, count=4)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "BAD_OUTPUT")
    assert job.error == "The model found nothing in this text to make a card of."


async def test_fewer_cards_than_asked_for_come_with_a_note(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.TOO_FEW, after=1)
    job = await workshop.run(CELLS, count=6)
    assert job.status is JobStatus.COMPLETED
    assert result_of(job)["count"] == 2
    assert result_of(job)["note"] == "2 of 6 cards: the text did not yield more."


async def test_a_chunk_makes_up_for_what_the_one_before_did_not_give(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.TOO_FEW, after=1)
    job = await workshop.run(CELLS, count=6)
    assert [call.count for call in server.calls] == [3, 5]
    assert job.items_done == 6


async def test_what_is_made_up_for_has_a_limit(workshop: Workshop, server: ProviderServer):
    text = "\n\n".join(f"# Part {number}\n\n{CELLS[10:420]}" for number in range(5))
    server.always(Behaviour.EMPTY)
    await workshop.run(text, count=5)
    assert [call.count for call in server.calls] == [1, 2, 3, 3, 3]


async def test_more_cards_than_asked_for_are_not_saved(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.TOO_MANY)
    job = await workshop.run(CELLS, count=4)
    assert len(workshop.cards(job.id)) == 4


async def test_the_same_card_is_saved_once(workshop: Workshop, server: ProviderServer):
    server.always(Behaviour.REPEATS)
    job = await workshop.run(CELLS, count=4)
    cards = workshop.cards(job.id)
    assert len(cards) == len(set(questions(cards)))
    assert result_of(job)["rejected"]["F9"] > 0


async def test_what_the_deck_holds_is_not_made_again(workshop: Workshop, server: ProviderServer):
    first = await workshop.run(CELLS, count=4, deck_title="Cells")
    second = await workshop.run(CELLS, count=4, deck_title="Cells")
    assert first.target_id == second.target_id
    assert set(questions(workshop.cards(first.id))).isdisjoint(questions(workshop.cards(second.id)))
    assert {avoided for call in server.calls[2:] for avoided in call.asked.avoid} >= set(
        questions(workshop.cards(first.id))
    )


async def test_cards_of_other_subjects_are_not_sent_along(workshop: Workshop, server: ProviderServer, owner: User):
    def fill(session: Session) -> None:
        deck = make_deck(session, owner, id="mixed")
        make_card(session, deck, question="What does the mitochondrion produce?", answer="chemical energy")
        make_card(session, deck, question="Who painted the Mona Lisa?", answer="Leonardo da Vinci")

    workshop.change(fill)
    await workshop.run(CELLS, count=2, deck_id="mixed")
    assert "What does the mitochondrion produce?" in server.calls[0].asked.avoid
    assert "Mona Lisa" not in server.calls[0].asked.text


async def test_each_card_names_the_page_its_quote_stands_on(workshop: Workshop):
    starts = [0, CELLS.index("Ribosomes"), CELLS.index("# The membrane")]
    job = await workshop.run(CELLS, count=8, page_starts=starts)
    for card in workshop.cards(job.id):
        assert card.source_quote
        at = CELLS.index(card.source_quote)
        assert card.source_page == sum(start <= at for start in starts)
    assert {card.source_page for card in workshop.cards(job.id)} == {1, 2, 3}


async def test_an_attempt_knows_what_it_cost(workshop: Workshop, server: ProviderServer):
    server.then(Behaviour.CUT_OFF, after=1)
    job = await workshop.run(CELLS, count=8)
    broken, whole = workshop.attempts(job.id)
    assert (broken.provider, broken.model, broken.tokens_out) == ("anthropic", "test", None)
    assert broken.tokens_in == len(server.calls[0].asked.text) // 4
    assert whole.tokens_in == sum(len(call.asked.text) // 4 for call in server.calls[1:])
    assert whole.tokens_out
    assert (broken.cost_usd, whole.cost_usd) == (None, None), "no price is known"


async def test_with_prices_an_attempt_knows_what_all_its_calls_cost_together(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    model = model_at(server, chunk_chars=450)
    async with workshop_with(database, owner.id, model, data_dir=tmp_path, price_in=3, price_out=15) as workshop:
        job = await workshop.run(CELLS, count=8)
        (attempt,) = workshop.attempts(job.id)
    assert attempt.tokens_in
    assert attempt.tokens_out
    assert attempt.cost_usd == pytest.approx((3 * attempt.tokens_in + 15 * attempt.tokens_out) / 1_000_000)


async def test_the_material_is_not_written_to_the_log(workshop: Workshop, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO):
        await workshop.run(CELLS, count=2)
    assert "mitochondrion" not in caplog.text


async def test_a_deck_deleted_meanwhile_ends_the_job(workshop: Workshop, server: ProviderServer, owner: User):
    server.hold_after(1).delay = 0.1
    job_id = workshop.ask(CELLS, count=16).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 1)
    workshop.change(lambda session: decks.delete_deck(session, owner.id, job.target_id, now=workshop.clock()))
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.error) == (JobStatus.FAILED, "This deck is not there.")
    assert await server.calls[0].ended() == "disconnected"


async def test_the_deck_is_found_or_made_with_the_request(workshop: Workshop, owner: User):
    admission = workshop.ask(CELLS, count=2)
    target = admission.job.target
    assert target
    with workshop.database.read() as session:
        deck = session.get(Deck, target["id"])
    assert deck
    assert (deck.title, deck.user_id) == ("The cell", owner.id)
    await workshop.ended(admission.job.id)


async def test_nobody_elses_deck_is_a_target(workshop: Workshop, stranger: User):
    workshop.change(lambda session: make_deck(session, stranger, id="theirs"))
    with pytest.raises(NotFound):
        workshop.ask(CELLS, deck_id="theirs")


async def test_pressing_twice_is_one_job(workshop: Workshop, server: ProviderServer):
    server.delay = 0.05
    first, second = workshop.ask(CELLS, count=3), workshop.ask(CELLS, count=5)
    assert (first.created, second.created) == (True, False)
    assert first.job.id == second.job.id
    await workshop.ended(first.job.id)
