"""Splits a line at the sign between a term and its meaning."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from studyapp.rules.atoms import atoms, is_inside
from studyapp.rules.text import count_words

Sides = tuple[str, str]

_SIGNS: Final = tuple(
    (name, frozenset(signs), re.compile(pattern))
    for name, signs, pattern in (
        ("tab", "\t", r"\t+"),
        (":::", ":", ":::"),
        ("::", ":", "(?<!:)::(?!:)"),
        ("|", "|", r"\|"),
        ("....", ".…_", r"\.{4,}|…{2,}|_{4,}"),
        (">>", ">»›", r"(?<=\s)(?:>{2,3}|[»›])(?=\s)"),
        ("~", "~∼～", r"(?<=\s)[~∼～](?=\s)"),
        ("=", "=>→⇒⟶↔⇔", r"==?>|[-–—]{1,2}>|[→⇒⟶↔⇔]|(?<=\s)=|=(?=\s)"),
        ("–", "-–—−‒", r"(?<=\s)[-–—−‒]{1,3}(?=\s)|[–—]{1,2}(?=\s)|(?<=\s)[–—]{1,2}"),
        (":", ":：﹕", r":(?=\s)|[：﹕]|(?<=\s):"),
        ("=", "=", "="),
        ("–", "-–—", r"(?<=\s)-|-(?=\s)|(?<=[^\W\d_])[–—](?=[^\W\d_])"),
        ("tight", ",;", r"[;,](?=[^\s\d])|(?<=[^\s\d])[;,](?=\S)"),
        (";", ";；؛", r"[;；؛]"),
        (",", ",،，", r"[,،，]"),
        ("?", "?？", r"(?<=[?？])\s+(?=\S)"),
        ("/", "/", r"(?<=\s)/(?=\s)"),
        ("columns", " ", r"(?<=\S) {3,}(?=\S)"),
    )
)
"""Each with its name, the characters of which a line must have one, and its pattern. Those first that stand for nothing
else. Signs of the same name are ways to write one sign.
"""
_STRUCTURAL: Final = frozenset({"tab", "csv", "item", ":::", "::", "|"})
"""Signs that are rare in prose, so that the term may have any length."""
ONLY_ALONE: Final = frozenset({";", ",", "/", "columns", "tight", "?"})
"""Signs so common in prose that every line of a list must have exactly one."""
RARE_IN_PROSE: Final = frozenset({"tight", "?"})
"""Those of them that no prose has once in each line: a comma without a space after it, and a question with its answer
after it. The meaning may have any length.
"""
_SEVERAL: Final = {
    ",": re.compile("[,;،，；؛]"),
    ";": re.compile("[,;،，；؛]"),
    "/": re.compile("/"),
    "columns": re.compile(" {3}"),
    "tight": re.compile(r"[;,](?=[^\s\d])"),
    "?": re.compile(r"[?？](?:\s|$)"),
}
"""What the meaning may not have after each of these signs."""
_LONGEST_LINE: Final = 2_000
_MOST_CELLS: Final = 4
_MOST_TERM_WORDS: Final = 10
_MOST_WORDS_AROUND_COMMA: Final = 6
_MARKED: Final = re.compile(r"(\*\*|__|==|\*|_)(?P<term>[^*_=\n]{1,120}?)(?P<colon>[:：]?)\1(?P<after>[:：]?)")
_QUOTED_CELL: Final = re.compile(r"\"(?=[,;])|[,;]\"")
_CLOZE: Final = re.compile(r"\{\{c\d{1,2}::")
_ITEM: Final = re.compile(r"\\item\s*\[(?P<term>[^\[\]]{1,200})\]\s*(?=\S)")
_OWN_SIGN: Final = re.compile(r"[#&@%$*+~^|<>=/\\;!_-]{2,8}|;[A-Za-z]{2,10};")
_SENTENCE_INSIDE: Final = re.compile(r"[.!?。！？]\s+[A-ZÀ-Þ]")


def splits(line: str) -> dict[str, Sides]:
    """What stands before and after each sign that can part the line, by the sign's name, the likeliest first."""
    if len(line) > _LONGEST_LINE or _CLOZE.search(line):
        return {}
    line = line.strip().removeprefix("|")
    if item := _ITEM.match(line):
        return {"item": (item["term"].strip(), line[item.end() :])}
    found = _quoted_cells(line)
    marked = _MARKED.match(line)
    if marked and (marked["colon"] or marked["after"]):
        found |= _sides(":", marked["term"], line[marked.end() :])
    kept, present = atoms(line), frozenset(line)
    for name, signs, pattern in _SIGNS:
        if signs.isdisjoint(present) or name in found:
            continue
        if place := next((sign for sign in pattern.finditer(line) if not is_inside(kept, sign.start())), None):
            found |= _sides(name, line[: place.start()], line[place.end() :])
    return found


def own_splits(lines: Sequence[str]) -> list[Sides]:
    """The sides of each line at a sign of the writer's own, e.g. `&&`, that stands once in every line; or none."""
    if not lines or not _OWN_SIGN.search(lines[0]) or max(map(len, lines)) > _LONGEST_LINE:
        return []
    counts = [Counter(sign[0] for sign in _OWN_SIGN.finditer(line)) for line in lines]
    shared = next((sign for sign in counts[0] if all(each[sign] == 1 for each in counts)), None)
    if shared is None:
        return []
    parted = [line.partition(shared) for line in lines]
    sides = [(term.strip(), meaning.strip()) for term, _, meaning in parted]
    return sides if all(_says_something(side) for pair in sides for side in pair) else []


def _quoted_cells(line: str) -> dict[str, Sides]:
    """The cells of a line of CSV in which at least one is in quotation marks, because it may have commas inside."""
    if not _QUOTED_CELL.search(line):
        return {}
    for sign in (",", ";"):
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=sign, strict=True))]
        except csv.Error:
            continue
        if 2 <= len(cells) <= _MOST_CELLS and all(map(_says_something, cells[:2])):
            sides = (cells[0], "\n".join(filter(None, cells[1:])))
            return {"csv": sides, sign: sides} if line.startswith('"') else {"tight": sides, sign: sides}
    return {}


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
        most = 0 if name in RARE_IN_PROSE else max(count_words(term), count_words(meaning))
        return most <= _MOST_WORDS_AROUND_COMMA and not _SEVERAL[name].search(meaning)
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
