import json
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.generation.messages_api.items import ItemStream

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OTHER_KEYS = st.dictionaries(st.text().filter(lambda key: "cards" not in key), st.integers() | st.text(), max_size=2)


@st.composite
def split(draw: st.DrawFn, text: str) -> list[str]:
    """The text split at any places, possibly into empty pieces."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def items_of(deltas: list[str]) -> tuple[list[Any], ItemStream]:
    stream = ItemStream("cards")
    return [item for delta in deltas for item in stream.feed(delta)], stream


@given(st.data(), st.lists(JSON, max_size=5), OTHER_KEYS, OTHER_KEYS, st.booleans(), st.sampled_from([None, 2]))
def test_any_split_of_any_document_yields_its_items(data, cards, before, after, ascii_only, indent):
    document = json.dumps(before | {"cards": cards} | after, ensure_ascii=ascii_only, indent=indent)
    items, stream = items_of(data.draw(split(document)))
    assert items == cards
    assert stream.finished


@given(st.data(), st.lists(st.dictionaries(st.text(), JSON), min_size=1, max_size=4))
def test_an_item_is_there_as_soon_as_its_last_character_is(data, cards):
    stream = ItemStream("cards")
    assert stream.feed('{"cards": [') == []
    for card in cards:
        text = json.dumps(card)
        assert [item for delta in data.draw(split(text[:-1])) for item in stream.feed(delta)] == []
        assert stream.feed(text[-1]) == [card]
        assert stream.feed(", ") == []


@given(st.lists(JSON, max_size=5))
@example([{"question": 'What does "\\" begin?', "answer": "}]{["}])
@example(["😀", "\\", '"', "]"])
def test_one_character_at_a_time_is_enough(cards):
    items, _ = items_of(list(json.dumps({"cards": cards})))
    assert items == cards


@given(st.data(), st.lists(JSON, max_size=4))
def test_talk_and_a_code_fence_around_the_document_do_not_matter(data, cards):
    text = f'Sure, {{here}} are your "cards" [all of them]:\n```json\n{json.dumps({"cards": cards})}\n```\nMore [x]?'
    items, _ = items_of(data.draw(split(text)))
    assert items == cards


@given(st.data(), st.lists(st.dictionaries(st.text(), JSON), min_size=2, max_size=4))
def test_what_was_closed_before_a_break_is_kept(data, cards):
    text = json.dumps({"cards": cards})
    last = json.dumps(cards[-1])
    items, stream = items_of(data.draw(split(text[: len(text) - len("]}") - len(last) + 1])))
    assert items == cards[:-1]
    assert not stream.finished


@pytest.mark.parametrize(
    "text", ["", "I cannot do that.", '{"card": [1]}', '"cards"', '{"cards" :', '{"cards": {"a": [1]}}', "[1, 2]"]
)
def test_without_the_array_there_are_no_items(text: str):
    items, stream = items_of([text])
    assert items == []
    assert not stream.finished


def test_an_item_that_is_no_json_is_left_out():
    items, _ = items_of(['{"cards": [{"a": 1}, {a: 2}, {"a": 3},]}'])
    assert items == [{"a": 1}, {"a": 3}]


@pytest.mark.parametrize("draft", ["[...]", "[]", '[{"a": "…"}, …]', '[{"a": 0}]'])
@given(st.data(), st.lists(st.dictionaries(st.text(), JSON), max_size=3))
def test_an_array_drafted_while_thinking_does_not_hide_the_answer(draft, data, cards):
    thought, answer = f'{{"total": 1, "cards": {draft}}}', json.dumps({"total": 3, "cards": cards})
    items, stream = items_of(data.draw(split(f"<think>I write {thought}, as told.</think>\n{answer}")))
    assert items[len(items) - len(cards) :] == cards
    assert stream.finished
    assert stream.take_fields() == {"total": 3}


def test_an_answer_that_breaks_after_a_draft_is_not_finished():
    items, stream = items_of(['{"cards": []} {"cards": [{"a": 1}, {"a"'])
    assert items == [{"a": 1}]
    assert not stream.finished


@given(st.data())
def test_a_backslash_json_does_not_know_is_taken_as_it_is(data):
    items, _ = items_of(data.draw(split('{"cards": [{"a": "$\\alpha \\\\sum \\u03b2 \\underline{x}$ \\"b\\""}]}')))
    assert items == [{"a": '$\\alpha \\sum β \\underline{x}$ "b"'}]


@given(st.data(), OTHER_KEYS, st.lists(JSON, max_size=2), st.booleans(), st.sampled_from([None, 2]))
def test_the_fields_before_the_array_are_there_when_it_opens(data, before, cards, ascii_only, indent):
    text = json.dumps(before | {"cards": cards} | {"after": 1}, ensure_ascii=ascii_only, indent=indent)
    stream, taken = ItemStream("cards"), []
    for delta in data.draw(split(text)):
        stream.feed(delta)
        taken += [fields for fields in [stream.take_fields()] if fields is not None]
    assert taken == [before]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('Sure {yes}!\n```json\n{"intent": "x", "total": 3, "cards": [', {"intent": "x", "total": 3}),
        ('{"intent": "a \\"quoted\\" {one}", "cards": [', {"intent": 'a "quoted" {one}'}),
        (f'{{"intent": "in one piece", "cards": ["{"z" * 9_000}"', {"intent": "in one piece"}),
        ('"intent": "no object", "cards": [', {}),
        ('{"answer": {"intent": "inside", "cards": [', {"intent": "inside"}),
        (f'{{"thoughts": "{"z" * 9_000}", "intent": "far", "cards": [', {}),
    ],
)
def test_fields_are_what_the_open_object_holds(text, fields):
    stream = ItemStream("cards")
    stream.feed(text)
    assert stream.take_fields() == fields
    assert stream.take_fields() is None


def test_a_line_break_inside_a_string_is_forgiven():
    items, _ = items_of(['{"cards": [{"a": "one\ntwo"}]}'])
    assert items == [{"a": "one\ntwo"}]


def test_the_time_grows_with_the_text_and_not_with_its_square():
    def seconds(characters: int) -> float:
        text = json.dumps({"cards": ["x" * characters]})
        began = time.process_time()
        assert len(items_of(list(text))[0]) == 1
        return time.process_time() - began

    long, short = (min(seconds(characters) for _ in range(3)) for characters in (160_000, 10_000))
    assert long < 100 * max(short, 0.001), "16 times as much; its square would be 256"
