"""Decides whether a text is a list of ready-made pairs, and reads them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from studyapp.generation.extractive.reading.bullets import BULLET
from studyapp.generation.pairs.exports import exported, with_rows
from studyapp.generation.pairs.html import html_pairs
from studyapp.generation.pairs.lines import Lines
from studyapp.generation.pairs.outlines import clozes, outlined
from studyapp.generation.pairs.pair import MOST_PAIRS, Pair, in_directions, merged
from studyapp.generation.pairs.questions import answered_questions, question_pairs
from studyapp.generation.pairs.signs import ONLY_ALONE, RARE_IN_PROSE, Sides, own_splits, splits
from studyapp.generation.pairs.tables import is_rule, table_pairs
from studyapp.rules.text import count_words, note_key, word_set

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
_FEWEST_COUPLES: Final = 4
_MOST_COUPLE_WORDS: Final = 6
_LINE_END: Final = re.compile(r"[.!,;:。！，；：]\W{0,5}$")
_SENTENCE_END: Final = re.compile(r"[.!?。！？]\W{0,5}$")
_HEADER_NAMES: Final = word_set(
    "term terms word words front back question answer definition meaning translation description explanation begriff "
    "wort bedeutung übersetzung erklärung frage antwort vorderseite rückseite mot terme traduction définition sens "
    "palabra término significado traducción definición parola termine significato traduzione english deutsch german "
    "français french español spanish italiano italian vocabulary vokabel englisch"
)


Ways = dict[int, dict[str, Sides]]
"""The sides of each line at each sign that can part it."""


@lru_cache(maxsize=8)
def word_list(text: str) -> tuple[Pair, ...]:
    """The pairs of a text that is a list of them, at most `MOST_PAIRS`; none if it is any other text."""
    if pairs := exported(text):
        return tuple(merged(pairs))
    read = Lines.of(with_rows(text))
    for take in (_take_marked_and_signs, _take_answered, _take_own_sign, _take_couples):
        lines = read.untouched()
        take(lines)
        if lines.pairs and _is_list(lines):
            return tuple(merged(lines.found))
    return ()


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
    lines = Lines.of(text)
    lines.take_all(question_pairs(lines.texts))
    asked = lines.found
    places = {lines.numbers[at] for at in lines.taken}
    _take_tables(lines)
    rows = [pair for pair in lines.found if pair.turned]
    return Within(merged([*asked, *rows]), frozenset(places))


def _take_marked_and_signs(lines: Lines) -> None:
    """Take what marks of its own make a pair, then the lines with a sign between a term and its meaning."""
    _take_tables(lines)
    lines.take_all(html_pairs(lines.written))
    lines.take_all(question_pairs(lines.texts))
    lines.take_all(outlined(lines))
    lines.take_all(clozes(lines))
    if not lines.pairs:
        lines.take_all(answered_questions(lines.texts, labelled=True))
    _take_signs(lines)


def _take_answered(lines: Lines) -> None:
    lines.take_all(answered_questions(lines.texts, labelled=False))


def _take_own_sign(lines: Lines) -> None:
    places = [at for at in lines.left() if at not in lines.unread]
    for at, sides in zip(places, own_splits([lines.texts[at] for at in places]), strict=False):
        lines.take([Pair(*sides, quote=lines.texts[at].strip())], [at])


def _take_couples(lines: Lines) -> None:
    """Take the paragraphs of a text that has only such of two lines, the first a few words long."""
    couples: list[list[int]] = []
    for at in lines.left():
        if couples and couples[-1][-1] == at - 1:
            couples[-1].append(at)
        else:
            couples.append([at])
    if len(couples) < _FEWEST_COUPLES or not all(_is_couple([lines.texts[at] for at in each]) for each in couples):
        return
    for places in couples:
        front, back = (lines.texts[at].strip() for at in places)
        lines.take([Pair(front, back, quote=f"{front}\n{back}")], places)


def _is_couple(texts: Sequence[str]) -> bool:
    return len(texts) == 2 and count_words(texts[0]) <= _MOST_COUPLE_WORDS and not _LINE_END.search(texts[0])


def _take_tables(lines: Lines) -> None:
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


def _take_signs(lines: Lines) -> None:
    """Take the lines with a sign. Where a line has several, the one that most lines share is the one that counts."""
    ways = {at: splits(lines.texts[at]) for at in lines.left() if at not in lines.unread}
    shared = Counter(name for found in ways.values() for name in found)
    order = sorted(shared, key=lambda name: (name in ONLY_ALONE, -shared[name]))
    allowed = [name for name in order if name not in ONLY_ALONE or _is_alone(name, ways)]
    further = _further_lines(lines, ways)
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
        elif last is not None and at - 1 in lines.taken and (at in lines.indented or at in further):
            lines.go_on(last, at, lines.written[at].strip())


def _further_lines(lines: Lines, ways: Ways) -> set[int]:
    """The places of lines that go on with the meaning above them though they are not indented.

    In a list with tabs these are bullets; and all lines without a tab, if blank lines part its rows.
    """
    signed = {at for at, found in ways.items() if found.keys() & {"tab", "item"}}
    rest = set(ways) - signed
    starts = {at for at in ways if at == 0 or not lines.texts[at - 1].strip()}
    is_parted = len(starts) > 1 and starts <= signed
    is_items = len(signed) > 1 and all("item" in ways[at] for at in signed)
    if is_parted or is_items:
        return rest
    return {at for at in rest if BULLET.match(lines.written[at])} if len(signed) >= len(rest) else set()


def _is_alone(name: str, ways: Ways) -> bool:
    fewest = _FEWEST if name in RARE_IN_PROSE else _FEWEST_ALONE
    return len(ways) >= fewest and all(name in found for found in ways.values())


def _is_remark(sides: Sides) -> bool:
    """Whether it is a sentence with a label before it, e.g. `Note: all terms are used as in the lecture.`"""
    term, meaning = sides
    is_sentence = count_words(meaning) >= _FEWEST_REMARK_WORDS and _SENTENCE_END.search(meaning) is not None
    return is_sentence and term.casefold().rstrip(" .0123456789") in _REMARKS


def _is_header(sides: Sides, *, is_first: bool) -> bool:
    return is_first and all(side.casefold().strip(" .:") in _HEADER_NAMES for side in sides)


def _is_list(lines: Lines) -> bool:
    """Whether nearly all that the text says stands in pairs. Titles between them do not count, if they are few."""
    found = lines.found
    left = [lines.texts[at] for at in lines.left()]
    others = [text for text in left if not _is_title(text)]
    taken = [lines.texts[at] for at in lines.taken]
    fewest = 1 if any(pair.is_certain for pair in found) else _FEWEST
    if len(found) < fewest or len(left) - len(others) > len(taken) / 2 + 1:
        return False
    if len({note_key(pair.front) for pair in found}) < _DIFFERENT * len(found):
        return False
    said, chars = len(taken) + len(others), sum(map(len, taken)) + sum(map(len, others))
    return len(taken) >= _SHARE * said and sum(map(len, taken)) >= _SHARE_OF_CHARS * chars


def _is_title(text: str) -> bool:
    return count_words(text) <= _MOST_TITLE_WORDS and not _SENTENCE_END.search(text)
