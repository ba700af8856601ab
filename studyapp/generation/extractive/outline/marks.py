"""What the lines of an outline begin with: signs of headings, bullets, numbers, letters, and words such as `Week 3`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.outline.titles import is_title
from studyapp.generation.extractive.reading.bullets import CERTAIN_SIGNS, POSSIBLE_SIGNS
from studyapp.rules.sentence_stops import MONTHS

BULLET: Final = "bullet"
PLAIN: Final = "plain"
"""The style of a line without a mark."""
LINE: Final = "line"
"""The style of a line without a mark that stands below the first line of its paragraph."""
PAGE: Final = "page"
"""The style of a line whose only mark is the number of a page at its end."""
_TAB: Final = 4

_LABEL_WORDS: Final = (
    "part|unit|module|chapter|week|day|lecture|lesson|section|topic|session|domain|phase|stage|step|level|milestone|teil|tag|kapitel|woche|vorlesung|abschnitt|modul|"
    "einheit|thema|lektion|sitzung|stufe|schritt|étape|etapa|fase|paso|nivel|partie|chapitre|semaine|leçon|séance|parte|capítulo|unidad|semana|tema|lección|"
    "capitolo|unità|settimana|lezione|hoofdstuk|rozdział|kapittel|глава|раздел|тема"
)
_CHINESE: Final = "一二三四五六七八九十"
_ALPHABETS: Final = (("A", "Z"), ("a", "z"), ("α", "ω"), ("а", "я"))
_DIGITS: Final = {sign: value for value, sign in enumerate(_CHINESE, start=1)}
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_NUMBER: Final = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")

_HEADING: Final = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t]+(?P<title>\S.*)")
_WIKI_HEADING: Final = re.compile(r"(?P<signs>={1,6})[ \t]*(?P<title>[^=\s].*?)[ \t]*(?P=signs)\s*")
_ORG_HEADING: Final = re.compile(r"(?P<signs>\*{1,9})[ \t]+(?P<title>\S.*)")
_ORG_STATE: Final = re.compile(r"(?:TODO|DONE|NEXT|WAITING)\s+(?:\[#[A-C]\]\s+)?|\[#[A-C]\]\s+")
_ORG_TAGS: Final = re.compile(r"\s+:(?:[\w@#%]+:)+\s*$")
_TITLE_ID: Final = re.compile(r"\s*(?:\{#[\w:-]+\}|#+)\s*$")
_BOLD: Final = re.compile(r"\s*(?P<signs>\*\*|__)(?P<title>[^*_\n]{1,160})(?P=signs):?\s*")
_UNDERLINE: Final = re.compile(r" {0,3}(?P<sign>[=~^-])(?P=sign){2,}\s*")
_UNDERLINE_LEVELS: Final = {"=": 1, "-": 2, "~": 3, "^": 4}

_BULLET: Final = re.compile(rf"(?:[{re.escape(POSSIBLE_SIGNS)}][ \t]+|[{CERTAIN_SIGNS}][ \t]*)(?=\S)")
_BOX: Final = re.compile(r"\[[ xX-]\][ \t]+")
_NUMBER: Final = re.compile(
    rf"(?P<open>[(（])?(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}})"
    rf"(?:(?P<end>[.):：．、）]\s*)(?!\s*(?:{MONTHS})\b)(?=[^\s\d])|(?P<bare>\s+)(?=[^\W\d_a-zà-ÿа-я]|[*_`\"“„«(]))"
)
_LETTERS: Final = re.compile(r"\(?(?P<letters>[IVXLC]{1,6}|[ivxlc]{1,6}|[A-Za-zα-ωа-я])[.)]\s+(?=\S)")
_LABEL: Final = re.compile(
    rf"(?P<word>(?i:{_LABEL_WORDS}))\s+(?P<number>\d{{1,3}}(?:\.\d{{1,3}})?|[IVX]{{1,6}}|[A-F])\b"
    r"(?P<rest>\s*(?:\([^()]{1,40}\)\s*)?(?:[:.–—-]\s*(?=\S)|$)|\s+(?=[^\Wa-zà-ÿа-я_]))"
)
_CHINESE_LABEL: Final = re.compile(
    rf"(?:第|제)\s*(?P<number>[{_CHINESE}百零〇\d]{{1,4}})\s*(?P<word>部分|单元|單元|[编編篇部章节節课課讲講回장절편부])"
    r"[\s:：、.]*"
)
_CHINESE_NUMBER: Final = re.compile(rf"(?P<open>[（(])?(?P<number>[{_CHINESE}]{{1,3}})(?(open)[）)]|[、.．])\s*(?=\S)")
_PARAGRAPH: Final = re.compile(r"§\s*(?P<number>\d{1,4})[a-z]?\.?\s+(?=[^\Wa-z])")
_KEYCAP: Final = re.compile(r"(?P<number>\d)\ufe0f?\u20e3\s*(?=\S)")
_CIRCLED: Final = re.compile(r"(?P<number>[①-⑳])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    style: str
    """The same for all entries of one list, e.g. `bullet`, `1`, `1.1`, `I`, `a` or `week`."""
    ordinal: int | None
    length: int
    """Where in the text of the line its title begins."""
    is_bare: bool = False
    """Whether it is a number that nothing parts from the title."""

    @property
    def parts(self) -> int:
        """How many numbers it has, e.g. 2 for `1.1`; 0 if it is no such number."""
        return self.style.count("1")

    @property
    def is_letter(self) -> bool:
        return self.style in {"I", "i", *(first for first, _ in _ALPHABETS)}

    @property
    def is_label(self) -> bool:
        return self.style.startswith("label ")


def heading(line: str, following: str, *, is_org: bool) -> tuple[int, str, bool] | None:
    """The level and title of a heading, and whether it is underlined by the following line.

    `is_org` says that asterisks are signs of headings, not bullets.
    """
    if found := _HEADING.fullmatch(line) or _WIKI_HEADING.fullmatch(line):
        return len(found["signs"]), _TITLE_ID.sub("", found["title"]), False
    if is_org and (found := _ORG_HEADING.fullmatch(line)):
        return len(found["signs"]), _ORG_TAGS.sub("", _ORG_STATE.sub("", found["title"], count=1)), False
    under = _UNDERLINE.fullmatch(following)
    if under and is_title(line.strip()) and not _BULLET.match(line.strip()):
        return _UNDERLINE_LEVELS[under["sign"]], line.strip(), True
    return None


def is_org(lines: list[str]) -> bool:
    """Whether lines begin with two or more asterisks, as only headings of Org files do."""
    return any(line.startswith("**") and _ORG_HEADING.fullmatch(line) for line in lines)


def unbolded(line: str) -> str | None:
    """The title on a line that is bold as a whole; None if it is not."""
    found = _BOLD.fullmatch(line)
    return found["title"].strip(" :") if found else None


def without_label(title: str) -> str:
    """What stands behind a label that another mark leads to, e.g. in `- Week 1: Cells`; the title if nothing does."""
    bare = unbolded(title) or title
    found = _LABEL.match(bare) or _CHINESE_LABEL.match(bare)
    return bare[found.end() :] if found and found.end() < len(bare) else title


def indentation(line: str) -> int:
    """The column the text begins at; a tab goes on to the next multiple of four."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(_TAB))


