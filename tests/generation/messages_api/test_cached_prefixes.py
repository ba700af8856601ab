"""Calls that begin as one before them are read from the server's cache, counted and priced."""

import json
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.models import User
from tests.generation.material import CELLS
from tests.generation.messages_api.test_provider import asking, outcome_of
from tests.generation.models import model_of
from tests.jobs.kinds.workshop import workshop_with
from tests.provider_server import Behaviour
from tests.provider_server.dialects import ANTHROPIC, OLLAMA, Dialect, DialectServer
from tests.provider_server.dialects.dialect import tokens_in


def beginning(body: dict[str, object]) -> str:
    """The request's rules and what it is about, without what is wanted of it."""
    return json.dumps([body["system"], body["messages"]]).partition("</material-")[0]


@pytest.mark.parametrize("dialect", [ANTHROPIC, OLLAMA], ids=str)
async def test_a_repair_begins_as_the_call_before_it(database: Database, owner: User, tmp_path: Path, dialect: Dialect):
    server = DialectServer(dialect, window=40_000).then(Behaviour.SOME_BAD)
    async with server, workshop_with(database, owner.id, model_of(server), data_dir=tmp_path) as workshop:
        await workshop.run(CELLS, count=4)
    first, repair, *_ = [asked.body for asked in server.asked]
    assert beginning(first) == beginning(repair)
    assert first["messages"] != repair["messages"]


async def test_what_is_read_from_the_cache_is_counted_and_costs_a_tenth(
    database: Database, owner: User, tmp_path: Path
):
    server = DialectServer(ANTHROPIC, window=200_000).then(Behaviour.SOME_BAD)
    prices = {"price_in": 10, "price_out": 0}
    async with server, workshop_with(database, owner.id, model_of(server), data_dir=tmp_path, **prices) as workshop:
        job = await workshop.run(CELLS, count=4)
        (attempt,) = workshop.attempts(job.id)
    [rules], [message] = server.asked[0].body["system"], server.asked[0].body["messages"]
    written = tokens_in(rules["text"] + "\n" + message["content"][0]["text"])
    assert len(server.asked) > 1
    assert attempt.tokens_in == sum(asked.prompt for asked in server.asked)
    assert attempt.tokens_in
    plain = attempt.tokens_in - len(server.asked) * written
    paid = plain + 1.25 * written + 0.1 * written * (len(server.asked) - 1)
    assert attempt.cost_usd == pytest.approx(10 * paid / 1_000_000)


async def test_another_call_reads_what_the_first_has_written():
    async with DialectServer(ANTHROPIC, window=200_000) as server:
        model = model_of(server)
        [first] = (await outcome_of(model, asking(4))).usages
        [second] = (await outcome_of(model, asking(2, avoid=["What is a cell?"]))).usages
    assert first.cache_written == second.cache_read > 500
    assert (first.cache_read, second.cache_written) == (0, 0)
    assert second.tokens_in == server.asked[1].prompt
