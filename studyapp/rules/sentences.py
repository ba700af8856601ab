"""Splits text into sentences.

The ends come from `sentencex`, which knows the abbreviations of many languages. They are corrected where learners'
texts go beyond it: formulas, code, citations after the stop, German ordinals, and abbreviations it lacks.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, cast

import sentencex  # pyright: ignore[reportMissingTypeStubs]

from studyapp.rules.atoms import Span, atoms, is_inside
from studyapp.rules.language import language_of
from studyapp.rules.sentence_stops import MORE_ENDS, after_marks, goes_on

_WINDOW: Final = 8_000
"""In characters. The library takes quadratic time for unclosed quotation marks, so it reads long text in pieces."""
_SAMPLE: Final = 2_000
_WORD_GAP: Final = re.compile(r"(?<=[^\W_])\s")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’](?=\w)|(?<=\w\.)['’](?=s\b)")
_LANGUAGES_OF_SCRIPTS: Final = {"cyrillic": "ru", "arabic": "ar", "devanagari": "hi", "greek": "el", "hebrew": "he"}
_USUAL: Final = "en"


def sentence_spans(text: str, *, language: str | None = None) -> Iterator[Span]:
    """Start and end of each sentence, without surrounding white space.

    `language` is an ISO 639-1 code; without it, the language is guessed.
    """
    start = 0
    for end in _ends(text, language or _language(text)):
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def split_sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def _language(text: str) -> str:
    found = language_of(text[:_SAMPLE])
    return _LANGUAGES_OF_SCRIPTS.get(found, found) if found else _USUAL


def _ends(text: str, language: str) -> Iterator[int]:
    """The offsets at which sentences end, in ascending order; what follows may begin with white space."""
    whole = atoms(text)
    last = 0
    for end in sorted({*_library_ends(text, language), *(match.end() for match in MORE_ENDS.finditer(text))}):
        moved = after_marks(text, last, end)
        if moved > last and not is_inside(whole, moved) and not goes_on(text, last, moved):
            last = moved
            yield moved


def _library_ends(text: str, language: str) -> Iterator[int]:
    text = _APOSTROPHE.sub("x", text)  # otherwise one could be taken for a quotation that opens
    start = 0
    while start < len(text):
        stop = _window_end(text, start)
        ends = list(accumulate(map(len, _segments(language, text[start:stop])), initial=start))[1:]
        yield from (ends if stop == len(text) else ends[:-1])
        start = stop


def _segments(language: str, text: str) -> list[str]:
    """The parts between the sentence ends, white space included; together they are the text."""
    return cast("list[str]", sentencex.segment(language, text))  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def _window_end(text: str, start: int) -> int:
    """The last gap between words before the window is full, because a sentence that ends there is not cut short."""
    if len(text) - start <= _WINDOW:
        return len(text)
    gaps = [gap.start() for gap in _WORD_GAP.finditer(text, start + _WINDOW // 2, start + _WINDOW)]
    return gaps[-1] if gaps else start + _WINDOW


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
