"""D3: authors of tests tend to make the right answer the longest one, and learners notice."""

from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.rules import findings
from studyapp.rules.choices.items import ChoiceDraft, ChoiceFinding, reject
from studyapp.rules.choices.reading import Item, Option, read_option
from studyapp.rules.items import Finding

LONGEST_RATIO: Final = 1.5
SHORTEST_RATIO: Final = 0.67
LEAST_DIFFERENCE: Final = 12
"""Short options may differ by this many characters, whatever the ratio."""
LEAST_SET: Final = 20
MOST_UNIQUELY_LONGEST: Final = 0.4


def even_length(item: Item) -> Iterator[ChoiceFinding]:
    """D3: reject a right answer that is much longer or shorter than the average wrong one."""
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
    """D3 for a set of questions: report it if always picking the longest option would be right too often."""
    if len(items) < LEAST_SET:
        return None
    longest = sum(1 for item in items if _is_uniquely_longest(item))
    if longest <= MOST_UNIQUELY_LONGEST * len(items):
        return None
    return findings.reject("D3", f"In {longest} of {len(items)} questions the right answer is the longest option.")


def _is_uniquely_longest(draft: ChoiceDraft) -> bool:
    key, *others = (_length(read_option(text)) for text in (draft.key, *draft.distractors))
    return all(key > other for other in others)
