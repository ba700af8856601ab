from collections.abc import AsyncGenerator, Callable

import pytest

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.calls import CardCall, Chunk, DistractorCall, LessonCall, QuestionCall, RewriteCall, TreeCall
from studyapp.generation.extractive.provider import ExtractiveProvider
from studyapp.generation.provider import Provider, Usage
from studyapp.rules.items import CardDraft, KnownCard
from studyapp.rules.lessons import ConceptDraft, LessonHead, SectionText
from studyapp.rules.trees import NodeDraft
from tests.generation.extractive.samples import SAMPLE


def provider() -> Provider:
    return ExtractiveProvider()


async def test_cards_come_first_and_usage_last() -> None:
    items = [item async for item in provider().stream(CardCall(Chunk(0, SAMPLE.read_text(), 4, page=3)))]
    *drafts, usage = items
    assert len(drafts) == 4
    assert all(isinstance(draft, CardDraft) and draft.page == 3 for draft in drafts)
    assert isinstance(usage, Usage)
    assert (usage.provider, usage.model, usage.tokens_in, usage.tokens_out) == ("extractive", None, None, None)


async def test_a_text_that_gives_nothing_gives_only_the_usage() -> None:
    items = [item async for item in provider().stream(CardCall(Chunk(0, "Nothing here.", 4)))]
    assert len(items) == 1
    assert isinstance(items[0], Usage)


async def test_the_heading_of_a_chunk_counts_although_it_is_not_in_it() -> None:
    text = "The merchants traded furs in Novgorod and lived in houses called Kontore."
    chunk = Chunk(0, text, 3, heading="The Hanseatic League")
    items = [item async for item in provider().stream(CardCall(chunk))]
    assert any(isinstance(item, CardDraft) and item.question.startswith("The Hanseatic League:") for item in items)


async def test_a_chunk_of_references_gives_nothing() -> None:
    chunk = Chunk(
        0, "Rubisco is the enzyme that attaches carbon dioxide to a sugar called RuBP.", 3, heading="References"
    )
    assert len([item async for item in provider().stream(CardCall(chunk))]) == 1


async def test_an_iterator_can_be_left_early() -> None:
    cards = provider().stream(CardCall(Chunk(0, SAMPLE.read_text(), 4)))
    assert isinstance(await anext(cards), CardDraft)
    await cards.aclose()


async def test_the_check_makes_a_real_call() -> None:
    assert (await provider().check()).total_seconds() > 0


async def test_the_headings_of_the_material_are_the_tree_of_a_goal() -> None:
    call = TreeCall("Photosynthesis", material=SAMPLE.read_text())
    *nodes, usage = [item async for item in provider().stream(call)]
    assert [node.number for node in nodes if isinstance(node, NodeDraft)][:2] == ["1", "2"]
    assert len(nodes) > 2
    assert isinstance(usage, Usage)


async def test_material_without_an_outline_gives_no_tree() -> None:
    call = TreeCall("Photosynthesis", material="Plants turn light into sugar.")
    assert len([item async for item in provider().stream(call)]) == 1


async def test_wrong_answers_come_first_and_usage_last() -> None:
    items = [item async for item in provider().stream(DistractorCall("When did the Berlin Wall fall?", "1989"))]
    *made, usage = items
    assert len(made) == 3
    assert isinstance(usage, Usage)


async def test_too_few_answers_of_the_same_kind_are_told_apart_from_a_success() -> None:
    call = DistractorCall("What keeps the beat?", "The metronome", siblings=[KnownCard("When was it?", "1989")])
    said = provider().stream(call)
    assert isinstance(await anext(said), Usage)
    with pytest.raises(GenerationFailed, match="ANTHROPIC_API_KEY") as failed:
        await anext(said)
    assert (failed.value.error_code, failed.value.retryable) == (ErrorCode.NO_MODEL, False)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: provider().stream(QuestionCall("The Silk Road")),
        lambda: provider().stream(TreeCall("Botany")),
        lambda: provider().stream(RewriteCall(CardDraft("What makes proteins?", "The ribosome"))),
    ],
)
async def test_what_needs_knowledge_fails_at_once(ask: Callable[[], AsyncGenerator[object]]) -> None:
    with pytest.raises(GenerationFailed, match="ANTHROPIC_BASE_URL") as failed:
        await anext(ask())
    assert (failed.value.error_code, failed.value.retryable) == (ErrorCode.NO_MODEL, False)


_CELLS = SectionText(
    "Cells",
    "A membrane is a thin double layer of lipids that surrounds every living cell. It lets water pass, but no ions.",
)


async def test_a_lesson_begins_with_its_head_and_ends_with_the_usage() -> None:
    head, concept, usage = [item async for item in provider().stream(LessonCall(_CELLS))]
    assert isinstance(head, LessonHead)
    assert isinstance(concept, ConceptDraft)
    assert isinstance(usage, Usage)


@pytest.mark.parametrize(
    "call",
    [
        LessonCall(_CELLS, wish="more examples"),
        LessonCall(_CELLS, replaced=ConceptDraft("Membrane", "fact", "> A membrane.", ())),
    ],
)
async def test_a_wish_for_a_lesson_needs_a_model(call: LessonCall) -> None:
    with pytest.raises(GenerationFailed) as failed:
        _ = [item async for item in provider().stream(call)]
    assert failed.value.error_code is ErrorCode.NO_MODEL


async def test_a_repair_call_for_a_lesson_gives_nothing_new() -> None:
    (usage,) = [item async for item in provider().stream(LessonCall(_CELLS, complaints=["Membrane – too short"]))]
    assert isinstance(usage, Usage)
