"""Takes labels such as `A)` or `2.` off the options that a model numbered."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from studyapp.rules.choices.labels.patterns import GRADES
from studyapp.rules.choices.reading.dates import read_date

_OTHER_LISTS: Final = (
    "абвгде",
    "αβγδε",
    "أبجد",
    "ابجد",
    "אבגדה",
    "アイウエオ",
    "あいうえお",
    "가나다라마",
    "甲乙丙丁戊",
    "कखगघ",
)
"""Letters of options in other alphabets, in the order they are counted in."""
_LISTS: Final = ("abcdefgh", "12345678", ("i", "ii", "iii", "iv"), *_OTHER_LISTS)
_LABEL: Final = re.compile(
    r"(?:[-•]\s)?(?:\[[ xX]?\]\s)?[\s*_]{0,8}(?:</?[bi]>)?(?:(?:option|answer|choice|antwort|réponse|proposition|"
    r"respuesta|opción|risposta|opzione|resposta|opção|antwoord|optie|вариант|ответ)\s{1,3})?"
    rf"(?:[(\[（]?(?P<label>[A-HＡ-Ｈ]|[1-8]|i{{1,3}}|iv|[Ⅰ-Ⅳ]|[{''.join(_OTHER_LISTS)}])[*_]{{0,3}}"
    r"(?:\.?\\?[)\]）:：、](?!\d)|\.(?=[\s*_]|[^\W\d])|\s[-–—]\s|[/>]\s)[*_]{0,3}(?:</[bi]>)?"
    r"|(?P<circled>[①-⑧⑴-⑻Ⓐ-Ⓗⓐ-ⓗ🄰-🄷]|[1-8]\ufe0f?\u20e3))\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTER_IN_FRONT: Final = re.compile(r"[\s*_]{0,4}\(?[A-Da-d]\)[*_]{0,3}\s+[^\W\d_]")


def labelled(options: Sequence[str]) -> dict[str, str] | None:
    """The options by their labels (in small letters), if all have one and these count up; else None.

    One label may be missing, because the right answer may stand elsewhere. Options that would be equal or dates
    without their labels (`1. Mai`, `2. Mai`) are left as they are.
    """
    found = {label: text for label, text in map(split_label, options) if label}
    is_complete = len(options) >= 2 and len(found) == len(set(found.values())) == len(options)
    if not is_complete or any(read_date(option.strip()) for option in options):
        return None
    return found if any(set(found) <= set(listed[: len(options) + 1]) for listed in _LISTS) else None


def split_label(option: str) -> tuple[str, str]:
    """The label in small letters, or an empty string if there is none, and the text after it."""
    match = _LABEL.fullmatch(option)
    return (_plain(match["label"] or match["circled"]), match["text"].strip()) if match else ("", option)


def has_letter(option: str) -> bool:
    """Whether the option begins with a letter and a bracket, which has no other meaning than a label."""
    return _LETTER_IN_FRONT.match(option) is not None


def are_bare_letters(stem: str, options: Sequence[str]) -> bool:
    """Whether the options are `a`, `b`, `c` and `d`, which stand for texts that were left out."""
    letters = {option.strip(" ().").casefold() for option in options}
    return len(options) > 2 and letters == set(_LISTS[0][: len(options)]) and not GRADES.search(stem)


def without_labels(options: Sequence[str]) -> tuple[str, ...]:
    """The options, without labels if they have any."""
    found = labelled(options)
    return tuple(found.values()) if found else tuple(options)


def _plain(label: str) -> str:
    """The letters or the digit of a label, also of one in a circle or a box, in small letters."""
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", label)).casefold()
