"""Gives characters of PDFs back the meaning they were drawn for: bullets, ligatures, accents, hyphens at line ends."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from studyapp.material.cleaning import cleaned
from studyapp.material.pdf.lines import Box

HYPHEN: Final = "\ufffe"
"""What PDFium puts in place of a hyphen and the line's end after it."""
ACCENTS: Final = {
    "`": "\u0300",
    "\u00b4": "\u0301",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u02dd": "\u030b",
    "\u02c7": "\u030c",
    "\u00b8": "\u0327",
}
"""The accents old TeX fonts draw as characters of their own, and the mark that combines with a letter instead."""

_DOTLESS: Final = {"ı": "i", "ȷ": "j"}
_FARTHEST: Final = 120
"""Within how many characters of an accent its letter is looked for."""

BULLETS: Final = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "▪", 0xF06E: "■", 0xF06C: "●", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF071: "❑",
    0xF02D: "–", 0xF0BE: "–", 0xF0E0: "→", 0xF0DE: "⇒", 0xF0AE: "→", 0xF020: " ",
}  # fmt: skip
"""Signs of the fonts Symbol and Wingdings, which many programs write at U+F000 plus the font's own code."""
_COMPATIBLE: Final = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\u2126\u212b\u017f\u0132\u0133]")
"""Ligatures and presentation forms, which stand for letters. Superscripts and the like are not among them."""
_SOFT_HYPHEN_INSIDE: Final = re.compile("\u00ad(?!$)")


def mended(raw: str) -> str:
    """The text of one line with its characters as they are meant, cleaned, and with single spaces."""
    tidy = " ".join(raw.split())
    if tidy.isascii() and tidy.isprintable():
        return tidy
    text = raw.translate(BULLETS).replace(HYPHEN, "-").replace("\u0002", "-").replace("\ufeff", "")
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _SOFT_HYPHEN_INSIDE.sub("", text.rstrip())
    return " ".join(cleaned(text).split())


def with_accents(raw: str, box_of: Callable[[int], Box]) -> str:
    """The text with each accent that is drawn over a letter on that letter, wherever it stands in the text.

    `box_of` gives the box of the character at an index.
    """
    signs = list(raw)
    for at, accent in enumerate(raw):
        letter = _letter_below(raw, at, box_of) if accent in ACCENTS else None
        if letter is None:
            continue
        signs[letter] = _composed(signs[letter], accent)
        for other in (at, *_own_spaces(raw, at, letter, box_of)):
            signs[other] = ""
    return "".join(signs)


def _letter_below(raw: str, at: int, box_of: Callable[[int], Box]) -> int | None:
    """The index of the letter an accent stands over; None if it stands for itself."""
    accent = box_of(at)
    middle = (accent.left + accent.right) / 2
    near = sorted(range(max(0, at - _FARTHEST), min(len(raw), at + _FARTHEST)), key=lambda other: abs(other - at))
    for other in near:
        if raw[other].isalpha() and raw[other] not in ACCENTS:
            letter = box_of(other)
            if letter.left <= middle <= letter.right:
                return other if _is_letter(_composed(raw[other], raw[at])) else None
    return None


def _own_spaces(raw: str, at: int, letter: int, box_of: Callable[[int], Box]) -> list[int]:
    """The spaces that PDFium put around an accent because the letter it belongs to stands elsewhere."""
    if letter < at:
        return [at - 1] if raw[at - 1] == " " else []
    before = next((other for other in range(at - 1, -1, -1) if raw[other] != " " and raw[other] not in ACCENTS), None)
    if before is None:
        return []
    below = box_of(letter)
    is_one_word = below.left - box_of(before).right < below.width / 4
    return [other for other in range(before + 1, letter) if raw[other] == " "] if is_one_word else []


def _composed(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + ACCENTS[accent])


def _is_letter(text: str) -> bool:
    return len(text) == 1
