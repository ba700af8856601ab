"""Models that repeat existing items before they write new ones. They are read until nothing is missing, in limits."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.models import JobStatus, User
from tests.generation.material import CELLS
from tests.jobs.kinds.workshop import Workshop, model_at, workshop_with
from tests.provider_server import Behaviour, ProviderServer

COUNT = 20


@pytest.fixture
async def roomy(database: Database, owner: User, server: ProviderServer, tmp_path: Path) -> AsyncGenerator[Workshop]:
    """A workshop with chunks so long that the whole text goes into one call."""
    async with workshop_with(database, owner.id, model_at(server, chunk_chars=8_000), data_dir=tmp_path) as workshop:
        yield workshop


def distinct(workshop: Workshop, job_id: str) -> int:
    return len({card.question for card in workshop.cards(job_id)})


@pytest.mark.parametrize("saved", [1, 7, 13, 19])
async def test_a_text_yields_all_its_cards_after_a_break(roomy: Workshop, server: ProviderServer, saved: int):
    server.then(Behaviour.CUT_OFF, after=saved).always(Behaviour.FORGETFUL, after=COUNT)
    job = await roomy.run(CELLS, count=COUNT)
    assert (job.status, job.items_done, distinct(roomy, job.id)) == (JobStatus.COMPLETED, COUNT, COUNT)


@pytest.mark.parametrize("saved", [1, 7, 13, 19])
async def test_a_prompt_yields_all_its_questions_after_a_break(roomy: Workshop, server: ProviderServer, saved: int):
    server.then(Behaviour.CUT_OFF, after=saved).always(Behaviour.FORGETFUL, after=COUNT)
    job = await roomy.see_through("question_generation", prompt=f"{COUNT} questions on everything")
    assert (job.status, job.items_done, distinct(roomy, job.id)) == (JobStatus.COMPLETED, COUNT, COUNT)


async def test_what_comes_after_the_announced_total_is_not_waited_for(roomy: Workshop, server: ProviderServer):
    server.then(Behaviour.TOO_MANY).hold_after(9)
    job = await roomy.see_through("question_generation", prompt="8 questions on rivers")
    assert (job.status, job.items_done, len(server.calls)) == (JobStatus.COMPLETED, 8, 1)
    assert await server.calls[0].ended() == "disconnected"


async def test_a_model_that_never_says_anything_new_is_not_read_for_ever(roomy: Workshop, server: ProviderServer):
    server.then(Behaviour.CUT_OFF, after=7).always(Behaviour.FORGETFUL, after=7)
    job = await roomy.run(CELLS, count=COUNT)
    assert (job.status, job.items_done) == (JobStatus.COMPLETED, 7)
    assert job.result
    assert job.result["note"] == "7 of 20 cards: rejected were 14 repeated another card."
    assert len(server.calls) == 3
