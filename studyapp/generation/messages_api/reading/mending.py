"""Reads the text of one item, and mends what models get wrong in JSON without making anything up."""

import json
import re
from typing import Any, Final, Self

import json_repair

from studyapp.generation.messages_api.reading import formulas
from studyapp.generation.messages_api.reading.names import FIELDS, plain

_MOST_CHARS: Final = 10_000
_MOST_BRACKETS: Final = 200
"""A longer text, or one with more brackets, is not mended, because that takes too long. No item has nearly as many."""
_EMPTY: Final = re.compile(r"\[\s*\]|\{\s*\}|\"\"|''")
_IGNORED: Final = re.compile(r"[\s\\\"'“”„‘’]+|\b(?:none|null|true|false)\b", re.IGNORECASE)


class Unreadable(Exception):
    """The text is no JSON, and cannot be made any without guessing."""


class _AsWritten(float):
    """A number that reads as it was written: the tenth part of `1` is `1.10`, and not `1.1`."""

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number._text = text
        return number

    def __str__(self) -> str:
        return self._text

    _text: str


def read(text: str) -> Any:
    """The value of a JSON text, in which backslashes may be missing. Raises `Unreadable`."""
    for readable in (formulas.mended(text), text):
        try:
            return json.loads(readable, strict=False, parse_float=_AsWritten)
        except (ValueError, RecursionError):
            continue
    raise Unreadable


def mended(text: str) -> str | dict[str, Any]:
    """The value of a text that is no JSON but can be mended. Raises `Unreadable` if that would be guessing."""
    if len(text) > _MOST_CHARS or text.count("{") + text.count("[") > _MOST_BRACKETS:
        raise Unreadable
    return _quoted(text) or _repaired(text)


def _quoted(text: str) -> str | None:
    """What stands between the outer quotes of a text with quotes inside; None for anything else."""
    quote = text[:1]
    if quote not in ('"', "'") or len(text) < 3 or text[-1] != quote:
        return None
    return text[1:-1].replace(f"\\{quote}", quote)


def _repaired(text: str) -> dict[str, Any]:
    try:
        value: Any = json_repair.loads(formulas.mended(text), skip_json_loads=True)
    except (ValueError, RecursionError, IndexError) as error:
        raise Unreadable from error
    if not isinstance(value, dict) or not _all_said(value, text):  # pyright: ignore[reportUnknownArgumentType]
        raise Unreadable
    return value  # pyright: ignore[reportUnknownVariableType]


def _all_said(value: dict[str, Any], text: str) -> bool:
    """Whether the mended value holds nothing but what stands in the original, up to quotes, escapes and white space.

    A value that is the name of a field, or is empty without having been so, was put in where one is missing.
    """
    original = _bare(text)
    if any(isinstance(inner, str) and plain(inner) in FIELDS for inner in value.values()):
        return False
    if sum(inner in ([], {}, "") for inner in value.values()) > len(_EMPTY.findall(text)):
        return False
    return all(_bare(part) in original for part in _texts(value))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.items() for part in each for text in _texts(part)]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]  # pyright: ignore[reportUnknownVariableType]
    return [value] if isinstance(value, str) else []


def _bare(text: str) -> str:
    return _IGNORED.sub("", text)
