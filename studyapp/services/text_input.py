"""Checks what learners type into fields: makes it storable, and refuses it if it is too short or too long."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from pydantic import BeforeValidator

from studyapp.errors import BadInput

MAX_TAGS: Final = 20
MAX_TAG_CHARS: Final = 50
TITLE_CHARS: Final = 200
DESCRIPTION_CHARS: Final = 2_000
WISH_CHARS: Final = 1_000
VISIBLE: Final = r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
"""A JSON Schema pattern for one visible character. White space and control characters are not visible."""


def _whole(number: Any) -> Any:
    """A float such as `1.0` as an integer, because JSON does not tell the two apart."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


WHOLE: Final = BeforeValidator(_whole)
"""Use this with `strict=True`, which refuses `true` as a number. Bounds must come before it, or they are missing in the
schema.
"""


def at_least(characters: int) -> dict[str, Any]:
    """The JSON Schema of a text with at least this many characters, so that programs know what `line` and `block`
    refuse.
    """
    between = rf"[^\x00-\x1f\x7f-\x9f]{{{characters - 2},}}{VISIBLE}" if characters > 1 else ""
    return {"minLength": characters, "pattern": rf"^[^\x00]*{VISIBLE}{between}[^\x00]*$"}


def line(text: str, *, name: str, shortest: int = 0, longest: int) -> str:
    """One trimmed line, with line breaks and tabs replaced by spaces."""
    return _within(" ".join(storable(text).split()), name=name, shortest=shortest, longest=longest)


def block(text: str, *, name: str, shortest: int = 0, longest: int) -> str:
    """Trimmed text that may have several lines."""
    return _within(storable(text).strip(), name=name, shortest=shortest, longest=longest)


def title(text: str) -> str:
    """The title of a deck, a goal or a skill."""
    return line(text, name="The title", shortest=1, longest=TITLE_CHARS)


def description(text: str, *, longest: int = DESCRIPTION_CHARS) -> str:
    return block(text, name="The description", longest=longest)


def wish(text: str) -> str:
    """What a learner wants of something that is made anew."""
    return block(text, name="The wish", longest=WISH_CHARS)


def storable(text: str) -> str:
    """The text in composed form with Unix line ends, without NUL, other control characters and half surrogate pairs.

    Direction marks and joiners stay, because Arabic, Hebrew, Hindi and emoji need them.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})


def tag_list(tags: Sequence[str]) -> list[str]:
    """The tags as typed, without duplicates that differ only in case."""
    distinct: dict[str, str] = {}
    for tag in tags:
        cleaned = line(tag, name="A tag", longest=MAX_TAG_CHARS)
        distinct.setdefault(cleaned.casefold(), cleaned)
    distinct.pop("", None)
    if len(distinct) > MAX_TAGS:
        raise BadInput(f"A card can have at most {MAX_TAGS} tags; this one has {len(distinct)}.")
    return list(distinct.values())


def tags_that_fit(tags: Sequence[str]) -> list[str]:
    """Those of a generator's tags that fit; the others are dropped, since nobody can be asked for better ones."""
    return tag_list([tag for tag in tags if len(tag) <= MAX_TAG_CHARS][:MAX_TAGS])


def _within(text: str, *, name: str, shortest: int, longest: int) -> str:
    if shortest and not re.search(VISIBLE, text):
        raise BadInput(_too_short(name, shortest, 0))
    if len(text) < shortest:
        raise BadInput(_too_short(name, shortest, len(text)))
    if len(text) > longest:
        raise BadInput(f"{name} can have at most {longest:,} characters; this one has {len(text):,}.")
    return text


def _too_short(name: str, shortest: int, length: int) -> str:
    if length == 0:
        return f"{name} must not be empty."
    return f"{name} needs at least {shortest} characters; this one has {length}."
