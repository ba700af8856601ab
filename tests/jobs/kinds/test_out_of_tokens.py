"""Models that use up the tokens of an answer, or meet the end of their context: no call is made twice."""

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import JobStatus, User
from tests.generation.models import model_of
from tests.jobs.kinds.flashcards.test_small_contexts import long_text
from tests.jobs.kinds.workshop import Workshop, workshop_with
from tests.provider_server.dialects import LITELLM, LLAMA_CPP, OLLAMA, VLLM, Dialect, DialectServer

TEXT = long_text(1_500)
ENDLESS = 30_000
Open = Callable[..., Any]


@pytest.fixture
def opened(database: Database, owner: User, tmp_path: Path) -> Open:
    """Opens a workshop with the model of a server."""

    @asynccontextmanager
    async def open_with(server: DialectServer, **settings: Any) -> AsyncGenerator[Workshop]:
        async with (
            server,
            workshop_with(database, owner.id, model_of(server, **settings), data_dir=tmp_path) as workshop,
        ):
            yield workshop

    return open_with


def calls(server: DialectServer) -> list[str]:
    return [json.dumps(asking.body, sort_keys=True) for asking in server.asked if "output_config" in asking.body]


def counts(server: DialectServer) -> list[int | None]:
    return [call.count for call in server.calls]


@pytest.mark.parametrize("dialect", [OLLAMA, VLLM], ids=str)
async def test_after_running_out_fewer_cards_are_asked_for_with_more_room(opened: Open, dialect: Dialect):
    server = DialectServer(dialect, window=131_072, thinks=7_990)
    async with opened(server) as workshop:
        job = await workshop.run(TEXT, count=10)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 10), job.error
    first, second, *_ = server.asked
    assert counts(server)[:2] == [10, 5]
    assert second.wanted > first.wanted
    assert len(set(calls(server))) == len(calls(server))


async def test_in_a_small_context_thinking_leaves_room_for_fewer_cards(opened: Open):
    server = DialectServer(VLLM, window=4_096, thinks=2_600)
    async with opened(server) as workshop:
        job = await workshop.run(TEXT, count=6)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 6), job.error
    assert len(set(calls(server))) == len(calls(server))


async def test_a_model_that_gives_no_longer_answers_is_asked_for_fewer(opened: Open):
    """The room cannot grow, so the count has to shrink from what was asked for."""
    server = DialectServer(replace(VLLM, model="claude-3-haiku-20240307"), window=131_072, thinks=4_090)
    async with opened(server) as workshop:
        await workshop.run(TEXT, count=8)
    assert counts(server)[:3] == [8, 4, 2]


@pytest.mark.parametrize("window", [4_096, 131_072])
@pytest.mark.parametrize("kind", ["flashcard_generation", "distractor_generation", "card_regeneration"])
async def test_where_thinking_eats_everything_no_call_is_made_twice(opened: Open, kind: str, window: int):
    server = DialectServer(OLLAMA, window=window, thinks=10 * ENDLESS)
    async with opened(server) as workshop:
        if kind == "flashcard_generation":
            job = await workshop.run(TEXT, count=10)
        else:
            card = workshop.card(question="What moves water through a membrane?", answer="Osmosis")
            job = await workshop.see_through(kind, card_id=card.id)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "BAD_OUTPUT")
    assert job.error
    assert "needs fewer cards at once, or a larger context" in job.error
    assert len(set(calls(server))) == len(calls(server))


@pytest.mark.parametrize("dialect", [LLAMA_CPP, VLLM, LITELLM], ids=str)
async def test_when_a_text_turns_out_too_long_the_rest_is_split_smaller_and_none_of_it_left_out(
    opened: Open, dialect: Dialect
):
    """The model is loaded with a shorter context while the first of three chunks is being answered."""
    server = DialectServer(replace(dialect, pages={}), window=131_072).hold_after(1)
    text = long_text(20_000)
    async with opened(server) as workshop:
        job_id = workshop.ask(text, count=30).job.id
        await workshop.until(job_id, lambda job: job.items_done == 1)
        server.window = 2_048
        server.go_on()
        job = await workshop.ended(job_id)
        cards = workshop.cards(job_id)
    assert (job.status, job.items_done, job.attempts) == (JobStatus.COMPLETED, 30, 1), job.error
    first, *later = [call.material for call in server.calls]
    begins = [text.index(material) for material in later]
    assert min(begins) > 0.8 * len(first), "the first chunk is finished"
    places = sorted(place for card in cards if (place := text.index(card.source_quote or "?")) >= min(begins))
    gaps = [after - before for before, after in zip([len(first), *places], [*places, len(text)], strict=True)]
    assert max(gaps) < 2_500, "every part of the rest has its cards"
