"""D9: questions that ask what is not the case are easily misread, even more so with a `not` in the options."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.choices.items import ChoiceFinding, reject, warn
from studyapp.rules.choices.phrases import NEGATIONS, NEGATIVE_STEMS
from studyapp.rules.choices.reading import Item, Option
from studyapp.rules.choices.reading.kinds import Kind

_QUOTED: Final = re.compile(r"[\"“„«][^\"“”„«»\n]*[\"”“»]")
_LEAST_WORDS: Final = 3
"""A shorter option is not counted as negative: in it, `no` or `never` is the answer itself."""


def negation(item: Item) -> Iterator[ChoiceFinding]:
    """D9: warn of a NOT that does not stand out; reject the question if an option is negative as well."""
    found = _negation_of(item)
    if found is None:
        return
    for at, option in enumerate(item.options, start=-1):
        if _is_negative(option, NEGATIONS.get(item.language, NEGATIONS["en"])):
            yield reject(
                "D9", f"The question asks for what is not so, and “{option.text}” is negative too.", _place(at)
            )
    if not found.isupper() and not _is_emphasised(item.raw_stem, found):
        yield warn("D9", f"“{found}” in the question is easily overlooked; write it in capitals.")


def _negation_of(item: Item) -> str | None:
    patterns = NEGATIVE_STEMS.get(item.language, NEGATIVE_STEMS["en"])
    stem = _QUOTED.sub(" ", item.stem)
    matches = (pattern.search(stem) for pattern in patterns)
    return next((match["negation"] for match in matches if match), None)


def _is_negative(option: Option, listed: frozenset[str]) -> bool:
    if option.kind in {Kind.CODE, Kind.FORMULA, Kind.NAME} or len(option.words) < _LEAST_WORDS:
        return False
    return any(word in listed or word.endswith("n't") for word in option.words)


def _is_emphasised(raw: str, word: str) -> bool:
    return re.search(rf"[*_>]\s?{re.escape(word)}\s?[*_<]", raw) is not None


def _place(at: int) -> int | None:
    """The index of the distractor; None for the right answer, which comes first."""
    return at if at >= 0 else None
