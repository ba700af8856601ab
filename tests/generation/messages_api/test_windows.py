"""How much is asked of a model at once, and how its context length becomes known."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.messages_api.window import Window, Windows, tokens_in
from studyapp.generation.prompts.cards import for_cards
from tests.generation.messages_api.test_provider import asking, outcome_of
from tests.generation.models import model_of
from tests.provider_server.dialects import ANTHROPIC, LM_STUDIO, LOCAL, OLLAMA, VLLM, Dialect, DialectServer, Reply

NOTHING: Mapping[str, Callable[[str, int], object]] = {}
TEXTS = {
    "English": "The nucleus stores the genetic material of a eukaryotic cell. ",
    "German": "Die Zellatmung findet in den Mitochondrien der Zelle statt. ",
    "Greek": "Η φωτοσύνθεση είναι η διαδικασία κατά την οποία τα φυτά μετατρέπουν την ηλιακή ενέργεια. ",
    "Chinese": "光合作用是绿色植物利用光能把二氧化碳和水转化为有机物并释放氧气的过程。",
    "numbers": "| 37 | 7919 | 0.143 |\n| 74 | 15838 | 0.286 |\n",
}


@pytest.mark.parametrize("dialect", LOCAL, ids=str)
@pytest.mark.parametrize("address", ["", "/", "/v1", "/v1/", "/v1/messages"])
async def test_the_context_length_is_found_at_each_server_and_address(dialect: Dialect, address: str):
    async with DialectServer(dialect, window=6_000) as server:
        model = model_of(server, address=address)
        assert (await model.portion()).items == Window(6_000).items_at_once()
        assert len((await outcome_of(model)).drafts) == 4


@pytest.mark.parametrize("dialect", LOCAL, ids=str)
async def test_the_length_that_is_set_is_not_asked_for(dialect: Dialect):
    async with DialectServer(replace(dialect, pages=NOTHING), window=6_000) as server:
        assert (await model_of(server, context_tokens=4_096).portion()).items == Window(4_096).items_at_once()
    async with DialectServer(dialect, window=6_000) as server:
        assert (await model_of(server, context_tokens=40_960).portion()).items == Window(40_960).items_at_once()


@pytest.mark.parametrize("dialect", [OLLAMA, LM_STUDIO], ids=str)
async def test_a_model_that_is_not_loaded_yet_gets_what_its_server_loads_it_with(dialect: Dialect):
    unloaded: dict[str, Callable[[str, int], object]] = {
        "/api/ps": lambda _, __: {"models": []},
        "/api/v0/models": lambda model, _: {
            "data": [{"id": model, "state": "not-loaded", "max_context_length": 131_072}]
        },
    }
    pages = {path: page for path, page in unloaded.items() if path in dialect.pages}
    async with DialectServer(replace(dialect, pages=pages)) as server:
        assert (await model_of(server).portion()).items == Window(4_096).items_at_once()


async def test_a_large_context_is_no_limit_and_claude_is_not_asked():
    async with DialectServer(VLLM, window=131_072) as server:
        assert (await model_of(server).portion("x" * 9_000)) == await model_of(server, model="claude-opus-5").portion()
    async with DialectServer(ANTHROPIC) as server:
        assert (await model_of(server).portion()).items is None


async def test_a_length_that_a_refusal_names_is_kept():
    async with DialectServer(replace(VLLM, pages=NOTHING), window=4_096) as server:
        model = model_of(server)
        assert (await model.portion()).items is None
        outcome = await outcome_of(model, asking(4))
        assert (outcome.failure, len(outcome.drafts), len(server.refused)) == (None, 4, 1)
        outcome = await outcome_of(model, asking(2, text="The cell is the smallest unit of life. " * 500))
        assert outcome.failure is not None
        assert (await model.portion()).items == Window(4_096).items_at_once()


async def test_a_server_that_says_nothing_of_use_has_no_known_length():
    odd: list[object] = [None, [], "x", {"data": None}, {"data": [None, 7, {"id": None}]}, {"models": {}}, 7]
    for body in odd:
        page = dict.fromkeys(("/props", "/api/ps", "/v1/models"), lambda _, __, body=body: body)
        async with DialectServer(replace(VLLM, pages=page)) as server:
            assert (await model_of(server).portion()).items is None


async def test_a_server_that_does_not_answer_this_time_has_the_length_it_had(monkeypatch: pytest.MonkeyPatch):
    told: list[int | None] = [4_096, None, 8_192]

    async def ask() -> int | None:
        return told.pop(0)

    monkeypatch.setattr("studyapp.generation.messages_api.window._ASKED_EVERY", -1)
    windows = Windows(None, ask)
    assert [(await windows.current()).tokens for _ in range(3)] == [4_096, 4_096, 8_192]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("tokens", [4_096, 8_192, 32_768])
def test_a_chunk_its_prompt_and_all_cards_at_once_fit(text: str, tokens: int):
    window, material = Window(tokens), text * 500
    chunk = material[: window.chunk_chars(material)]
    items = window.items_at_once()
    assert items
    prompt = for_cards(CardCall(Chunk(0, chunk, items)), brief=True)
    room = window.room(prompt.system + prompt.user)
    assert room
    assert room >= 150 * items
    assert tokens_in(prompt.system + prompt.user) <= 0.65 * tokens


async def test_questions_to_avoid_are_cut_to_what_fits():
    known = [f"What is the purpose of part number {number} of the cell?" for number in range(400)]
    async with DialectServer(VLLM, window=4_096) as server:
        outcome = await outcome_of(model_of(server), asking(2, avoid=known))
    assert (outcome.failure, len(outcome.drafts), server.refused) == (None, 2, [])
    avoided = server.calls[0].asked.avoid
    assert 10 < len(avoided) < 400
    assert server.asked[0].prompt < 0.75 * 4_096
    assert list(avoided) == known[: len(avoided)]


async def test_what_cannot_be_cut_is_too_long_and_never_sent():
    async with DialectServer(VLLM, window=4_096) as server:
        outcome = await outcome_of(model_of(server), asking(2, text="The cell is the smallest unit of life. " * 500))
    assert outcome.failure is not None
    assert (outcome.failure.code, server.asked) == ("TOO_LARGE", [])


async def test_a_refusal_that_no_change_helps_against_is_told_after_one_more_try():
    def refuse(_: object) -> Reply:
        return Reply(422, {"detail": [{"msg": "no"}]})

    async with DialectServer(replace(VLLM, refuse=refuse)) as server:
        outcome = await outcome_of(model_of(server))
    assert outcome.failure is not None
    assert (outcome.failure.code, len(server.asked)) == ("BAD_INPUT", 2)
