"""F8 and the language part of F10: a card made from material must keep to that material."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.findings import reject, warn
from studyapp.rules.items import CardDraft, Finding, Passage
from studyapp.rules.language import language_of, languages_in
from studyapp.rules.quotes import contains_quote, is_long_enough, locate
from studyapp.rules.text import contains_words, strip_markup, without_code

AROUND_QUOTE_CHARS: Final = 400
LARGEST_COUNTED_IN_WORDS: Final = 12

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NAME: Final = re.compile(
    r"(?<=[a-zß-ÿ,;] )[A-ZÀ-Þ][a-zß-ÿ]{2,}(?: [A-ZÀ-Þ][a-zß-ÿ]+)*|^[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]+"
)
_QUOTED: Final = re.compile(r"[\"“„«][^\"“”„«»\n]*[\"”“»]|(?<!\w)'[^'\n]+'(?!\w)|(?<!\*)\*[^*\n]+\*")
_ALIKE: Final = frozenset({"zh", "ja"})
"""These two are not told apart, because a short Japanese text may consist of Chinese characters only."""


def grounded(draft: CardDraft, passage: Passage | None) -> Iterator[Finding]:
    """F8: the quote must stand in the material, and the facts of the answer must stand near the quote."""
    if passage is None:
        return
    if draft.quote is None or not is_long_enough(draft.quote):
        yield reject("F8", "The card does not quote the material it comes from.")
    elif not contains_quote(passage.text, draft.quote):
        yield reject("F8", "The quote does not stand in the material.")
    else:
        yield from _missing_facts(draft, passage.text, draft.quote)


def _missing_facts(draft: CardDraft, text: str, quote: str) -> Iterator[Finding]:
    answer = strip_markup(draft.answer)
    numbers, names = list(filter(_is_telling, _NUMBER.findall(answer))), _NAME.findall(answer)
    if not numbers and not names:
        return
    start, end = locate(text, quote) or (0, len(text))
    around = text[max(0, start - AROUND_QUOTE_CHARS) : end + AROUND_QUOTE_CHARS]
    given = set(_NUMBER.findall(around))
    missing = [number for number in numbers if number not in given]
    missing += [name for name in names if not contains_words(around, name.rsplit(" ", 1)[-1])]
    for fact in missing[:1]:
        yield warn("F8", f"“{fact}” does not stand near the quote.")


def _is_telling(number: str) -> bool:
    """Whether the number must stand in the material as digits; small numbers are often spelled out there."""
    return not (number.isdigit() and int(number) <= LARGEST_COUNTED_IN_WORDS)


def same_language(draft: CardDraft, passage: Passage | None) -> Iterator[Finding]:
    """F10: the card must be in the language of its source. Quoted words may be foreign."""
    if passage is None:
        return
    own = strip_markup(without_code(f"{_QUOTED.sub(' ', cloze.revealed(draft.question))} {draft.answer}"))
    found, expected = language_of(own), languages_in(passage.text)
    if not found or not expected or found in expected:
        return
    if not (found in _ALIKE and expected & _ALIKE):
        yield reject("F10", "The card is in another language than its source.")
