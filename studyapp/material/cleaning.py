"""Cleans incoming text so that it can be stored, searched and quoted. Input that is not text is refused."""

import re
import unicodedata
from typing import Final

from studyapp.errors import BadInput, TooLarge

MIN_CONTENT_CHARS: Final = 50
FEWEST_PAIRS: Final = 3
"""A text with fewer characters will do if it is a list of at least so many pairs."""
MAX_CONTENT_CHARS: Final = 400_000
"""The most characters of a pasted text."""
MAX_DOCUMENT_CHARS: Final = 8_000_000
"""The most characters of a document, such as a book of 2,000 pages."""

_NEWLINE: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028]")
_TRAILING_SPACE: Final = re.compile(r"(?<=\S)[ \t]+$|^[ \t]+$", re.MULTILINE)
_MANY_NEWLINES: Final = re.compile(r"\n{3,}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_UNSTORABLE: Final = re.compile("[\ud800-\udfff\ufffe\uffff\ufeff]")
_SOFT_HYPHEN: Final = re.compile(r"\u00ad(?:[ \t]*\n[ \t]*(?=\w)|(?!\Z))")
"""Says where a word may be divided; at the end of a line it is."""
_SPACES: Final = re.compile(r"\s+")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LOST: Final = "\ufffd"
_BINARY_SHARE: Final = 0.02
_LOST_SHARE: Final = 0.1
_FEW: Final = 3


def clean_text(text: str, *, most: int = MAX_CONTENT_CHARS) -> str:
    """Return the text as `cleaned` leaves it.

    Raises `TooLarge` beyond `most` characters and `BadInput` when the input is not text. Short text is accepted.
    """
    if len(text) > most:
        raise TooLarge(too_long(len(text), most=most))
    if is_binary(text):
        raise BadInput(
            "This does not look like text. Paste words, or upload a PDF, Word, PowerPoint, EPUB or text file."
        )
    return cleaned(text)


def cleaned(text: str) -> str:
    """The text in composed form (NFC) with `\\n` newlines, without NUL, BOM, control characters and soft hyphens."""
    text = _NEWLINE.sub("\n", text).replace("\u2029", "\n\n").replace("\u00a0", " ")
    text = _SOFT_HYPHEN.sub("", _UNSTORABLE.sub("", _CONTROL.sub("", text)))
    text = _TRAILING_SPACE.sub("", unicodedata.normalize("NFC", text))
    return _MANY_NEWLINES.sub("\n\n", text).strip()


def require_text(text: str) -> str:
    """Return the text unchanged, or raise `BadInput` if nothing in it can be seen."""
    if not visible_chars(text):
        raise BadInput("There is no text in it.")
    return text


def require_length(text: str, *, pairs: int) -> None:
    """Raise `BadInput` if the text is too short to make a card from and no word list of enough `pairs`."""
    visible = visible_chars(require_text(text))
    if visible < MIN_CONTENT_CHARS and pairs < FEWEST_PAIRS:
        raise BadInput(
            f"There are only {visible} characters of text; at least {MIN_CONTENT_CHARS} are needed, "
            f"or {FEWEST_PAIRS} lines such as “der Hund - dog”."
        )


def visible_chars(text: str) -> int:
    """How many characters can be seen, counting each stretch of white space as one. Format characters such as
    zero-width spaces, fillers and variation selectors cannot.
    """
    return len(_SPACES.sub(" ", _INVISIBLE.sub("", text)).strip())


def too_long(chars: int, *, most: int, and_more: bool = False) -> str:
    return (
        f"That is {'more than ' if and_more else ''}{chars:,} characters of text; {most:,} are the most "
        "that can be read at once. Take the part you want to study now."
    )


def is_binary(text: str) -> bool:
    """Whether there are too many control or undecodable characters for a text."""
    controls, lost = len(_CONTROL.findall(text)), text.count(_LOST)
    return controls > max(_FEW, _BINARY_SHARE * len(text)) or lost > max(_FEW, _LOST_SHARE * len(text))
