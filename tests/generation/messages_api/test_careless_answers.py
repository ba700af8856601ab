"""Answers that no schema was enforced on, through the real SDK and from each of the servers that people use."""

import json

import pytest

from studyapp.errors import ErrorCode
from studyapp.generation.calls import QuestionCall
from studyapp.generation.provider import Unread, Usage
from studyapp.rules.items import CardDraft
from tests.generation.messages_api.test_odd_answers import ask, failure, saying, server, stream
from tests.generation.messages_api.test_provider import outcome_of
from tests.generation.models import model_of
from tests.provider_server import Behaviour
from tests.provider_server.dialects import LOCAL, Dialect, DialectServer

CARDS = [{"question": f"What is cell {number}?", "answer": "A unit"} for number in range(30)]
MUSING = "The text is about cells, and there are many of them, so I count them and ask for each one. " * 3


@pytest.mark.parametrize("dialect", LOCAL, ids=str)
async def test_cards_are_read_from_a_careless_answer_of_each_server(dialect: Dialect):
    async with DialectServer(dialect) as careful, DialectServer(dialect) as careless:
        wanted = await outcome_of(model_of(careful))
        outcome = await outcome_of(model_of(careless.always(Behaviour.CARELESS)))
    assert outcome.failure is None
    assert len(outcome.drafts) == 4
    assert outcome.drafts == wanted.drafts


@pytest.mark.parametrize("dialect", LOCAL, ids=str)
async def test_questions_are_read_from_a_careless_answer_of_each_server(dialect: Dialect):
    async with DialectServer(dialect) as server:
        said = [part async for part in model_of(server.always(Behaviour.CARELESS)).stream(QuestionCall("Rivers", 3))]
    assert [type(part) for part in said] == [CardDraft, CardDraft, CardDraft, Usage]


async def test_an_answer_that_ends_in_a_thought_says_so():
    failed = await failure(saying(stream(f"<think>I could write {json.dumps(CARDS[0])}, but")))
    assert (failed.error_code, failed.retryable) == (ErrorCode.BAD_OUTPUT, True)
    assert failed.sentence == "The model “odd” thought until its answer ended, and wrote nothing after it."


@pytest.mark.parametrize(
    "text",
    [
        '[{"question": "A 5" cell?", "answer": "A unit"}, ' + json.dumps(CARDS)[1:],
        MUSING + json.dumps({"cards": CARDS}),
    ],
    ids=["a quote hides where items end", "long prose may be a thought"],
)
async def test_items_that_wait_for_the_end_are_read_up_to_the_limit_and_no_further(text: str):
    async with server(saying(stream(text))) as url:
        cards, _ = await ask(url)
    assert len(cards) == 9
    assert Unread() not in cards
