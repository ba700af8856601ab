"""D3: the longest option is the right one, say those who write tests without thinking of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.rules import findings
from studyapp.rules.choices.items import ChoiceDraft, ChoiceFinding, reject
from studyapp.rules.choices.reading import Item, Option, read_option
from studyapp.rules.items import Finding

LONGEST_RATIO: Final = 1.5
SHORTEST_RATIO: Final = 0.67
LEAST_DIFFERENCE: Final = 12
"""Characters by which short options may differ, whatever the ratio."""
LEAST_SET: Final = 20
MOST_UNIQUELY_LONGEST: Final = 0.4


def even_length(item: Item) -> Iterator[ChoiceFinding]:
    """D3: the right answer is about as long as the wrong ones are on average."""
    if not item.distractors:
        return
    key, mean = _length(item.key), sum(map(_length, item.distractors)) / len(item.distractors)
    if abs(key - mean) <= LEAST_DIFFERENCE:
        return
    if key >= LONGEST_RATIO * mean:
        yield reject("D3", f"The right answer is longer ({key} characters) than the wrong ones (about {mean:.0f}).")
    elif key <= SHORTEST_RATIO * mean:
        yield reject("D3", f"The right answer is shorter ({key} characters) than the wrong ones (about {mean:.0f}).")


def _length(option: Option) -> int:
    return len(option.text)


def set_bias(items: Sequence[ChoiceDraft]) -> Finding | None:
    """D3 over a set: whoever picks the longest option must not pass the test."""
    if len(items) < LEAST_SET:
        return None
    longest = sum(1 for item in items if _is_uniquely_longest(item))
    if longest <= MOST_UNIQUELY_LONGEST * len(items):
        return None
    return findings.reject("D3", f"In {longest} of {len(items)} questions the right answer is the longest option.")


def _is_uniquely_longest(draft: ChoiceDraft) -> bool:
    key, *others = (_length(read_option(text)) for text in (draft.key, *draft.distractors))
    return all(key > other for other in others)