def marks(text: str) -> list[Mark]:
    """How the beginning of a text without indentation can be read: `i)` may be a letter or a Roman number."""
    if found := _LABEL.match(text):
        word = found["word"].casefold()
        is_alone = found.end() == len(text)
        return [Mark(f"label {word}", _counted(found["number"]), 0 if is_alone else found.end())]
    if found := _CHINESE_LABEL.match(text):
        is_alone = found.end() == len(text)
        return [Mark(f"label {found['word']}", _counted(found["number"]), 0 if is_alone else found.end())]
    if found := _PARAGRAPH.match(text):
        return [Mark("§", int(found["number"]), found.end())]
    if found := _BULLET.match(text):
        box = _BOX.match(text, found.end())
        return [Mark(BULLET, None, box.end() if box else found.end())]
    return [*_numbers(text), *_letters(text)]


def _numbers(text: str) -> Iterator[Mark]:
    if found := _NUMBER.match(text):
        parts = found["number"].split(".")
        style = ("(" if found["open"] else "") + ".".join("1" for _ in parts)
        yield Mark(style, int(parts[-1]), found.end(), is_bare=found["bare"] is not None and len(parts) == 1)
    elif found := _CHINESE_NUMBER.match(text):
        yield Mark("(一" if found["open"] else "一", _counted(found["number"]), found.end())
    elif found := _KEYCAP.match(text):
        yield Mark("keycap", int(found["number"]), found.end())
    elif found := _CIRCLED.match(text):
        yield Mark("①", ord(found["number"]) - ord("①") + 1, found.end())


def _letters(text: str) -> Iterator[Mark]:
    found = _LETTERS.match(text)
    if not found:
        return
    letters = found["letters"]
    upper = letters.isupper()
    if _ROMAN_NUMBER.fullmatch(letters.lower()):
        yield Mark("I" if upper else "i", _roman(letters), found.end())
    if len(letters) == 1:
        first = next(first for first, last in _ALPHABETS if first <= letters <= last)
        yield Mark(first, ord(letters) - ord(first) + 1, found.end())


def _counted(number: str) -> int:
    if number[0] in _DIGITS:
        return _chinese(number)
    last = number.rpartition(".")[2]
    if last.isdigit():
        return int(last)
    return _roman(number) if _ROMAN_NUMBER.fullmatch(number.lower()) else ord(number[0].upper()) - ord("A") + 1


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number.lower()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _chinese(number: str) -> int:
    tens, ten, ones = number.partition("十")
    if not ten:
        return _DIGITS.get(number[-1], 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
