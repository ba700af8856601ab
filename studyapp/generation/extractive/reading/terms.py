"""The terms a card can ask for, and those found without knowing the text: dates, years and numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from studyapp.rules.text import word_set


class TermKind(StrEnum):
    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    start: int
    end: int
    """Both are offsets in the sentence's text."""
    kind: TermKind
    weight: float
    """How useful it is to ask for the term, from 0 to 1."""


WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*(?:['’](?=\s[A-Z]))?")

_SHORTEST_STEM: Final = 4
_ARTICLES: Final = word_set("the a an der die das ein eine le la les un une el los las")
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Mai|"
    r"Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_DATE: Final = re.compile(
    rf"(?<![\w.])(?:\d{{1,2}}(?:\.|er|st|nd|rd|th)?\s(?:de\s|of\s)?{_MONTH}(?:,?\s(?:de\s)?\d{{4}})?|"
    rf"{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|{_MONTH}\s\d{{4}})(?!\w)"
)
_YEAR: Final = re.compile(r"(?<![\w.,-])(?:1[0-9]{3}|20[0-4][0-9])(?![\w%°-]|[.,]\d)")
_NUMBER: Final = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?:\s?(?:%|°C|°F|K)(?!\w))?(?![\w/-])")
_RANGE_AFTER: Final = re.compile(r"\s?(?:bis|to|–|-|à|a|and|und|or|oder|et|y|over|by|x|×)\s\d|[:/]\d")
_RANGE_BEFORE: Final = re.compile(r"\d\s?(?:bis|to|–|-|à|a|and|und|or|oder|et|y|over|by|x|×)\s$|[:/]$")
_LEARNED: Final = re.compile(
    r"(?:ase|[aeo]in|gen|sis|ism|oid|ium|ide|phyll|cyte|some|plasm|logy|graphy|metry|tron|phase|philia|itis|"
    r"meter|scope|gram|phore|derm|trophy?|emia|aemia|uria|algia|pathy|tomy|ose|ene|ane|yne|ite|ics)s?$",
    re.IGNORECASE,
)


def figures(text: str) -> Iterator[Term]:
    """Dates, years and numbers in the text, without the ends of ranges, which mean too little alone."""
    taken: set[int] = set()
    for pattern, kind, weight in (
        (_DATE, TermKind.DATE, 0.6),
        (_YEAR, TermKind.DATE, 0.55),
        (_NUMBER, TermKind.NUMBER, 0.5),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not taken.isdisjoint(range(start, end)) or _is_in_range(text, start, end):
                continue
            taken.update(range(start, end))
            yield Term(match[0], start, end, kind, weight)


def _is_in_range(text: str, start: int, end: int) -> bool:
    return bool(_RANGE_AFTER.match(text, end) or _RANGE_BEFORE.search(text[max(0, start - 12) : start]))


def is_learned(phrase: str) -> bool:
    """Whether the last word has the form of a scientific term."""
    return _LEARNED.search(phrase) is not None


def stem(phrase: str) -> str:
    """The phrase in lower case, without articles and without a plural ending of the last word."""
    words = [word for word in phrase.casefold().split() if word not in _ARTICLES]
    if words and len(words[-1]) > _SHORTEST_STEM and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return " ".join(words)
