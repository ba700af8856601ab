"""Words with the word of the opposite meaning that can stand in their place, from a text file."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

_ENDINGS: Final = {"de": ("e", "er", "en", "em", "es", ""), "fr": ("", "e", "s", "es"), "es": ("o", "a", "os", "as")}
_MORE_SENSES: Final = {"en": re.compile(r"right (?:to|of|that|in)\b|(?:an?|of|legal) right\b", re.IGNORECASE)}
"""Where a word of the list means something else."""


@cache
def opposites(language: str) -> dict[str, str]:
    """For each listed word of a language its opposite, both ways. Where a word has two, the first counts."""
    found: dict[str, str] = {}
    for line in files(__name__.rpartition(".")[0]).joinpath("opposites.txt").read_text("utf-8").splitlines():
        code, _, listing = line.partition(" | ")
        for pair in listing.split(", ") if code == language else ():
            one, other = pair.split("/")
            for first, second in zip(_forms(one, language), _forms(other, language), strict=False):
                found.setdefault(first, second)
                found.setdefault(second, first)
    return found


def _forms(word: str, language: str) -> list[str]:
    """The word with each ending it can take, in the order of `_ENDINGS`; only itself if it is not marked."""
    stem = word.removesuffix("*")
    if stem == word:
        return [word]
    if language == "es" and not stem.endswith("o"):
        more = "s" if stem[-1] in "aeiou" else "es"
        return [stem, stem, stem + more, stem + more]
    return [stem.removesuffix("o" if language == "es" else "") + ending for ending in _ENDINGS[language]]


@cache
def pattern_of(language: str) -> re.Pattern[str]:
    """Matches a listed word of the language, the longest first."""
    listed = sorted(opposites(language), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])" if listed else r"(?!)", re.IGNORECASE
    )


def has_another_sense(language: str, text: str) -> bool:
    senses = _MORE_SENSES.get(language)
    return senses is not None and senses.search(text) is not None
