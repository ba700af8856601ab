"""Judges whether the text of a page is what the page shows. A font that does not say which letters it draws gives
garbage, which would end up on cards.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from studyapp.material.pdf.characters import BULLETS

LEAST_LETTERS: Final = 20
"""A page with fewer letters is not judged, and counts as one without text if a picture fills it."""

_UNKNOWN: Final = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_PHONETIC: Final = re.compile("[\u0250-\u02af\u1d00-\u1dbf]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f]{3,}")
_VOWELS: Final = frozenset("aeiouyAEIOUYæøœÆØŒıəɛɔ")
_UNKNOWN_SHARE: Final = 0.1
_MIXED_SHARE: Final = 0.15
_PHONETIC_SHARE: Final = 0.3
_VOWEL_SHARE: Final = 0.2
"""Vowels are 35 to 50 % of the letters in all languages of Latin script; of letters shifted in the alphabet, 15 %."""
_ENOUGH: Final = 60
_EAST_ASIAN: Final = {
    "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "HALFWIDTH", "FULLWIDTH",
}  # fmt: skip
_OF_ALL_SCRIPTS: Final = {
    "MICRO", "MODIFIER", "MATHEMATICAL", "SUPERSCRIPT", "SUBSCRIPT", "DOUBLE-STRUCK", "SCRIPT", "OHM", "FEMININE",
    "MASCULINE", "ANGSTROM", "BLACK-LETTER", "KELVIN", "IDEOGRAPHIC",
}  # fmt: skip


def letters_in(text: str) -> int:
    return sum(map(str.isalpha, text))


def is_garbage(text: str) -> bool:
    """Whether a page's text, as PDFium gives it, is improbable in any language."""
    found = Counter(text)
    printed = sum(count for sign, count in found.items() if not sign.isspace())
    unknown = sum(count for sign, count in found.items() if _UNKNOWN.match(sign) and ord(sign) not in BULLETS)
    letters = {sign: count for sign, count in found.items() if sign.isalpha()}
    if unknown > _UNKNOWN_SHARE * printed:
        return True
    if sum(letters.values()) < LEAST_LETTERS:
        return False
    return _is_phonetic(letters) or _is_mixed(letters, text) or _has_few_vowels(letters, text)


def _is_phonetic(letters: Mapping[str, int]) -> bool:
    phonetic = sum(count for letter, count in letters.items() if _PHONETIC.match(letter))
    return phonetic > _PHONETIC_SHARE * sum(letters.values())


def _is_mixed(letters: Mapping[str, int], text: str) -> bool:
    """Whether the script changes again and again within words, as it does when letters are guessed from numbers."""
    if len(set(filter(None, map(_script, letters)))) < 2:
        return False
    pairs = changes = 0
    for word in _WORD.findall(text):
        scripts = list(filter(None, map(_script, word)))
        pairs += max(0, len(scripts) - 1)
        changes += sum(before != after for before, after in pairwise(scripts))
    return pairs >= LEAST_LETTERS and changes > _MIXED_SHARE * pairs


def _has_few_vowels(letters: Mapping[str, int], text: str) -> bool:
    if not _lacks_vowels(letters):
        return False
    in_words = Counter("".join(_LATIN_WORD.findall(text)))
    return sum(in_words.values()) >= _ENOUGH and _lacks_vowels(in_words)


def _lacks_vowels(letters: Mapping[str, int]) -> bool:
    latin = {letter: count for letter, count in letters.items() if _script(letter) == "LATIN"}
    number = sum(latin.values())
    vowels = sum(count for letter, count in latin.items() if unicodedata.normalize("NFD", letter)[0] in _VOWELS)
    return 2 * number > sum(letters.values()) and vowels < _VOWEL_SHARE * number


@lru_cache(maxsize=4096)
def _script(letter: str) -> str | None:
    """The script by the first word of the letter's name; None for what belongs to all, e.g. `µ` and modifiers."""
    name = unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
    if name in _OF_ALL_SCRIPTS:
        return None
    return "EAST ASIAN" if name in _EAST_ASIAN else name
