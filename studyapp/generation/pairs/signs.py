"""Splits a line at the sign between a term and its meaning."""

import re
from typing import Final

from studyapp.rules.atoms import atoms, is_inside
from studyapp.rules.text import count_words

Sides = tuple[str, str]

_SIGNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("tab", re.compile(r"\t+")),
    (":::", re.compile(":::")),
    ("::", re.compile("(?<!:)::(?!:)")),
    ("|", re.compile(r"\|")),
    ("=", re.compile(r"==?>|[-–—]{1,2}>|[→⇒⟶↔⇔]|(?<=\s)=|=(?=\s)")),
    ("–", re.compile(r"(?<=\s)[-–—−‒]{1,3}(?=\s)|[–—]{1,2}(?=\s)|(?<=\s)[–—]{1,2}")),
    (":", re.compile(r":(?=\s)|[：﹕]|(?<=\s):")),
    ("=", re.compile("=")),
    ("–", re.compile(r"(?<=\s)-|-(?=\s)|(?<=[^\W\d_])[–—](?=[^\W\d_])")),
    (";", re.compile(r"[;；؛]")),
    (",", re.compile(r"[,،，]")),
)
"""Those first that stand for nothing else. Signs of the same name are ways to write one sign."""
_STRUCTURAL: Final = frozenset({"tab", ":::", "::", "|"})
"""Signs that are rare in prose, so that the term may have any length."""
ONLY_ALONE: Final = frozenset({";", ","})
"""Signs so common in prose that every line of a list must have exactly one."""
_LONGEST_LINE: Final = 2_000
_MOST_TERM_WORDS: Final = 10
_MOST_WORDS_AROUND_COMMA: Final = 6
_MARKED: Final = re.compile(r"(\*\*|__|==|\*|_)(?P<term>[^*_=\n]{1,120}?)(?P<colon>[:：]?)\1(?P<after>[:：]?)")
_SENTENCE_INSIDE: Final = re.compile(r"[.!?。！？]\s+[A-ZÀ-Þ]")


def splits(line: str) -> dict[str, Sides]:
    """What stands before and after each sign that can part the line, by the sign's name, the likeliest first."""
    if len(line) > _LONGEST_LINE:
        return {}
    line = line.strip().removeprefix("|")
    found: dict[str, Sides] = {}
    marked = _MARKED.match(line)
    if marked and (marked["colon"] or marked["after"]):
        found |= _sides(":", marked["term"], line[marked.end() :])
    kept = atoms(line)
    for name, pattern in _SIGNS:
        place = next((sign for sign in pattern.finditer(line) if not is_inside(kept, sign.start())), None)
        if place is not None and name not in found:
            found |= _sides(name, line[: place.start()], line[place.end() :])
    return found


def _sides(name: str, before: str, after: str) -> dict[str, Sides]:
    term, meaning = _without_emphasis(before.strip().removesuffix("|")), after.strip()
    if name == "|":
        meaning = meaning.removesuffix("|").rstrip()
    if not (_says_something(term) and _says_something(meaning)) or not _is_possible(name, term, meaning):
        return {}
    return {name: (term, _cells(meaning, "\t" if name == "tab" else name) if name in {"tab", "|"} else meaning)}


def _is_possible(name: str, term: str, meaning: str) -> bool:
    if name in _STRUCTURAL:
        return True
    if name in ONLY_ALONE:
        most = max(count_words(term), count_words(meaning))
        return most <= _MOST_WORDS_AROUND_COMMA and not re.search("[,;،，；؛]", meaning)
    return count_words(term) <= _MOST_TERM_WORDS and not _SENTENCE_INSIDE.search(term)


def _cells(meaning: str, sign: str) -> str:
    """The meaning with each further column on a line of its own."""
    return "\n".join(cell.strip() for cell in meaning.split(sign) if cell.strip())


def _without_emphasis(term: str) -> str:
    marked = _MARKED.fullmatch(term.strip())
    return marked["term"].strip() if marked else term.strip()


def _says_something(text: str) -> bool:
    """Whether the text is more than punctuation."""
    return bool(text.strip(" .…-–—_|:;,*"))
