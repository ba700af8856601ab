"""D5 and D7: words that give the right answer away to somebody who knows nothing of the subject."""

from collections.abc import Iterator
from typing import Final

from studyapp.rules.choices.items import ChoiceFinding, reject
from studyapp.rules.choices.phrases import ABSOLUTES, COMMON_ABSOLUTES, HEDGES
from studyapp.rules.choices.reading import Item, Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import word_set, word_stem, words

_SHORTEST_TELLING: Final = 3
_QUESTION_WORDS: Final = word_set(
    "following called name named term word best describe describes described mean means meaning happen happens "
    "statement correct true false answer option example refer refers known given many much kind type does must would "
    "could should these those they use used uses make makes made take takes part parts become becomes common "
    "did does like first new not until since where while whose long able been being going get gets got "
    "could should have will also only other another same such each every some them then there here about"
)


def echo(item: Item) -> Iterator[ChoiceFinding]:
    """D5: reject a question of which only the right answer repeats a significant word."""
    if not item.distractors or item.key.kind in {Kind.NUMBER, Kind.RANGE, Kind.DATE, Kind.CODE, Kind.FORMULA}:
        return
    echoed = [word for word in telling_words(item.stem) if word_stem(word) in item.key.stems]
    for word in echoed:
        if not any(word_stem(word) in option.stems for option in item.distractors):
            yield reject("D5", f"Of the options only the right answer repeats “{word}” from the question.")
            return


def telling_words(text: str) -> list[str]:
    """The words that carry the subject of the text, case-folded, in order."""
    return [
        word
        for word in dict.fromkeys(words(text))
        if len(word) >= _SHORTEST_TELLING
        and any(sign.isalpha() for sign in word)
        and word not in SMALL_WORDS
        and word not in _QUESTION_WORDS
    ]


def absolutes(item: Item) -> Iterator[ChoiceFinding]:
    """D7: reject words like `always` in wrong answers only, or `usually` in the right answer only."""
    absolute, hedge = ABSOLUTES.get(item.language, ABSOLUTES["en"]), HEDGES.get(item.language, HEDGES["en"])
    if not _strong(item.key, absolute):
        found = [(at, word) for at, option in item.numbered() if (word := _strong(option, absolute))]
        for at, word in found:
            if word not in COMMON_ABSOLUTES or len(found) > 1:
                yield reject("D7", f"“{word}” stands in wrong answers alone.", at)
    if (word := _strong(item.key, hedge)) and not any(_strong(option, hedge) for option in item.distractors):
        yield reject("D7", f"“{word}” stands in the right answer alone.")


def _strong(option: Option, listed: frozenset[str]) -> str | None:
    """The first word of the option that is in the list, or None.

    Names, code, dates and options of a single word are skipped, because the word means something else there.
    """
    if len(option.words) < 2 or option.kind in {Kind.NAME, Kind.CODE, Kind.FORMULA, Kind.DATE}:
        return None
    return next((word for word in option.words if word in listed and not _is_month(word, option.text)), None)


def _is_month(word: str, text: str) -> bool:
    return word == "may" and "May" in text and not text.startswith("May ")
