"""L6: a check-in does not ask for what an example has just told."""

from collections.abc import Iterable, Iterator
from typing import Final

from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.lessons.drafts import CheckInDraft, ExampleDraft
from studyapp.rules.text import strip_markup, word_stem, words

REPEATED: Final = 0.85
"""A stem repeats an example if so many of its words stand there."""
_FEWEST_WORDS: Final = 6


def repeats_example(draft: CheckInDraft, examples: Iterable[ExampleDraft]) -> Iterator[Finding]:
    asked = _content(draft.stem)
    if len(asked) < _FEWEST_WORDS:
        return
    for example in examples:
        told = _content(example.text)
        if len(asked & told) >= REPEATED * len(asked):
            yield reject("L6", f"It repeats the example “{_short(example.text)}”.")
            return


def _content(text: str) -> set[str]:
    """The words that carry a subject, and all numbers."""
    return {word_stem(word) for word in words(strip_markup(text)) if word not in SMALL_WORDS}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
