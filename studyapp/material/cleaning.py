"""Cleans incoming text so that it can be stored, searched and quoted. Input that is not text is refused."""

import re
import unicodedata
from typing import Final

from studyapp.errors import BadInput, TooLarge

MIN_CONTENT_CHARS: Final = 50
MAX_CONTENT_CHARS: Final = 400_000

_NEWLINE: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028]")
_TRAILING_SPACE: Final = re.compile(r"(?<=\S)[ \t]+$|^[ \t]+$", re.MULTILINE)
_MANY_NEWLINES: Final = re.compile(r"\n{3,}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_UNSTORABLE: Final = re.compile("[\ud800-\udfff\ufffe\uffff\ufeff]")
_LOST: Final = "\ufffd"
_BINARY_SHARE: Final = 0.02
_LOST_SHARE: Final = 0.1
_FEW: Final = 3


def clean_text(text: str) -> str:
    """Return the text without NUL, BOM and control characters, with `\\n` newlines and in composed form (NFC).

    Raises `TooLarge` beyond `MAX_CONTENT_CHARS` and `BadInput` when the input is not text. Short text is accepted.
    """
    if len(text) > MAX_CONTENT_CHARS:
        raise TooLarge(too_long(len(text)))
    if is_binary(text):
        raise BadInput("This does not look like text. Paste words, or upload a text, Markdown or PDF file.")
    text = _NEWLINE.sub("\n", text).replace("\u2029", "\n\n").replace("\u00a0", " ")
    text = _UNSTORABLE.sub("", _CONTROL.sub("", text))
    text = _TRAILING_SPACE.sub("", unicodedata.normalize("NFC", text))
    return _MANY_NEWLINES.sub("\n\n", text).strip()


def require_length(text: str) -> str:
    """Return the text unchanged, or raise `BadInput` if it is too short to make a card from."""
    if not text:
        raise BadInput("There is no text in it.")
    if len(text) < MIN_CONTENT_CHARS:
        raise BadInput(f"There are only {len(text)} characters of text; at least {MIN_CONTENT_CHARS} are needed.")
    return text


def too_long(chars: int, *, and_more: bool = False) -> str:
    return (
        f"That is {'more than ' if and_more else ''}{chars:,} characters of text; {MAX_CONTENT_CHARS:,} are the most "
        "that can be read at once. Take the part you want to study now."
    )


def is_binary(text: str) -> bool:
    """Whether there are too many control or undecodable characters for a text."""
    controls, lost = len(_CONTROL.findall(text)), text.count(_LOST)
    return controls > max(_FEW, _BINARY_SHARE * len(text)) or lost > max(_FEW, _LOST_SHARE * len(text))
