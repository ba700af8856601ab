"""Finds quoted words in the material, ignoring line breaks, hyphens and typography."""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SHORTEST_QUOTE: Final = 12
"""In characters; wide characters count twice."""

_NOISE: Final = re.compile(r"[^\w+=<>%°]|_")
_OMISSION: Final = re.compile(r"\[?(?:…|\.\.\.+)\]?")
_SHORTEST_PART: Final = 4


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Start and end of the quote in `text` as character offsets, or None. Parts joined by `…` must follow in order."""
    return next(places(text, quote), None)


def places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """All places of the quote as `locate` gives the first of them."""
    squashed, offsets = _squashed_with_offsets(text)
    first, *later = _parts(quote) or [""]
    start = squashed.find(first) if first else -1
    while start >= 0:
        at = start + len(first)
        for part in later:
            found = squashed.find(part, at)
            if found < 0:
                return
            at = found + len(part)
        yield offsets[start], offsets[at - 1] + 1
        start = squashed.find(first, start + 1)


def contains_quote(text: str, quote: str) -> bool:
    """Whether the quote stands in the text; cheaper than `locate`."""
    squashed, at = _squashed(text), 0
    parts = _parts(quote)
    for part in parts:
        found = squashed.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return bool(parts)


def is_long_enough(quote: str) -> bool:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in quote.strip()) >= SHORTEST_QUOTE


def _parts(quote: str) -> list[str]:
    parts = [squash(part) for part in _OMISSION.split(quote)]
    kept = [part for part in parts if len(part) >= _SHORTEST_PART]
    return kept or [part for part in parts if part]


def squash(text: str) -> str:
    """The letters, digits and formula signs of the text, without case or accents."""
    return _NOISE.sub("", unicodedata.normalize("NFKD", text).casefold())


@lru_cache(maxsize=8)
def _squashed(text: str) -> str:
    return squash(text)


@lru_cache(maxsize=4)
def _squashed_with_offsets(text: str) -> tuple[str, "array[int]"]:
    kept: list[str] = []
    offsets = array("L")
    for at, sign in enumerate(text):
        if folded := squash(sign):
            kept.append(folded)
            offsets.extend([at] * len(folded))
    return "".join(kept), offsets
