"""Decides whether a text is a list of ready-made pairs, and reads them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from studyapp.generation.extractive.furniture import lines_of_list
from studyapp.generation.extractive.furniture.lines import fenced
from studyapp.generation.extractive.reading.bullets import BULLET
from studyapp.generation.pairs.pair import MOST_PAIRS, Pair, in_directions, merged
from studyapp.generation.pairs.questions import question_pairs
from studyapp.generation.pairs.signs import ONLY_ALONE, Sides, splits
from studyapp.generation.pairs.tables import is_rule, table_pairs
from studyapp.rules.text import count_words, front_key, word_set

_FEWEST: Final = 3
_FEWEST_ALONE: Final = 5
_SHARE: Final = 0.8
_SHARE_OF_CHARS: Final = 0.6
_FEWEST_REMARK_WORDS: Final = 5
_REMARKS: Final = word_set(
    "note notes example examples remark tip hint warning important remember summary source sources homework "
    "hinweis achtung beispiel beispiele merke wichtig quelle hausaufgabe exemple remarque attention nota ejemplo fuente"
)
_DIFFERENT: Final = 0.6
_MOST_TITLE_WORDS: Final = 8
_HEADING: Final = re.compile(r"\s*#{1,6}\s+\S.*|\s*[=*_-]{3,}\s*")
_SETTING_OF_ANKI: Final = re.compile(r"#(?:separator|html|tags?|columns?|deck|notetype|guid)\b.*:.*", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?。！？]\W*$")
_HEADER_NAMES: Final = word_set(
    "term terms word words front back question answer definition meaning translation description explanation begriff "
    "wort bedeutung übersetzung erklärung frage antwort vorderseite rückseite mot terme traduction définition sens "
    "palabra término significado traducción definición parola termine significato traduzione english deutsch german "
    "français french español spanish italiano italian vocabulary vokabel englisch"
)


@dataclass(slots=True)
class _Lines:
    """The lines of a text, without bullets, and which of them are part of a pair or of no account."""

    texts: list[str]
    numbers: list[int]
    """The number of each line in the material."""
    indented: dict[int, str]
    """The indented lines as they are written, by their place."""
    unread: set[int]
    """The places of lines in fenced code and in tables that are too wide."""
    pairs: dict[int, list[Pair]]
    """The pairs by the place of their first line."""
    taken: set[int]
    neutral: set[int]

    def left(self) -> list[int]:
        return [at for at in range(len(self.texts)) if at not in self.taken and at not in self.neutral]

    def take(self, pairs: Sequence[Pair], places: Sequence[int]) -> None:
        line = self.numbers[places[0]]
        self.pairs.setdefault(places[0], []).extend(replace(pair, line=line) for pair in pairs)
        self.taken.update(places)


@lru_cache(maxsize=8)
def word_list(text: str) -> tuple[Pair, ...]:
    """The pairs of a text that is a list of them, at most `MOST_PAIRS`; none if it is any other text."""
    lines = _read(text)
    _take_tables(lines)
    _take_questions(lines)
    _take_signs(lines)
    found = [pair for _, pairs in sorted(lines.pairs.items()) for pair in pairs]
    return tuple(merged(found)) if found and _is_list(lines, found) else ()


def cards_of(text: str, *, both_directions: bool) -> list[Pair]:
    """The pairs to make cards of, in both directions if that is asked for."""
    return merged(in_directions(word_list(text), both=both_directions))[:MOST_PAIRS]


@dataclass(frozen=True, slots=True)
class Within:
    """The pairs in a text of any kind that cannot be mistaken for anything else."""

    pairs: list[Pair]
    lines: frozenset[int]
    """The numbers of the lines they stand on."""


def pairs_within(text: str) -> Within:
    """The questions with answers, and the rows of tables with three columns or more."""
    lines = _read(text)
    _take_questions(lines)
    asked = [pair for _, pairs in sorted(lines.pairs.items()) for pair in pairs]
    places = {lines.numbers[at] for at in lines.taken}
    _take_tables(lines)
    rows = [pair for _, pairs in sorted(lines.pairs.items()) for pair in pairs if pair.turned]
    return Within(merged([*asked, *rows]), frozenset(places))


def _read(text: str) -> _Lines:
    read = lines_of_list(text)
    code = {at for at, is_code in enumerate(fenced(read)) if is_code}
    texts = [line.text if at in code else _without_bullet(line.text) for at, line in enumerate(read)]
    neutral = {at for at, line in enumerate(texts) if at not in code and _is_neutral(line)}
    indented = {at: line.text.strip() for at, line in enumerate(read) if line.text[:2].isspace() and not line.is_blank}
    return _Lines(texts, [line.number for line in read], indented, code, {}, set(), neutral)


def _without_bullet(line: str) -> str:
    bullet = BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _is_neutral(line: str) -> bool:
    return not line.strip() or bool(_HEADING.fullmatch(line) or _SETTING_OF_ANKI.fullmatch(line.strip()))


def _take_tables(lines: _Lines) -> None:
    for at, line in enumerate(lines.texts):
        if at == 0 or at in lines.taken or not is_rule(line):
            continue
        end = at + 1
        while end < len(lines.texts) and "|" in lines.texts[end]:
            end += 1
        header, rows = lines.texts[at - 1], lines.texts[at + 1 : end]
        if pairs := table_pairs(header, rows):
            lines.take(pairs, [at - 1, *range(at + 1, end)])
            lines.neutral.add(at)
        else:
            lines.unread.update(range(at - 1, end))


def _take_questions(lines: _Lines) -> None:
    for found in question_pairs(lines.texts):
        lines.take([found.pair], found.places)


def _take_signs(lines: _Lines) -> None:
    """Take the lines with a sign. Where a line has several, the one that most lines share is the one that counts."""
    ways = {at: splits(lines.texts[at]) for at in lines.left() if at not in lines.unread}
    shared = Counter(name for found in ways.values() for name in found)
    order = sorted(shared, key=lambda name: (name in ONLY_ALONE, -shared[name]))
    allowed = [name for name in order if name not in ONLY_ALONE or _is_alone(name, ways)]
    last: int | None = None
    for at in sorted(ways):
        text = lines.texts[at]
        sides = next((ways[at][name] for name in allowed if name in ways[at]), None)
        if sides is not None and _is_remark(sides):
            continue
        if sides is not None and not _is_header(sides, is_first=last is None):
            both = ":::" in ways[at] and sides == ways[at][":::"]
            lines.take([Pair(*sides, quote=text.strip(), is_both=both)], [at])
            last = at
        elif sides is not None:
            lines.neutral.add(at)
        elif last is not None and at in lines.indented and at - 1 in lines.taken:
            _continue(lines, last, at)


def _is_alone(name: str, ways: dict[int, dict[str, Sides]]) -> bool:
    return len(ways) >= _FEWEST_ALONE and all(name in found for found in ways.values())


def _is_remark(sides: Sides) -> bool:
    """Whether it is a sentence with a label before it, e.g. `Note: all terms are used as in the lecture.`"""
    term, meaning = sides
    is_sentence = count_words(meaning) >= _FEWEST_REMARK_WORDS and _SENTENCE_END.search(meaning) is not None
    return is_sentence and term.casefold().rstrip(" .0123456789") in _REMARKS


def _is_header(sides: Sides, *, is_first: bool) -> bool:
    return is_first and all(side.casefold().strip(" .:") in _HEADER_NAMES for side in sides)


def _continue(lines: _Lines, last: int, at: int) -> None:
    """Add an indented line to the meaning of the pair before it."""
    text = lines.indented[at]
    pair = lines.pairs[last][-1]
    lines.pairs[last][-1] = replace(pair, back=f"{pair.back}\n{text}", quote=f"{pair.quote}\n{text}")
    lines.taken.add(at)


def _is_list(lines: _Lines, found: Sequence[Pair]) -> bool:
    """Whether nearly all that the text says stands in pairs. Titles between them do not count, if they are few."""
    left = [lines.texts[at] for at in lines.left()]
    others = [text for text in left if not _is_title(text)]
    taken = [lines.texts[at] for at in lines.taken]
    fewest = 1 if any(pair.is_certain for pair in found) else _FEWEST
    if len(found) < fewest or len(left) - len(others) > len(taken) / 2 + 1:
        return False
    if len({front_key(pair.front) for pair in found}) < _DIFFERENT * len(found):
        return False
    said, chars = len(taken) + len(others), sum(map(len, taken)) + sum(map(len, others))
    return len(taken) >= _SHARE * said and sum(map(len, taken)) >= _SHARE_OF_CHARS * chars


def _is_title(text: str) -> bool:
    return count_words(text) <= _MOST_TITLE_WORDS and not _SENTENCE_END.search(text)
