"""Decodes the bytes of a text file. When the encoding is doubtful the file is refused: a wrong guess would be worse."""

import codecs
import re
from typing import Final

from studyapp.errors import BadInput

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT: Final = "This file is not text. Upload a PDF, Word, PowerPoint, EPUB, HTML, Markdown or text file."
_UNKNOWN_ENCODING: Final = "The file's encoding is not recognised. Save it as UTF-8 and upload it again."
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LETTER: Final = re.compile(rb"[A-Za-z]")
_NUL_SHARE: Final = 0.3
_HIGH_SHARE: Final = 0.3
_LATIN_SHARE: Final = 0.5


def decode(data: bytes) -> str:
    """Decode by byte order mark, else as UTF-16 if its zero bytes suggest so, else as UTF-8, else as Windows-1252 if
    the result is plausible text. Raises `BadInput` otherwise.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if encoding := zeros_suggest_utf16(data):
        return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _legacy(data)


def zeros_suggest_utf16(data: bytes) -> str | None:
    """The UTF-16 variant if about every other byte is zero, else None. Such Latin text would also be valid UTF-8."""
    sample = data[:4_000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > _NUL_SHARE and even < odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > _NUL_SHARE and odd < even / 10 else None


def _damaged_utf8(data: bytes) -> str | None:
    """The text if most of its non-ASCII characters decode as UTF-8, as in a truncated or slightly corrupt file; else
    None.
    """
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    sound = len(text) - lost - sum(1 for byte in data if byte < 0x80)
    return text if sound >= 5 * lost else None


def _legacy(data: bytes) -> str:
    if len(_CONTROL.findall(data)) > 0.005 * len(data):
        raise BadInput(_NOT_TEXT)
    high, letters = len(_HIGH.findall(data)), len(_LETTER.findall(data))
    if high > _HIGH_SHARE * len(data) or letters < _LATIN_SHARE * (letters + high):
        raise BadInput(_UNKNOWN_ENCODING)
    return data.decode("cp1252", errors="replace")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(_UNKNOWN_ENCODING) from error
