"""Distractors, questions and rewrites through the real SDK, as far as they differ from cards."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

import pytest

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.calls import DistractorCall, Intent, LessonCall, QuestionCall, RewriteCall
from studyapp.generation.messages_api.provider import AnthropicProvider
from studyapp.generation.provider import Usage
from studyapp.rules.items import CardDraft
from studyapp.rules.lessons import ConceptDraft, LessonHead, SectionText, SourceDraft
from studyapp.settings import Settings
from tests.provider_server import Behaviour, ProviderServer

DISTRACTORS = DistractorCall("What is the capital of Japan?", "Tokyo")
QUESTIONS = QuestionCall("8 questions on rivers")
REWRITE = RewriteCall(CardDraft("What is the capital of Japan?", "Tokyo"))
LESSON = LessonCall(
    SectionText("Water", "Water boils at 100 °C at sea level. It freezes at 0 °C in winter.", ((0, 11), (36, 12)))
)
Ask = Callable[[AnthropicProvider], AsyncGenerator[object]]
KINDS: list[Ask] = [
    lambda provider: provider.stream(DISTRACTORS),
    lambda provider: provider.stream(QUESTIONS),
    lambda provider: provider.stream(REWRITE),
    lambda provider: provider.stream(LESSON),
]


def provider_at(server: ProviderServer) -> AnthropicProvider:
    return AnthropicProvider(
        Settings(anthropic_base_url=server.url, anthropic_api_key=None, model="test", provider_timeout_seconds=60)
    )


async def all_of(said: AsyncGenerator[object]) -> list[object]:
    return [part async for part in said]


async def test_wrong_answers_arrive_as_text(server: ProviderServer):
    *made, usage = await all_of(provider_at(server).stream(DISTRACTORS))
    assert len(made) == 3
    assert all(isinstance(text, str) for text in made)
    assert isinstance(usage, Usage)


async def test_the_intent_comes_before_the_questions(server: ProviderServer):
    intent, *drafts, usage = await all_of(provider_at(server).stream(QUESTIONS))
    assert intent == Intent("What matters about 8 questions on rivers", 8)
    assert len(drafts) == 8
    assert all(isinstance(draft, CardDraft) for draft in drafts)
    assert isinstance(usage, Usage)


async def test_the_intent_is_there_while_the_first_question_is_still_being_written(server: ProviderServer):
    server.then(Behaviour.OK, delay=30)
    async with aclosing(provider_at(server).stream(QUESTIONS)) as said:
        assert isinstance(await anext(said), Intent)
        assert len(server.open_calls) == 1
    assert await server.calls[0].ended() == "disconnected"


async def test_where_the_number_is_known_no_intent_is_told(server: ProviderServer):
    *drafts, _ = await all_of(provider_at(server).stream(QuestionCall("Rivers", count=2)))
    assert [type(draft) for draft in drafts] == [CardDraft, CardDraft]


async def test_a_rewrite_is_one_card(server: ProviderServer):
    draft, usage = await all_of(provider_at(server).stream(REWRITE))
    assert isinstance(draft, CardDraft)
    assert (draft.question, draft.answer) == ("What is the capital of Japan, in a word or two?", "Tokyo")
    assert isinstance(usage, Usage)


async def test_a_lesson_is_its_head_and_then_its_concepts(server: ProviderServer):
    head, *concepts, usage = await all_of(provider_at(server).stream(LESSON))
    assert isinstance(head, LessonHead)
    assert (head.summary, len(head.objectives)) == ("What there is to know about Water.", 2)
    assert [concept.sources for concept in concepts if isinstance(concept, ConceptDraft)] == [
        (SourceDraft("Water boils at 100 °C at sea level.", 11),),
        (SourceDraft("It freezes at 0 °C in winter.", 12),),
    ]
    assert isinstance(usage, Usage)


async def test_the_head_of_a_lesson_is_there_while_the_first_concept_is_still_being_written(server: ProviderServer):
    server.then(Behaviour.OK, delay=30)
    async with aclosing(provider_at(server).stream(LESSON)) as said:
        assert isinstance(await anext(said), LessonHead)
        assert len(server.open_calls) == 1


@pytest.mark.parametrize("ask", KINDS)
async def test_the_request_is_one_every_messages_api_understands(server: ProviderServer, ask: Ask):
    await all_of(ask(provider_at(server)))
    [call] = server.calls
    assert call.body["output_config"]["format"]["type"] == "json_schema"
    assert call.body["max_tokens"] > 4_000
    assert not {"temperature", "top_p", "tools", "tool_choice", "thinking"} & call.body.keys()


@pytest.mark.parametrize("ask", KINDS)
async def test_a_server_that_knows_no_schemas_is_asked_without(server: ProviderServer, ask: Ask):
    assert len(await all_of(ask(provider_at(server.always(Behaviour.NO_SCHEMA))))) > 1


@pytest.mark.parametrize("ask", KINDS)
@pytest.mark.parametrize(
    ("behaviour", "code", "retryable"),
    [
        (Behaviour.CUT_OFF, ErrorCode.NETWORK, True),
        (Behaviour.MAX_TOKENS, ErrorCode.BAD_OUTPUT, True),
        (Behaviour.GARBLED, ErrorCode.BAD_OUTPUT, True),
        (Behaviour.REFUSAL, ErrorCode.REFUSED, False),
        (Behaviour.UNAUTHORIZED, ErrorCode.API_KEY, False),
    ],
)
async def test_trouble_is_told_after_what_it_cost(
    server: ProviderServer, ask: Ask, behaviour: Behaviour, code: ErrorCode, retryable: bool
):
    server.then(behaviour)
    parts: list[object] = []
    with pytest.raises(GenerationFailed) as failed:  # noqa: PT012 - collects what came before the failure
        async for part in ask(provider_at(server)):
            parts.append(part)  # noqa: PERF401
    assert (failed.value.error_code, failed.value.retryable) == (code, retryable)
    assert isinstance(parts[-1], Usage)
