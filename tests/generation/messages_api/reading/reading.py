"""How tests read an answer."""

from typing import Any

from hypothesis import strategies as st

from studyapp.generation.messages_api.reading.answer import AnswerReader


@st.composite
def split(draw: st.DrawFn, text: str) -> list[str]:
    """The text split at any places, possibly into empty pieces."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def items_of(deltas: list[str], *, key: str = "cards", is_cut: bool = False) -> tuple[list[Any], AnswerReader]:
    """The items of an answer that arrives in these deltas, and its reader after the end."""
    reader = AnswerReader(key)
    items = [item for delta in deltas for item in reader.feed(delta)]
    return [*items, *reader.end(is_cut=is_cut)], reader
