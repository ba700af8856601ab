"""Finds a quote in a text by its letters alone: case, accents, hyphens, ligatures and line breaks do not count.

Here the text may be that of a page in the order in which it is drawn, so a quote is found in pieces, too.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from typing import Final

LEAST_FOUND: Final = 0.9
"""The share of a quote's letters that must be found."""
LONGEST_QUOTE: Final = 2_000
_SHORTEST_PIECE: Final = 8
"""In letters: shorter pieces stand anywhere."""
_SHORTEST_PART: Final = 24
"""In letters: so much of a quote that goes on over a page's end must stand on the page."""
_MARGIN: Final = 400
"""In letters: what may stand between such a part and the page's end or beginning, e.g. notes and page numbers."""
_OMISSION: Final = re.compile(r"\[?(?:…|\.\.\.+)\]?")

Span = tuple[int, int]
"""Start and end, as offsets of characters."""


def quote_spans(text: str, quote: str) -> list[Span]:
    """Where the quote stands in the text, in the order of the quote; empty if too little of it is there."""
    letters, offsets = _folded(text)
    parts = [part for part, _ in map(_folded, _OMISSION.split(quote[:LONGEST_QUOTE])) if part]
    found = [piece for part in parts for piece in _pieces(letters, part)]
    if not found or sum(end - start for start, end in found) < LEAST_FOUND * sum(map(len, parts)):
        return []
    return [(offsets[start], offsets[end - 1] + 1) for start, end in found]


def spans_on_page(text: str, quote: str) -> list[Span]:
    """As `quote_spans`; of a quote that goes on over the page's end, or began on the page before, its part here."""
    return quote_spans(text, quote) or _over_an_end(text, quote)


def _over_an_end(text: str, quote: str) -> list[Span]:
    """The beginning of the quote, if it stands at the end of the text, or its end, if it stands at the beginning."""
    (letters, offsets), (wanted, _) = _folded(text), _folded(quote[:LONGEST_QUOTE])
    margin = min(_MARGIN, len(letters) // 4)
    first = _longest(letters, wanted, 0)
    start = letters.rfind(wanted[:first])
    if first >= _SHORTEST_PART and len(letters) - (start + first) <= margin:
        return [(offsets[start], offsets[start + first - 1] + 1)]
    last = _longest(letters[::-1], wanted[::-1], 0)
    start = letters.find(wanted[len(wanted) - last :])
    if last >= _SHORTEST_PART and start <= margin:
        return [(offsets[start], offsets[start + last - 1] + 1)]
    return []


def _pieces(letters: str, wanted: str) -> Iterator[Span]:
    """The quote whole or, if it does not stand in one place, the longest pieces of it that stand somewhere."""
    at = last = 0
    while at < len(wanted):
        length = _longest(letters, wanted, at)
        if length < min(_SHORTEST_PIECE, len(wanted)):
            at += 1
            continue
        piece = wanted[at : at + length]
        start = letters.find(piece, last)
        start = start if start >= 0 else letters.find(piece)
        yield start, start + length
        at, last = at + length, start + length


def _longest(letters: str, wanted: str, at: int) -> int:
    """How many letters from `at` on stand in one place: found by halving, since each beginning of them does, too."""
    low, high = 0, len(wanted) - at
    if wanted[at:] in letters:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if wanted[at : at + middle] in letters else (low, middle)
    return low


def _folded(text: str) -> tuple[str, "array[int]"]:
    """The letters and digits of the text, and for each the offset of the character it comes from."""
    kept: list[str] = []
    offsets = array("L")
    for at, sign in enumerate(text):
        folded = sign.lower() if sign.isascii() else unicodedata.normalize("NFKD", sign).casefold()
        letters = "".join(filter(str.isalnum, folded))
        kept.append(letters)
        offsets.extend([at] * len(letters))
    return "".join(kept), offsets
