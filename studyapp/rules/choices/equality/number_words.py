"""Reads numbers in words, ordinals, and Roman numerals, as far as options have them."""

import re
from collections.abc import Sequence
from itertools import product
from typing import Final

_SMALL_WORDS: Final = (
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """,
    """
    null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
    achtzehn neunzehn
    """,
    """
    zéro _ deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf
    """,
    """
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
    dieciocho diecinueve
    """,
)
"""The numbers from zero upwards; `_` replaces words that also mean something else."""
_GERMAN_UNITS: Final = _SMALL_WORDS[1].split()[1:10]
_TENS: Final = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "vingt trente quarante cinquante soixante _ quatre-vingts _",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
_LARGE: Final = {"hundred": 100, "hundert": 100, "thousand": 1_000, "tausend": 1_000}

_SMALL: Final = {word: number for listing in _SMALL_WORDS for number, word in enumerate(listing.split())} | {
    word: number for listing in _TENS for number, word in zip(range(20, 100, 10), listing.split(), strict=True)
}
_COMPOUNDS: Final = {
    f"{'ein' if unit == 'eins' else unit}und{tens}": _SMALL[unit] + _SMALL[tens]
    for unit, tens in product(_GERMAN_UNITS, _TENS[1].split())
}
CARDINALS: Final = {word: number for word, number in (_SMALL | _COMPOUNDS).items() if word != "_"}
"""Single number words of English, German, French and Spanish with their values."""

_ORDINALS: Final = (
    """
    _ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
    """,
    """
    _ erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte
    fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste einundzwanzigste
    """,
)
ORDINALS: Final = {word: number for listing in _ORDINALS for number, word in enumerate(listing.split()) if word != "_"}
_ROMAN: Final = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_NTH: Final = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th|\.|e|er|ème|º|ª)?", re.IGNORECASE)


def cardinal(words: Sequence[str]) -> tuple[int, int] | None:
    """The number at the beginning of the words, and how many of them it takes; None if they begin with another word.

    Words are case-folded; hyphens within them count as spaces.
    """
    total, group, used = 0, 0, 0
    for word in words:
        if word in CARDINALS:
            group += CARDINALS[word]
        elif word in _LARGE:
            group = max(group, 1) * _LARGE[word]
            if _LARGE[word] == 1_000:
                total, group = total + group, 0
        elif word != "and" or not used:
            break
        used += 1
    return (total + group, used) if used else None


def ordinal(text: str) -> int | None:
    """The number of an ordinal in digits, words or Roman numerals; None if it is none."""
    folded = text.casefold()
    if folded in ORDINALS:
        return ORDINALS[folded]
    if folded[-1:] in set("nrsm") and folded[:-1] in ORDINALS:
        return ORDINALS[folded[:-1]]
    if match := _NTH.fullmatch(text):
        return int(match[1])
    return roman(text.rstrip(".eE"))


def roman(text: str) -> int | None:
    if not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[sign] for sign in text.casefold()]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
