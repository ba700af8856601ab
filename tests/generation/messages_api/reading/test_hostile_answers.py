"""However an answer goes wrong, reading it takes a time that grows with its length and not faster."""

import json
import time
from collections.abc import Callable

import pytest

from tests.generation.messages_api.reading.reading import items_of

HOSTILE: dict[str, Callable[[int], str]] = {
    "a long item": lambda size: json.dumps({"cards": [{"question": "x" * size}]}),
    "open brackets": lambda size: "[[{" * (size // 3),
    "nested objects": lambda size: '{"a":' * (size // 5),
    "nested and closed": lambda size: '{"a":' * (size // 6) + "}" * (size // 6),
    "closing brackets": lambda size: '{"cards": [' + "}" * size,
    "quotes": lambda size: '{"cards": [' + '"' * size,
    "backslashes": lambda size: '{"cards": [{"question": "' + "\\" * size,
    "prose": lambda size: "This is no JSON at all. " * (size // 24),
    "thoughts": lambda size: "<think>" * (size // 7),
    "thoughts that end": lambda size: "<think></think>" * (size // 15),
    "half tags": lambda size: "<thi" * (size // 4),
    "broken items": lambda size: '{"cards": [' + '{"question" 1},' * (size // 15),
    "objects without end": lambda size: '{"x": 1} ' * (size // 9),
    "line breaks without end": lambda size: '{"cards": [{"question": "x"' + "\n" * size,
    "line breaks in a broken item": lambda size: '{"cards": [{"question" "x"' + "\n" * size + "}]}",
    "spaces after each bracket": lambda size: '{"cards": [{"question": "odd " quote"' + ("}" + " " * 20) * (size // 21),
    "a broken item full of brackets": lambda size: '{"cards": [{"question" ' + "{[" * 20 + "," * size,
    "an item that never ends": lambda size: (
        '{"cards": [{"question": "odd " quote"' + ', {"question": "a"}' * (size // 19)
    ),
}


@pytest.mark.parametrize("delta_chars", [5, 1_000_000])
@pytest.mark.parametrize("kind", HOSTILE)
def test_the_time_grows_with_the_text_and_not_with_its_square(kind: str, delta_chars: int):
    def seconds(characters: int) -> float:
        text = HOSTILE[kind](characters)
        deltas = [text[at : at + delta_chars] for at in range(0, len(text), delta_chars)]
        began = time.process_time()
        items_of(deltas)
        return time.process_time() - began

    long, short = (min(seconds(characters) for _ in range(2)) for characters in (40_000, 5_000))
    assert long < 30 * max(short, 0.002), "8 times as much; its square would be 64"


def test_an_answer_of_nothing_but_other_objects_is_not_read_without_end():
    card = '{"question": "What is a cell?"}'
    assert items_of(['{"x": 1} ' * 100 + card])[0] == [{"question": "What is a cell?"}]
    assert items_of(['{"x": 1} ' * 100_000 + card])[0] == []


def test_what_a_quote_hides_is_not_read_without_end():
    text = '{"cards": [{"question": "A 5" cell?"}' + ', {"question": "What is a cell?"}' * 20_000
    assert 1_000 < len(items_of([text])[0]) < 10_000
