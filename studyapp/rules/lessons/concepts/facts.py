"""L10: numbers, dates and names of a lesson stand in its section."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.findings import reject, warn
from studyapp.rules.items import Finding
from studyapp.rules.language import language_of
from studyapp.rules.lessons.ground import NUMBER, Ground, digits
from studyapp.rules.text import strip_markup, without_code, word_stem, words

MOST_MISSING: Final = 2
"""A model may have so many that do not stand in the section: it counts, rounds, and writes out initials."""
LARGEST_COUNTED_IN_WORDS: Final = 12
_NAME: Final = re.compile(r"(?<=[a-zß-ÿ,;] )[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+)*")
_FREE_NAMES: Final = frozenset({"de", "nl"})
"""Languages in which a capital letter says little."""


def facts(text: str, ground: Ground) -> Iterator[Finding]:
    gone = missing(text, ground)
    if not gone:
        return
    said = ", ".join(f"“{fact}”" for fact in gone[:4])
    is_refused = ground.is_extractive or len(gone) > MOST_MISSING
    yield (reject if is_refused else warn)("L10", f"Not in the section: {said}.")


def missing(text: str, ground: Ground) -> list[str]:
    """The numbers and names that do not stand in the section, in order, each once."""
    prose = strip_markup(text)
    gone = [number for number in NUMBER.findall(prose) if _is_telling(number) and digits(number) not in ground.numbers]
    if not ground.is_translated and language_of(prose) not in _FREE_NAMES:
        gone += [name for name in _NAME.findall(strip_markup(without_code(text))) if not _is_known(name, ground)]
    return list(dict.fromkeys(gone))


def _is_known(name: str, ground: Ground) -> bool:
    return all(word_stem(word) in ground.stems for word in words(name))


def _is_telling(number: str) -> bool:
    """Whether the number must stand in the section as digits; small ones are often spelled out, and count steps."""
    return not (number.isdigit() and int(number) <= LARGEST_COUNTED_IN_WORDS)
