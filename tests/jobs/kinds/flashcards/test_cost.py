"""What an attempt of a flashcard job costs, and that the log holds none of its material."""

import logging
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.models import User
from tests.generation.material import CELLS
from tests.jobs.kinds.workshop import Workshop, model_at, workshop_with
from tests.provider_server import Behaviour, ProviderServer


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
