"""The numbers of chapters and sections, as they are printed before titles."""

import re
from dataclasses import dataclass
from typing import Final

_ROMANS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CHAPTER: Final = (
    r"chapter|section|lecture|lesson|unit|module|appendix|annex|kapitel|abschnitt|anhang|lektion|vorlesung|chapitre|"
    r"section|annexe|leçon|cours|capítulo|capitulo|sección|apéndice|anexo|lección|tema|capitolo|appendice|hoofdstuk|"
    r"глава|раздел|приложение|الفصل|الباب|فصل|rozdział|kapitola"
)
_PART: Final = r"part|teil|partie|parte|livre|buch|book|часть|الجزء|القسم|deel|volume|band"
_WORDED: Final = {
    word: number
    for number, words in enumerate(
        (
            "one eins ersten premier première uno primera primero الأول الأولى",
            "two zwei deux deuxième dos segunda segundo الثاني",
            "three drei trois troisième tres tercera tercero الثالث",
            "four vier quatre cuatro الرابع",
            "five fünf cinq cinco الخامس",
            "six sechs seis السادس",
            "seven sieben sept siete السابع",
            "eight acht huit ocho الثامن",
            "nine neun neuf nueve التاسع",
            "ten zehn dix diez العاشر",
        ),
        start=1,
    )
    for word in words.split()
}
_NUMBER: Final = r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5}|[IVXL]{1,7}|[A-Z](?:\.\d{1,3}){1,5}|[A-Z](?=[.)]?\s|$))"
_NUMBERED: Final = re.compile(rf"§?\s*{_NUMBER}(?P<end>[.):]?(?:\s+[-–—]\s)?)\s+(?=\S)")
_NAMED: Final = re.compile(
    rf"(?P<word>{_CHAPTER}|{_PART})\s+(?:{_NUMBER}|(?P<worded>{'|'.join(sorted(_WORDED, key=len, reverse=True))}))"
    r"\b\s*[.:)–—-]*\s*",
    re.IGNORECASE,
)
_EAST_ASIAN: Final = re.compile(
    r"(?P<part>第\s*(?P<of_part>[\d０-９一二三四五六七八九十百]+)\s*[部編篇])\s*|"
    r"(?:第\s*(?P<chapter>[\d０-９一二三四五六七八九十百]+)\s*[章回講課節]|(?P<bare>[\d０-９]+)\s*章)\s*"
)
_DIGITS: Final = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}
_BARE: Final = re.compile(r"(?:\d{1,3}|[IVXL]{1,6}|[A-Z])\.?")
_WORD_ALONE: Final = re.compile(rf"(?:{_CHAPTER}|{_PART}|{'|'.join(_WORDED)})", re.IGNORECASE)
_PART_WORD: Final = re.compile(rf"(?:{_PART})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    parts: tuple[int, ...]
    """E.g. (2, 3) for 2.3; letters count from 1."""
    style: str
    """What numbers of one chain have in common: "digit", "letter", "roman", "chapter" or "part"."""

    @property
    def depth(self) -> int:
        return len(self.parts)


def number_of(title: str) -> Number | None:
    """The number a title begins with, e.g. of "2.3 Cells", "Chapter 4: Organs" or "第5章 細胞"; None without one."""
    if found := _EAST_ASIAN.match(title):
        return Number(
            (_east_asian(found["of_part"] or found["chapter"] or found["bare"]),),
            "part" if found["part"] else "chapter",
        )
    if found := _NAMED.match(title):
        style = "part" if _PART_WORD.match(found["word"]) else "chapter"
        if found["worded"]:
            return Number((_WORDED[found["worded"].casefold()],), style)
        return Number(_parts(found["number"].upper()), style)
    if found := _NUMBERED.match(title):
        return Number(_parts(found["number"]), _style(found["number"]))
    return None


def without_number(title: str) -> str:
    """The title without its number; the whole if it has none, or nothing else."""
    for pattern in (_EAST_ASIAN, _NAMED, _NUMBERED):
        if found := pattern.match(title):
            return title[found.end() :].strip() or title
    return title


def is_label(text: str) -> bool:
    """Whether a line is nothing but a number or e.g. "Chapter 3", as stands above the title of a chapter, or a part of
    that.
    """
    return is_bare_number(text) or any(pattern.fullmatch(text) for pattern in (_NAMED, _EAST_ASIAN, _WORD_ALONE))


def is_bare_number(text: str) -> bool:
    return bool(_BARE.fullmatch(text))


def is_part(title: str) -> bool:
    """Whether the title is that of a part, which holds chapters."""
    number = number_of(title)
    return bool(number and number.style == "part")


def labelled(label: str, title: str) -> str:
    """The title behind the number of its label: "3 Cells" for "Chapter 3", "Chapter three" or "3" above "Cells"."""
    if is_bare_number(label):
        return f"{label.rstrip('.')} {title}"
    words = label.casefold().split()
    number = number_of(f"{label} {title}")
    if words[-1] in _WORDED:
        return f"{_WORDED[words[-1]]} {title}"
    if number and number.style == "chapter" and number.depth == 1 and (found := _NAMED.match(label)):
        return f"{found['number']} {title}"
    return f"{label} {title}"


def _style(number: str) -> str:
    if number[0].isdigit():
        return "digit"
    is_roman = all(sign in _ROMANS for sign in number) and number not in ("C", "L")
    return "roman" if is_roman else "letter"


def _parts(number: str) -> tuple[int, ...]:
    return tuple(_value(part) for part in number.split("."))


def _value(part: str) -> int:
    if part.isdigit():
        return int(part)
    if len(part) == 1 and part not in "IVX":
        return ord(part) - ord("A") + 1
    values = [_ROMANS[sign] for sign in part]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _east_asian(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones[-1:], 0)
