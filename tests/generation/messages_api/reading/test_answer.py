"""Items are taken out of an answer as soon as they are complete, wherever the answer is cut into deltas."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.generation.messages_api.reading.answer import AnswerReader
from studyapp.generation.messages_api.reading.names import FIELDS, plain
from tests.generation.messages_api.reading.reading import items_of, split

NAMES = {name for names in FIELDS.values() for name in names}
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="$") | st.sampled_from("\n\t\r"))
"""Any text but what is taken for the beginning of a command in a formula: backspaces, form feeds, and line breaks
after a dollar sign.
"""
KEY = TEXT.filter(lambda key: plain(key) not in NAMES)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3),
    max_leaves=8,
)
CARD = st.builds(lambda fields, text: fields | {"question": text}, st.dictionaries(KEY, JSON, max_size=3), TEXT)
OTHER_FIELDS = st.dictionaries(KEY.filter(lambda key: "cards" not in key), st.integers() | TEXT, max_size=2)


@given(st.data(), st.lists(CARD, max_size=5), OTHER_FIELDS, OTHER_FIELDS, st.booleans(), st.sampled_from([None, 2]))
def test_any_split_of_any_document_yields_its_items(data, cards, before, after, ascii_only, indent):
    document = json.dumps(before | {"cards": cards} | after, ensure_ascii=ascii_only, indent=indent)
    items, reader = items_of(data.draw(split(document)))
    assert items == cards
    assert reader.is_complete


@given(st.data(), st.lists(CARD, min_size=1, max_size=4))
def test_an_item_is_there_as_soon_as_its_last_character_is(data, cards):
    reader = AnswerReader("cards")
    assert reader.feed('{"cards": [') == []
    for card in cards:
        text = json.dumps(card)
        assert [item for delta in data.draw(split(text[:-1])) for item in reader.feed(delta)] == []
        assert reader.feed(text[-1]) == [card]
        assert reader.feed(", ") == []


@given(st.lists(CARD, max_size=5))
@example([{"question": 'What does "\\" begin?', "answer": "}]{["}])
def test_one_character_at_a_time_is_enough(cards):
    items, _ = items_of(list(json.dumps({"cards": cards})))
    assert items == cards


@given(st.data(), st.lists(TEXT.filter(lambda text: any(map(str.isalnum, text))), max_size=5))
@example(None, ["😀 a", "\\b", '"c"', "]d", "e, f"])
def test_texts_are_items_where_texts_are_asked_for(data, texts):
    document = json.dumps({"distractors": texts})
    deltas = data.draw(split(document)) if data else list(document)
    items, reader = items_of(deltas, key="distractors")
    assert items == texts
    assert reader.is_complete


@given(st.data(), st.lists(CARD, max_size=4))
def test_talk_and_a_code_fence_around_the_document_do_not_matter(data, cards):
    text = f'Sure, {{here}} are your "cards" [all of them]:\n```json\n{json.dumps({"cards": cards})}\n```\nMore [x]?'
    items, _ = items_of(data.draw(split(text)))
    assert items == cards


@given(st.data(), st.lists(CARD, min_size=2, max_size=4))
def test_what_was_closed_before_a_break_is_kept(data, cards):
    text = json.dumps({"cards": cards})
    last = json.dumps(cards[-1])
    items, reader = items_of(data.draw(split(text[: len(text) - len("]}") - len(last) + 1])), is_cut=True)
    assert items == cards[:-1]
    assert not reader.is_complete


@pytest.mark.parametrize(
    "text",
    [
        "", "I cannot do that.", '{"card": [1]}', '"cards"', '{"cards" :', '{"cards": {"a": [1]}}', "[1, 2]",
        "Use [1], {x} or [all] of {a, b}.", "<think>I could write {\"question\": \"What?\"} but",
    ],
)  # fmt: skip
def test_without_items_there_are_none(text: str):
    items, reader = items_of([text])
    assert items == []
    assert not reader.is_complete


@pytest.mark.parametrize("text", ['{"cards": []}', "[]", 'Nothing to ask here: {"cards": [ ]}.'])
def test_an_empty_list_is_an_answer(text: str):
    items, reader = items_of([text])
    assert (items, reader.is_complete) == ([], True)


@pytest.mark.parametrize("draft", ["[...]", "[]", '[{"question": "…"}, …]', '[{"question": 0}]'])
@given(st.data(), st.lists(CARD, max_size=3))
def test_a_list_drafted_while_thinking_is_not_read(draft, data, cards):
    thought, answer = f'{{"total": 1, "cards": {draft}}}', json.dumps({"total": 3, "cards": cards})
    items, reader = items_of(data.draw(split(f"<think>I write {thought}, as told.</think>\n{answer}")))
    assert items == cards
    assert reader.is_complete
    assert reader.take_fields() == {"total": 3}


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<think>", "</think>"),
        ("<Thinking>\n", "</Thinking>"),
        ("<reasoning>", "</reasoning>"),
        ("[THINK]", "[/THINK]"),
        ("◁think▷", "◁/think▷"),
        ("<seed:think>", "</seed:think>"),
        ("<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"),
        ("<|begin_of_thought|>", "<|end_of_thought|>"),
        ("<|channel>thought\n", "<channel|>"),
        ("<unused94>thought\n", "<unused95>"),
    ],
)
@given(data=st.data())
def test_thoughts_are_passed_over_however_they_are_marked(begin: str, end: str, data: st.DataObject):
    thought = '{"cards": [{"question": "A draft?", "answer": "Yes"}]} or [{"question": "Another?"}]'
    text = f'{begin}{thought}{end}{{"cards": [{{"question": "What is <think> for?"}}]}}'
    items, _ = items_of(data.draw(split(text)))
    assert items == [{"question": "What is <think> for?"}]


def test_an_answer_that_breaks_after_a_draft_is_not_complete():
    items, reader = items_of(['{"cards": []} {"cards": [{"question": 1}, {"a"'], is_cut=True)
    assert items == [{"question": 1}]
    assert not reader.is_complete


@given(st.data(), OTHER_FIELDS, st.lists(CARD, max_size=2), st.booleans(), st.sampled_from([None, 2]))
def test_the_fields_before_the_list_are_there_when_it_opens(data, before, cards, ascii_only, indent):
    text = json.dumps(before | {"cards": cards} | {"after": 1}, ensure_ascii=ascii_only, indent=indent)
    reader, taken = AnswerReader("cards"), []
    for delta in data.draw(split(text)):
        reader.feed(delta)
        taken += [fields for fields in [reader.take_fields()] if fields is not None]
    assert taken == [before]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('Sure {yes}!\n```json\n{"intent": "x", "total": 3, "cards": [', {"intent": "x", "total": 3}),
        ('{"intent": "a \\"quoted\\" {one}", "cards": [', {"intent": 'a "quoted" {one}'}),
        (f'{{"intent": "in one piece", "cards": ["{"z" * 9_000}"', {"intent": "in one piece"}),
        ('{"result": {"intent": "inside", "cards": [', {"intent": "inside"}),
        (f'{{"thoughts": "{"z" * 9_000}", "intent": "far", "cards": [', {}),
    ],
)
def test_fields_are_what_the_open_object_holds(text, fields):
    reader = AnswerReader("cards")
    reader.feed(text)
    assert reader.take_fields() == fields
    assert reader.take_fields() is None
