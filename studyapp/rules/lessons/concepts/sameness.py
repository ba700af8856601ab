"""L4: no two concepts of a lesson say the same."""

from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import fuzz

from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.lessons.drafts import ConceptDraft
from studyapp.rules.text import front_key, normalise

SAME: Final = 85
"""From this similarity of the explanations (token set, per cent), two concepts are one."""
_FEWEST_WORDS: Final = 8
"""Fewer words are easily part of a longer explanation of something else."""


def sameness(draft: ConceptDraft, others: Iterable[ConceptDraft]) -> Iterator[Finding]:
    """Titles are only compared as a whole: “Type I error” and “Type II error” are nearly equal and two concepts."""
    title, explanation = normalise(draft.title), front_key(draft.explanation)
    for other in others:
        if title == normalise(other.title):
            yield reject("L4", f"A concept “{other.title}” is there already.")
            return
        if _is_alike(explanation, front_key(other.explanation)):
            yield reject("L4", f"It says the same as the concept “{other.title}”.")
            return


def _is_alike(one: str, other: str) -> bool:
    if min(len(one.split()), len(other.split())) < _FEWEST_WORDS:
        return one == other
    return fuzz.token_set_ratio(one, other) >= SAME and fuzz.token_sort_ratio(one, other) >= SAME - 15
